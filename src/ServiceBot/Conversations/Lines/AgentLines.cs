using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Conversations.Linking;
using ServiceBot.Data;
using ServiceBot.Domain.Messaging;
using ServiceBot.Notifications;
using ServiceBot.Residents;

namespace ServiceBot.Conversations.Lines;

/// <summary>
/// An agent's work line: one conversation on SMS or WeChat beside his web chat. It reads and decides; what it decides is true when the turn that asked is
/// committed, and the agent's row is written with its version, so he has one line however many take his code at once.
/// </summary>
internal sealed class AgentLines(BotDbFactory databases, LinkDesk desk, LinkedConversations linked, ChannelNames names, LetterBox box)
{
    private const string Copy = "/line";
    private static readonly StoreQuery<Func<BotDb, string, CancellationToken, Task<string?>>> LineOf = new(() => EF.CompileAsyncQuery(
        (BotDb db, string id, CancellationToken _) => (from agent in db.Set<ProxyAgentRow>().AsNoTracking()
                                                       where agent.Id == id && agent.Active
                                                       join conversation in db.Set<ConversationRow>() on agent.Line equals conversation.Id
                                                       where conversation.ProxyAgentId == agent.Id
                                                       select conversation.Id).FirstOrDefault()));

    /// <summary>
    /// Asked at the begin of each turn. Where the roster does not say any more that this is his line, the turn is a resident's, and so is the conversation
    /// from then on.
    /// </summary>
    public ValueTask<Warm> CheckAsync(Warm before, CancellationToken cancellationToken) =>
        before.Row.ProxyAgentId is { } agent && AgentConversation.AgentOf(before.Row.Id) is null ? new(CheckAsync(agent, before, cancellationToken)) : new(before);

    /// <summary>Without the letters that are for an agent whose line this is not (any more): they name residents.</summary>
    public static IReadOnlyList<DueLetter> Meant(Warm before, IReadOnlyList<DueLetter> due) =>
        due.All(one => one.Letter.ForAgent is null) ? due : [.. due.Where(one => one.Letter.ForAgent is not { } agent || agent == before.Row.ProxyAgentId)];

    /// <summary>
    /// What he has just been told in his web chat goes to his line too, by rows of the same transaction: once, in the same order, and never to the line
    /// alone.
    /// </summary>
    public async Task<Answer> CopyAsync(Warm before, IReadOnlyList<DueLetter> due, Answer answer, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (AgentConversation.AgentOf(before.Row.Id) is not { } agent || due.All(one => one.Letter.OnlyHere)) return answer;
        if (await OfAsync(agent, cancellationToken) is not { } line) return answer;
        foreach (var (key, letter) in due.Where(one => !one.Letter.OnlyHere)) answer.Effects.Insert(box.Post(line, key + Copy, ForLine(letter, agent), now));
        return answer with { Recipients = [.. answer.Recipients, line] };
    }

    /// <summary>The conversation that is his line now: both sides say so and he is active.</summary>
    public async Task<string?> OfAsync(string proxyAgentId, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        return await LineOf.On(db)(db, proxyAgentId, cancellationToken);
    }

    /// <summary>His code was said here: this is his line from now on, in place of an earlier one.</summary>
    public async Task<LineChange> TakeAsync(Warm before, LinkCodeRow given, string proxyAgentId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!ChannelTraits.IsNumbered(before)) return new LineChange("line_not_here");
        if ((await linked.OthersAsync(before.Row.Id, cancellationToken)).Count > 0) return new LineChange("line_linked");
        if (await FindAsync(proxyAgentId, cancellationToken) is not { Active: true } agent) return new LineChange(LinkRefusals.Wrong);
        var rows = await desk.SpendAsync(given, before.Row.Id, now, cancellationToken);
        rows.Update(agent with { Line = before.Row.Id, Version = agent.Version + 1 }, agent.Version);
        var key = KeyOf(agent);
        var letters = new List<OutboxRow> { box.Post(given.ConversationId, key + "/made", Letter.HereAtOnce("notice_line_made", names.WordsOf(before.Row)), now) };
        if (agent.Line is { } earlier && earlier != before.Row.Id) letters.Add(box.Post(earlier, key + "/over", Over(agent), now));
        return new LineChange { AgentId = proxyAgentId, Rows = rows, Letters = letters };
    }

    /// <summary>His line is a resident's conversation again. Said here or there, the other side hears of it.</summary>
    /// <param name="before">Where it is said; null: by staff.</param>
    /// <param name="notice">What his web chat is told.</param>
    /// <param name="proxyAgentId">Whose.</param>
    /// <param name="now">Of the turn.</param>
    /// <param name="cancellationToken">Another time.</param>
    public async Task<LineChange> EndAsync(string proxyAgentId, Warm? before, string notice, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await FindAsync(proxyAgentId, cancellationToken) is not { Line: { } line } agent) return new LineChange("line_none");
        var rows = new CommitUnit();
        rows.Update(agent with { Line = null, Version = agent.Version + 1 }, agent.Version);
        var (key, web, letters) = (KeyOf(agent), ProxyAgent.Unknown(agent.Id).ConversationId, new List<OutboxRow>());
        if (before?.Row.Id != line) letters.Add(box.Post(line, key + "/over", Over(agent), now));
        if (before?.Row.Id != web) letters.Add(box.Post(web, key + "/ended", Letter.HereAtOnce(notice, await WordsAsync(line, cancellationToken)), now));
        return new LineChange { Rows = rows, Letters = letters };
    }

    /// <summary>Values <c>other</c> and <c>address</c> of a line, for a text.</summary>
    public async Task<IReadOnlyDictionary<string, string>> WordsAsync(string line, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var row = await db.FindConversationAsync(line, cancellationToken);
        return row is null ? new Dictionary<string, string> { ["other"] = "" } : names.WordsOf(row);
    }

    private async Task<Warm> CheckAsync(string proxyAgentId, Warm before, CancellationToken cancellationToken) =>
        await FindAsync(proxyAgentId, cancellationToken) is { Active: true } agent && agent.Line == before.Row.Id ? before : before.ServedBy(null) with { LineIsOver = true };

    private async Task<ProxyAgentRow?> FindAsync(string proxyAgentId, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        return await db.ProxyAgents.AsNoTracking().FirstOrDefaultAsync(row => row.Id == proxyAgentId, cancellationToken);
    }

    /// <summary>What a resident wrote or filled in may hold any number of hers: on a phone those are starred. The one he must call stands in a value of its own.</summary>
    private static Letter ForLine(Letter letter, string proxyAgentId) => letter with
    {
        ForAgent = proxyAgentId,
        Args = letter.Args.ToDictionary(arg => arg.Key, arg => arg.Key is "reason" or "draft" ? Redaction.Mask(arg.Value) : arg.Value),
    };

    private static string KeyOf(ProxyAgentRow agent) => FormattableString.Invariant($"line/{agent.Id}/{agent.Version + 1}");

    private static Letter Over(ProxyAgentRow agent) => Letter.HereAtOnce("notice_line_over", new Dictionary<string, string> { ["name"] = agent.Name });
}

/// <summary>What becomes of a line in this turn.</summary>
/// <param name="Refused">Text id of the reason why nothing does; null: done.</param>
internal sealed record LineChange(string? Refused = null)
{
    /// <summary>Whose line this conversation is from now on; null: nobody's.</summary>
    public string? AgentId { get; init; }
    public CommitUnit Rows { get; init; } = new();
    public IReadOnlyList<OutboxRow> Letters { get; init; } = [];

    /// <summary>The answer with the rows and letters of the change.</summary>
    public Answer In(Answer answer)
    {
        answer.Effects.Add(Rows);
        foreach (var letter in Letters) answer.Effects.Insert(letter);
        return answer with { Recipients = [.. answer.Recipients, .. Letters.Select(letter => letter.Recipient)] };
    }
}
