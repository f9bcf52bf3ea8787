using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Data;

namespace ServiceBot.Console.Outbox;

/// <summary>What an errand costs in SMS: the talk that led to it, and everything said about it since.</summary>
internal sealed class CasePrice(BotDb db)
{
    /// <summary>The turn that made the case answers within this time.</summary>
    private static readonly TimeSpan SameTurn = TimeSpan.FromSeconds(2);

    /// <returns>SMS handed to the gateway; 0 where she does not use a phone.</returns>
    public async Task<int> OfAsync(CaseRow row, CancellationToken cancellationToken)
    {
        var about = await db.Outbox.Where(sent => sent.CaseReference == row.Reference && sent.Kind == OutboxKind.Send)
            .SumAsync(sent => sent.Segments, cancellationToken);
        if (BeganAt(row) is not { } first) return about;
        var until = row.OpenedAt + SameTurn;
        return about + await db.Outbox
            .Where(sent => sent.Recipient == row.ConversationId && sent.CaseReference == null && sent.TurnSeq >= first && sent.CreatedAt <= until)
            .SumAsync(sent => sent.Segments, cancellationToken);
    }

    /// <summary>The dialog that made it is named after the message it began with: <c>sms-…:12/create</c>.</summary>
    private static long? BeganAt(CaseRow row)
    {
        var begin = row.ConversationId + ":";
        if (!row.OriginKey.StartsWith(begin, StringComparison.Ordinal)) return null;
        var end = row.OriginKey.IndexOf('/', StringComparison.Ordinal);
        return end > begin.Length && long.TryParse(row.OriginKey.AsSpan(begin.Length, end - begin.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? seq : null;
    }
}
