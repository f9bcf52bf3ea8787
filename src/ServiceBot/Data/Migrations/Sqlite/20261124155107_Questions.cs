using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ServiceBot.Data.Migrations.Sqlite
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Source",
                table: "Transcript",
                type: "TEXT",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "DraftSince",
                table: "Conversation",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Question",
                columns: table => new
                {
                    ConversationId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Seq = table.Column<long>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    GroupKey = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Item = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Field = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    RegionCode = table.Column<string>(type: "TEXT", maxLength: 12, nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Question", x => new { x.ConversationId, x.Seq });
                });

            migrationBuilder.CreateTable(
                name: "QuestionVerdict",
                columns: table => new
                {
                    GroupKey = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Verdict = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ArticleId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
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
