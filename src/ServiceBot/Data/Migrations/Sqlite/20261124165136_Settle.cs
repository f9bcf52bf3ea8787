using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ServiceBot.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Settle : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "UnreadFrom",
                table: "Conversation",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Conversation_UnreadFrom",
                table: "Conversation",
                column: "UnreadFrom",
                filter: "\"UnreadFrom\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Conversation_UnreadFrom",
                table: "Conversation");

            migrationBuilder.DropColumn(
                name: "UnreadFrom",
                table: "Conversation");
        }
    }
}
