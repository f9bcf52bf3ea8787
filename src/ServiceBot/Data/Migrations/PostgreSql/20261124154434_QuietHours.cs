using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ServiceBot.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class QuietHours : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "HeardAt",
                table: "Conversation",
                type: "bigint",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "HeardAt",
                table: "Conversation");
        }
    }
}
