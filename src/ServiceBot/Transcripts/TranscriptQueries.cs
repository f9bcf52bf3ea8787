using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Data;

namespace ServiceBot.Transcripts;

/// <summary>
/// What staff read of conversations. Every query starts from <c>within</c>, the conversations the reader may see at all: the caller
/// draws that border, because only later folders know which region a conversation belongs to.
/// </summary>
/// <remarks>
/// Only masked text is read, never a payload. A search asks each conversation, newest first, whether one of its lines holds the words,
/// and stops when the page is full.
/// </remarks>
internal sealed class TranscriptQueries(BotDb db)
{
    internal const int PageSize = 30;
    internal const int LinesPerPage = 200;

    // The greeting names things one may ask for: searching it finds everybody.
    private const string Greeting = "welcome";

    /// <summary>Conversations by their last message, newest first.</summary>
    public async Task<Page<ConversationLine>> ListAsync(
        IQueryable<ConversationRow> within, ConversationFilter filter, CancellationToken cancellationToken)
    {
        var transcripts = db.Transcripts;
        var query = within.AsNoTracking();
        if (filter.Channel is { } channel) query = query.Where(row => row.Channel == channel);
        if (filter.WaitsForPerson) query = query.Where(row => row.HumanOwned);
        if (filter.From is { } from) query = query.Where(row => row.LastTurnAt >= from);
        if (filter.Until is { } until) query = query.Where(row => row.CreatedAt < until);
        if (filter.After is { } after)
        {
#pragma warning disable CA1309 // the store compares, by the collation it also orders by; EF translates no other overload
            query = query.Where(row => row.LastTurnAt < after.At
                || (row.LastTurnAt == after.At && string.Compare(row.Id, after.Id) < 0));
#pragma warning restore CA1309
        }

        if (filter.Item is { } item)
        {
            var told = transcripts.Where(line => line.Source != null);
            told = filter.Version is { } version
                ? told.Where(line => line.Source == AnswerRecord.SourceOf(item, version))
                : told.Where(line => line.Source!.StartsWith(item + " v"));
            query = query.Where(row => told.Select(line => line.ConversationId).Contains(row.Id));
        }

        var words = string.IsNullOrWhiteSpace(filter.Words) ? null : filter.Words.Trim();
        if (words is not null)
            query = query.Where(row => transcripts.Any(line => line.ConversationId == row.Id && line.Understood != Greeting && line.Text!.Contains(words)));

        var ordered = query.OrderByDescending(row => row.LastTurnAt).ThenByDescending(row => row.Id).Take(PageSize + 1);
        var lines = await ordered.Select(row => new ConversationLine(
            row.Id,
            row.Channel,
            row.ProxyAgentId,
            row.LastTurnAt,
            row.LastSeq,
            row.HumanOwned,
            words == null
                ? transcripts.Where(line => line.ConversationId == row.Id && line.Text != null)
                    .OrderByDescending(line => line.Seq).Select(line => line.Text).FirstOrDefault()
                : transcripts.Where(line => line.ConversationId == row.Id && line.Understood != Greeting && line.Text!.Contains(words))
                    .OrderBy(line => line.Seq).Select(line => line.Text).FirstOrDefault())).ToListAsync(cancellationToken);

        var more = lines.Count > PageSize;
        if (more) lines.RemoveAt(PageSize);
        return new Page<ConversationLine>(lines, more ? new Cursor(lines[^1].LastTurnAt, lines[^1].Id).ToString() : null);
    }

    /// <summary>Null: no such conversation, or not for this reader.</summary>
    public static Task<ConversationRow?> FindAsync(IQueryable<ConversationRow> within, string id, CancellationToken cancellationToken) =>
        within.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);

    /// <summary>The newest lines, oldest of them first; those before <paramref name="before"/> when it is given.</summary>
    public async Task<IReadOnlyList<TranscriptLine>> ReadAsync(string conversationId, long? before, CancellationToken cancellationToken)
    {
        var query = db.Transcripts.AsNoTracking().Where(row => row.ConversationId == conversationId);
        if (before is { } seq) query = query.Where(row => row.Seq < seq);
        var lines = await query.OrderByDescending(row => row.Seq).Take(LinesPerPage)
            .Select(row => new TranscriptLine(row.Seq, row.At, row.FromBot, row.Type, row.Text, row.Understood, row.CaseReference, row.Answer))
            .ToListAsync(cancellationToken);
        lines.Reverse();
        return lines;
    }
}

/// <param name="From">Its last message is not before this.</param>
/// <param name="Until">It began before this.</param>
/// <param name="Words">As they stand in the masked text.</param>
/// <param name="Item">Code or article id: only conversations that were told something of it.</param>
/// <param name="Version">And of this version; null for any.</param>
internal sealed record ConversationFilter(string? Channel, DateTimeOffset? From, DateTimeOffset? Until, string? Words, Cursor? After, bool WaitsForPerson = false, string? Item = null, int? Version = null);

/// <param name="Snippet">The last line, or the first one that holds the words searched for. Masked.</param>
internal sealed record ConversationLine(
    string Id, string Channel, string? ProxyAgentId, DateTimeOffset LastTurnAt, long Messages, bool WaitsForPerson, string? Snippet);

/// <param name="Answer">JSON of what it told from the catalog, see <see cref="AnswerRecord"/>.</param>
internal sealed record TranscriptLine(
    long Seq, DateTimeOffset At, bool FromBot, string Type, string? Text, string? Understood, string? CaseReference, string? Answer = null);

/// <param name="Next">Where the following page begins; null on the last one.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>A place in a list ordered by moment and id: <c>1767225600000-dl-…</c>. Stays right while new rows come in on top.</summary>
internal sealed record Cursor(DateTimeOffset At, string Id)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.ToUnixTimeMilliseconds()}-{Id}");

    /// <summary>Null for anything that is not a cursor: the list then begins at the top.</summary>
    public static Cursor? Parse(string? text)
    {
        var dash = text?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        return dash > 0 && long.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds <= 253_402_300_799_999
                ? new Cursor(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), text![(dash + 1)..])
                : null;
    }
}
