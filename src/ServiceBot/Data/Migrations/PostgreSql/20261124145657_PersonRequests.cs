using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ServiceBot.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class PersonRequests : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "PersonRequest",
                columns: table => new
                {
                    Key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    ConversationId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    RegionCode = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    Reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ProxyAgentId = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    StandInId = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Draft = table.Column<string>(type: "text", nullable: false),
                    AskedAt = table.Column<long>(type: "bigint", nullable: false),
                    DueAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    TakenBy = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    ClosedAt = table.Column<long>(type: "bigint", nullable: true),
                    Overdue = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonRequest", x => x.Key);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PersonRequest_ConversationId_State",
                table: "PersonRequest",
                columns: new[] { "ConversationId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_PersonRequest_State_DueAt",
                table: "PersonRequest",
                columns: new[] { "State", "DueAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PersonRequest");
        }
    }
}
