using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ServiceBot.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class UnderstandingAndDelivery : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Outbox_State_DueAt",
                table: "Outbox");

            migrationBuilder.AddColumn<string>(
                name: "Answer",
                table: "Transcript",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Source",
                table: "Transcript",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Line",
                table: "ProxyAgent",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CaseReference",
                table: "Outbox",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ReceiptAt",
                table: "Outbox",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Segments",
                table: "Outbox",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "TurnSeq",
                table: "Outbox",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Urgency",
                table: "Outbox",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "DraftSince",
                table: "Conversation",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "HeardAt",
                table: "Conversation",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "UnreadFrom",
                table: "Conversation",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "WaitingUntil",
                table: "Conversation",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DraftHolder",
                columns: table => new
                {
                    InstanceId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    ConversationId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Submitted = table.Column<bool>(type: "boolean", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DraftHolder", x => x.InstanceId);
                });

            migrationBuilder.CreateTable(
                name: "Later",
                columns: table => new
                {
                    ConversationId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Payload = table.Column<string>(type: "text", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    DueAt = table.Column<long>(type: "bigint", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Later", x => new { x.ConversationId, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "LinkCode",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Place = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    ConversationId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Channel = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    MadeAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    SpentAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LinkCode", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "LinkTry",
                columns: table => new
                {
                    ConversationId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Seq = table.Column<long>(type: "bigint", nullable: false),
                    Place = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LinkTry", x => new { x.ConversationId, x.Seq });
                });

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

            migrationBuilder.CreateTable(
                name: "Question",
                columns: table => new
                {
                    ConversationId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Seq = table.Column<long>(type: "bigint", nullable: false),
                    Text = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    GroupKey = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Item = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Field = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    Channel = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    RegionCode = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true),
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
                    GroupKey = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Verdict = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    ArticleId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Note = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QuestionVerdict", x => x.GroupKey);
                });

            migrationBuilder.CreateTable(
                name: "Resident",
                columns: table => new
                {
                    Id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    LettersTo = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Resident", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ResidentLink",
                columns: table => new
                {
                    ConversationId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    ResidentId = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Channel = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    LinkedAt = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ResidentLink", x => x.ConversationId);
                });

            migrationBuilder.CreateTable(
                name: "WeChatToken",
                columns: table => new
                {
                    AppId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Token = table.Column<string>(type: "text", nullable: true),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    RenewAt = table.Column<long>(type: "bigint", nullable: false),
                    LeaseUntil = table.Column<long>(type: "bigint", nullable: false),
                    ForcedAt = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WeChatToken", x => x.AppId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Transcript_Source",
                table: "Transcript",
                column: "Source",
                filter: "\"Source\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_CaseReference",
                table: "Outbox",
                column: "CaseReference");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_State_Urgency_DueAt",
                table: "Outbox",
                columns: new[] { "State", "Urgency", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Conversation_DraftSince",
                table: "Conversation",
                column: "DraftSince",
                filter: "\"DraftSince\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Conversation_UnreadFrom",
                table: "Conversation",
                column: "UnreadFrom",
                filter: "\"UnreadFrom\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Conversation_WaitingUntil",
                table: "Conversation",
                column: "WaitingUntil",
                filter: "\"WaitingUntil\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Later_DueAt",
                table: "Later",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_LinkCode_ConversationId",
                table: "LinkCode",
                column: "ConversationId");

            migrationBuilder.CreateIndex(
                name: "IX_LinkCode_ExpiresAt",
                table: "LinkCode",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_LinkTry_At",
                table: "LinkTry",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_LinkTry_Place_At",
                table: "LinkTry",
                columns: new[] { "Place", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_PersonRequest_ConversationId_State",
                table: "PersonRequest",
                columns: new[] { "ConversationId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_PersonRequest_State_DueAt",
                table: "PersonRequest",
                columns: new[] { "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Question_GroupKey_At",
                table: "Question",
                columns: new[] { "GroupKey", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_ResidentLink_ResidentId",
                table: "ResidentLink",
                column: "ResidentId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DraftHolder");

            migrationBuilder.DropTable(
                name: "Later");

            migrationBuilder.DropTable(
                name: "LinkCode");

            migrationBuilder.DropTable(
                name: "LinkTry");

            migrationBuilder.DropTable(
                name: "PersonRequest");

            migrationBuilder.DropTable(
                name: "Question");

            migrationBuilder.DropTable(
                name: "QuestionVerdict");

            migrationBuilder.DropTable(
                name: "Resident");

            migrationBuilder.DropTable(
                name: "ResidentLink");

            migrationBuilder.DropTable(
                name: "WeChatToken");

            migrationBuilder.DropIndex(
                name: "IX_Transcript_Source",
                table: "Transcript");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_CaseReference",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_State_Urgency_DueAt",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Conversation_DraftSince",
                table: "Conversation");

            migrationBuilder.DropIndex(
                name: "IX_Conversation_UnreadFrom",
                table: "Conversation");

            migrationBuilder.DropIndex(
                name: "IX_Conversation_WaitingUntil",
                table: "Conversation");

            migrationBuilder.DropColumn(
                name: "Answer",
                table: "Transcript");

            migrationBuilder.DropColumn(
                name: "Source",
                table: "Transcript");

            migrationBuilder.DropColumn(
                name: "Line",
                table: "ProxyAgent");

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

            migrationBuilder.DropColumn(
                name: "DraftSince",
                table: "Conversation");

            migrationBuilder.DropColumn(
                name: "HeardAt",
                table: "Conversation");

            migrationBuilder.DropColumn(
                name: "UnreadFrom",
                table: "Conversation");

            migrationBuilder.DropColumn(
                name: "WaitingUntil",
                table: "Conversation");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_State_DueAt",
                table: "Outbox",
                columns: new[] { "State", "DueAt" });
        }
    }
}
