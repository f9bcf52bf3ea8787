using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ServiceBot.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DeliveryFates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Outbox_State_DueAt",
                table: "Outbox");

            migrationBuilder.AddColumn<string>(
                name: "CaseReference",
                table: "Outbox",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ReceiptAt",
                table: "Outbox",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Segments",
                table: "Outbox",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "TurnSeq",
                table: "Outbox",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Urgency",
                table: "Outbox",
                type: "TEXT",
                maxLength: 32,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_CaseReference",
                table: "Outbox",
                column: "CaseReference");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_State_Urgency_DueAt",
                table: "Outbox",
                columns: new[] { "State", "Urgency", "DueAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Outbox_CaseReference",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_State_Urgency_DueAt",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "CaseReference",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "ReceiptAt",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Segments",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "TurnSeq",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Urgency",
                table: "Outbox");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_State_DueAt",
                table: "Outbox",
                columns: new[] { "State", "DueAt" });
        }
    }
}
