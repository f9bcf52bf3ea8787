using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ServiceBot.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class WaitingMessages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "WaitingUntil",
                table: "Conversation",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Conversation_WaitingUntil",
                table: "Conversation",
                column: "WaitingUntil",
                filter: "\"WaitingUntil\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Conversation_WaitingUntil",
                table: "Conversation");

            migrationBuilder.DropColumn(
                name: "WaitingUntil",
                table: "Conversation");
        }
    }
}
