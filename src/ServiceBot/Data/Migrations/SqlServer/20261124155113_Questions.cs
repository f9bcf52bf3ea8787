using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ServiceBot.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Questions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Answer",
                table: "Transcript",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Source",
                table: "Transcript",
                type: "nvarchar(120)",
                maxLength: 120,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<long>(
                name: "DraftSince",
                table: "Conversation",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Question",
                columns: table => new
                {
                    ConversationId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Seq = table.Column<long>(type: "bigint", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    GroupKey = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Reason = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Item = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Field = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: true),
                    Channel = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    RegionCode = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: true),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Question", x => new { x.ConversationId, x.Seq });
                });

            migrationBuilder.CreateTable(
                name: "QuestionVerdict",
                columns: table => new
                {
                    GroupKey = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Verdict = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    ArticleId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Note = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QuestionVerdict", x => x.GroupKey);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Transcript_Source",
                table: "Transcript",
                column: "Source",
                filter: "\"Source\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Conversation_DraftSince",
                table: "Conversation",
                column: "DraftSince",
                filter: "\"DraftSince\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Question_GroupKey_At",
                table: "Question",
                columns: new[] { "GroupKey", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Question");

            migrationBuilder.DropTable(
                name: "QuestionVerdict");

            migrationBuilder.DropIndex(
                name: "IX_Transcript_Source",
                table: "Transcript");

            migrationBuilder.DropIndex(
                name: "IX_Conversation_DraftSince",
                table: "Conversation");

            migrationBuilder.DropColumn(
                name: "Answer",
                table: "Transcript");

            migrationBuilder.DropColumn(
                name: "Source",
                table: "Transcript");

            migrationBuilder.DropColumn(
                name: "DraftSince",
                table: "Conversation");
        }
    }
}
