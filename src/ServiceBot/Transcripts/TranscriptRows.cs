using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;

namespace ServiceBot.Transcripts;

/// <summary>The set of this folder's rows.</summary>
internal static class TranscriptRows
{
    extension(BotDb db)
    {
        public DbSet<TranscriptRow> Transcripts => db.Set<TranscriptRow>();
    }
}
