using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.Notifications;
using ServiceBot.Platform;

namespace ServiceBot.Conversations.People;

/// <summary>
/// Nobody is left waiting in silence: when the promised time is over and nobody has come, she is told and the bot answers again, the
/// stand-in hears of it, and the task stands red on top of the list. Once per task, by the keys of its letters.
/// </summary>
internal sealed partial class PersonRequestWatch(
    PersonRequests requests, BotDbFactory databases, GroupCommit commits, Roster roster, LetterBox box, OutboxSignal outbox, IGrainFactory grains,
    TimeProvider time, ILogger<PersonRequestWatch> logger) : Rounds(Every, time)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(20);
    private const int MostAtOnce = 200;

    protected override async Task<bool> RoundAsync(CancellationToken cancellationToken)
    {
        await SweepAsync(cancellationToken);
        return true;
    }

    protected override void Failed(Exception exception) => Log.SweepFailed(logger, exception);

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        List<PersonRequestRow> late;
        await using (var db = databases.Create())
            late = await db.PersonRequests.AsNoTracking().Where(row => row.State == PersonRequestState.Open && row.DueAt < now && !row.Overdue)
                .OrderBy(row => row.DueAt).Take(MostAtOnce).ToListAsync(cancellationToken);
        foreach (var row in late) await TellAsync(row, now, cancellationToken);
    }

    /// <summary>Nobody came for this one.</summary>
    public async Task TellAsync(PersonRequestRow row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // The bot first: dying after it, the sweep finds the task again.
        await grains.GetGrain<IConversation>(row.ConversationId).OwnAsync(human: false);
        var unit = new CommitUnit();
        unit.Update(row with { Overdue = true, Version = row.Version + 1 }, row.Version);
        var letters = new List<OutboxRow> { box.Post(row.ConversationId, $"person/{row.Key}/late", Late(row), now) };
        if (roster.Find(row.StandInId) is { } standIn)
            letters.Add(box.Post(standIn.ConversationId, $"person/{row.Key}/stand-in", PersonCall.ToAgent(row, requests.Open(row), "notice_person_late"), now));
        foreach (var letter in letters) unit.Insert(letter);
        if (await commits.CommitAsync(unit, cancellationToken) != CommitFailure.None) return;
        foreach (var letter in letters) outbox.Wake(letter.Recipient);
        Log.NobodyCame(logger, row.ConversationId, row.Reason);
    }

    private Letter Late(PersonRequestRow row) => roster.Find(row.ProxyAgentId) is { } agent
        ? new Letter { Text = "notice_person_nobody_agent", Args = new Dictionary<string, string> { ["name"] = agent.Name, ["phone"] = agent.Phone } }
        : new Letter { Text = "notice_person_nobody" };

    private static partial class Log
    {
        [LoggerMessage(3110, LogLevel.Warning, "Nobody answered {Conversation} in time ({Reason}); the bot answers again, the task stays open")]
        public static partial void NobodyCame(ILogger logger, string conversation, string reason);

        [LoggerMessage(3111, LogLevel.Warning, "The sweep over residents who wait for a person failed; the next one follows")]
        public static partial void SweepFailed(ILogger logger, Exception exception);
    }
}
