using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;

namespace ServiceBot.Channels;

/// <summary>The sets of this folder's rows.</summary>
internal static class ChannelRows
{
    extension(BotDb db)
    {
        public DbSet<ConversationRow> Conversations => db.Set<ConversationRow>();

        public DbSet<InboxRow> Inbox => db.Set<InboxRow>();

        public DbSet<OutboxRow> Outbox => db.Set<OutboxRow>();
    }
}
