using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;

namespace ServiceBot.Conversations.Questions;

/// <summary>Unanswered questions as staff see them: by what they ask for, the most frequent first.</summary>
internal sealed class QuestionGroups(BotDb db)
{
    public const int PageSize = 30;
    private const int Examples = 2;
    private const int Newest = 30;
    private const int MostExported = 5000;

    /// <summary>One page of groups, each with two ways in which it was asked.</summary>
    /// <param name="within">What the reader may see; see the page.</param>
    public async Task<(IReadOnlyList<QuestionGroup> Groups, QuestionCursor? Next)> ListAsync(
        IQueryable<QuestionRow> within, QuestionFilter filter, QuestionCursor? after, CancellationToken cancellationToken)
    {
        var groups = Filtered(within, filter);
        if (after is not null)
        {
            var (count, key) = (after.Count, after.Key);
#pragma warning disable CA1309 // the store compares, by the collation it also orders by; EF translates no other overload
            groups = groups.Where(group => group.Count < count || (group.Count == count && string.Compare(group.Key, key) > 0));
#pragma warning restore CA1309
        }

        var found = await groups.OrderByDescending(group => group.Count).ThenBy(group => group.Key).Take(PageSize + 1).ToListAsync(cancellationToken);
        var more = found.Count > PageSize;
        if (more) found.RemoveAt(PageSize);
        var list = new List<QuestionGroup>(found.Count);
        foreach (var group in found) list.Add(new QuestionGroup(group, await NewestAsync(within, group.Key, Examples, cancellationToken)));
        return (list, more ? new QuestionCursor(found[^1].Count, found[^1].Key) : null);
    }

    /// <summary>One group with its newest questions; null: there is none, or not for this reader.</summary>
    public async Task<QuestionGroup?> FindAsync(IQueryable<QuestionRow> within, string key, CancellationToken cancellationToken)
    {
        var group = await Filtered(within.Where(row => row.GroupKey == key), QuestionFilter.All).SingleOrDefaultAsync(cancellationToken);
        return group is null ? null : new QuestionGroup(group, await NewestAsync(within, key, Newest, cancellationToken));
    }

    /// <summary>The newest questions of the groups, each different text once, at most 5,000, with what was made of its group.</summary>
    public async Task<IReadOnlyList<(QuestionRow Row, QuestionVerdictRow? Verdict)>> ExportAsync(
        IQueryable<QuestionRow> within, QuestionFilter filter, CancellationToken cancellationToken)
    {
        var keys = Filtered(within, filter).Select(group => group.Key);
        var rows = await within.AsNoTracking().Where(row => keys.Contains(row.GroupKey)).OrderByDescending(row => row.At).Take(MostExported).ToListAsync(cancellationToken);
        var verdicts = await db.QuestionVerdicts.AsNoTracking().ToDictionaryAsync(row => row.GroupKey, cancellationToken);
        return [.. rows.DistinctBy(row => (row.GroupKey, row.Text)).Select(row => (row, verdicts.GetValueOrDefault(row.GroupKey)))];
    }

    internal IQueryable<GroupFacts> Filtered(IQueryable<QuestionRow> within, QuestionFilter filter)
    {
        var counted = within.GroupBy(row => row.GroupKey).Select(group => new { group.Key, Count = group.Count(), Last = group.Max(row => row.At) });
        var all = from one in counted
                  join verdict in db.QuestionVerdicts on one.Key equals verdict.GroupKey into made
                  from verdict in made.DefaultIfEmpty()
                  select new { one, verdict };
        // An answered question that comes up again was not answered well enough.
        var open = all.Where(pair => pair.verdict == null || pair.verdict.Verdict == QuestionVerdict.Open
            || (pair.verdict.Verdict != QuestionVerdict.Dismissed && pair.one.Last > pair.verdict.At));
        var chosen = filter switch
        {
            QuestionFilter.Open => open,
            QuestionFilter.Done => all.Where(pair => pair.verdict != null && pair.verdict.Verdict != QuestionVerdict.Open
                && (pair.verdict.Verdict == QuestionVerdict.Dismissed || pair.one.Last <= pair.verdict.At)),
            _ => all,
        };
        return chosen.Select(pair => new GroupFacts
        {
            Key = pair.one.Key,
            Count = pair.one.Count,
            Last = pair.one.Last,
            Verdict = pair.verdict == null ? null : pair.verdict.Verdict,
            DecidedAt = pair.verdict == null ? null : pair.verdict.At,
            ArticleId = pair.verdict == null ? null : pair.verdict.ArticleId,
            Note = pair.verdict == null ? null : pair.verdict.Note,
            Version = pair.verdict == null ? 0 : pair.verdict.Version,
        });
    }

    private static async Task<IReadOnlyList<QuestionRow>> NewestAsync(IQueryable<QuestionRow> within, string key, int most, CancellationToken cancellationToken)
    {
        var rows = await within.AsNoTracking().Where(row => row.GroupKey == key).OrderByDescending(row => row.At).Take(most * 5).ToListAsync(cancellationToken);
        return [.. rows.DistinctBy(row => row.Text).Take(most)];
    }
}

internal enum QuestionFilter { Open, Done, All }

/// <param name="Newest">Of each different text the newest.</param>
internal sealed record QuestionGroup(GroupFacts Facts, IReadOnlyList<QuestionRow> Newest);

/// <summary>A group, counted.</summary>
internal sealed class GroupFacts
{
    public required string Key { get; init; }
    public required int Count { get; init; }
    public required DateTimeOffset Last { get; init; }
    public QuestionVerdict? Verdict { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public string? ArticleId { get; init; }
    public string? Note { get; init; }
    /// <summary>Of the verdict; 0 where there is none.</summary>
    public required long Version { get; init; }

    /// <summary>It was thought done, and was asked again.</summary>
    public bool CameBack => Verdict is QuestionVerdict.Answered or QuestionVerdict.Handled && Last > DecidedAt;

    public bool IsOpen => Verdict is null or QuestionVerdict.Open || CameBack;
}

/// <summary>A place in the list: <c>12-9f86d081884c7d65</c>.</summary>
internal sealed record QuestionCursor(int Count, string Key)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count}-{Key}");

    /// <summary>Null for anything that is none: the list then begins at the top.</summary>
    public static QuestionCursor? Parse(string? text)
    {
        var dash = text?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        return dash > 0 && int.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? new QuestionCursor(count, text![(dash + 1)..]) : null;
    }
}
