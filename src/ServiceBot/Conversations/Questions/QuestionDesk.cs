using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Catalog;
using ServiceBot.Data;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Platform;
using ServiceBot.Platform.Accounts;

namespace ServiceBot.Conversations.Questions;

/// <summary>
/// What staff do about a group of unanswered questions. Each act writes its verdict, the audit and what it changes in the catalog in one
/// transaction, fenced by the version that was on the screen: pressed twice, or by two people, it is done once.
/// </summary>
internal sealed class QuestionDesk(BotDbFactory databases, CatalogImport import, CatalogStore store, CatalogAnswers answers, TownshipClock clock)
{
    private const string Chinese = "zh-Hans";

    /// <summary>Publishes the answer as an article, in force at once.</summary>
    /// <param name="version">Of the verdict that was on the screen; 0 where there was none.</param>
    /// <param name="asked">How people had asked: each is tried on the catalog as it then is.</param>
    public async Task<QuestionOutcome> PublishAsync(
        SignedIn who, string key, long version, FaqDraft draft, IReadOnlyList<string> asked, CancellationToken cancellationToken)
    {
        if (draft.Faults(clock.Today).ToList() is { Count: > 0 } faults) return new QuestionOutcome.Refused(faults);
        var id = "FAQ-" + key;
        ImportOutcome? imported = null;
        var done = await TryAsync(async () => imported = await import.RunAsync([draft.ToFile(id)], cancellationToken, async db =>
        {
            await DecideAsync(db, key, version, row => (row.Verdict, row.ArticleId, row.Note, row.By) = (QuestionVerdict.Answered, id, null, who.AccountId), cancellationToken);
            Audit(db, who, AuditActs.QuestionPublish, key);
        }));
        if (!done) return new QuestionOutcome.Stale();
        if (imported!.Refused) return new QuestionOutcome.Refused([.. imported.Findings.Select(finding => finding.Finding.Message)]);
        IReadOnlyList<string> tried = [draft.Question, .. asked];
        return new QuestionOutcome.Done(id, tried.Count, tried.Count(question => Answers(question, id)));
    }

    /// <summary>Handled in another way, or nothing to be done.</summary>
    public async Task<QuestionOutcome> SettleAsync(
        SignedIn who, string key, long version, QuestionVerdict verdict, string? note, CancellationToken cancellationToken)
    {
        if (verdict == QuestionVerdict.Handled && note is not { Length: > 0 and <= QuestionVerdictRow.LongestNote }) return new QuestionOutcome.Refused(["question_fault_note"]);
        await using var db = databases.Create();
        var done = await TryAsync(async () =>
        {
            await DecideAsync(db, key, version, row => (row.Verdict, row.ArticleId, row.Note, row.By) = (verdict, null, note, who.AccountId), cancellationToken);
            Audit(db, who, AuditActs.QuestionSettle, key);
            await db.SaveChangesAsync(cancellationToken);
        });
        return done ? new QuestionOutcome.Done(null, 0, 0) : new QuestionOutcome.Stale();
    }

    /// <summary>Takes a decision back. An article that was published with it answers nobody any more; its versions stay.</summary>
    public async Task<QuestionOutcome> ReopenAsync(SignedIn who, string key, long version, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var done = await TryAsync(async () =>
        {
            var before = await DecideAsync(db, key, version, row => (row.Verdict, row.ArticleId, row.By) = (QuestionVerdict.Open, null, who.AccountId), cancellationToken);
            foreach (var article in await db.Articles.Where(row => row.Id == before && row.State == PublishState.Published).ToListAsync(cancellationToken))
                (article.State, article.ChangedAt) = (PublishState.Retired, clock.Now);
            Audit(db, who, AuditActs.QuestionReopen, key);
            await db.SaveChangesAsync(cancellationToken);
            if (before is not null) await store.LoadAsync(cancellationToken);
        });
        return done ? new QuestionOutcome.Done(null, 0, 0) : new QuestionOutcome.Stale();
    }

    /// <summary>Puts the new verdict into <paramref name="db"/>, to be saved.</summary>
    /// <returns>Id of the article of the verdict before; null where there was none.</returns>
    private async Task<string?> DecideAsync(BotDb db, string key, long version, Action<QuestionVerdictRow> change, CancellationToken cancellationToken)
    {
        var row = await db.QuestionVerdicts.SingleOrDefaultAsync(row => row.GroupKey == key, cancellationToken);
        if ((row?.Version ?? 0) != version) throw new DbUpdateConcurrencyException();
        var article = row?.ArticleId;
        if (row is null) db.Add(row = new QuestionVerdictRow { GroupKey = key, Verdict = QuestionVerdict.Open, At = clock.Now, By = "", Version = 0 });
        change(row);
        row.At = clock.Now;
        row.Version++;
        return article;
    }

    private void Audit(BotDb db, SignedIn who, string act, string key) => db.Add(new AuditRow { At = clock.Now, Actor = who.AccountId, Act = act, Subject = key });

    /// <returns>False when somebody else decided meanwhile: nothing was written.</returns>
    private static async Task<bool> TryAsync(Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
        catch (DbUpdateException exception) when (exception.InnerException is DbException inner && GroupCommit.IsDuplicate(inner))
        {
            return false;
        }
    }

    private bool Answers(string question, string id) =>
        answers.Compose(new Command.Ask(question), Chinese, sms: false, clock.Today).Citations.Any(citation => citation.Code == id);
}

/// <summary>How an act fared.</summary>
internal abstract record QuestionOutcome
{
    private QuestionOutcome()
    {
    }

    /// <param name="ArticleId">What was published; null where nothing was.</param>
    /// <param name="Tried">Ways of asking that were tried on it.</param>
    /// <param name="Answered">How many of them it answers now.</param>
    internal sealed record Done(string? ArticleId, int Tried, int Answered) : QuestionOutcome;

    /// <summary>Somebody else decided since the page was shown.</summary>
    internal sealed record Stale : QuestionOutcome;

    /// <param name="Faults">Text ids.</param>
    internal sealed record Refused(IReadOnlyList<string> Faults) : QuestionOutcome;
}
