using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Conversations.Lines;
using ServiceBot.Domain.Cases;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Domain.Messaging;

namespace ServiceBot.Conversations;

/// <summary>
/// A proxy agent in his web chat or on his line: he answers a pushed errand by a number or a word. In order: the line itself, an answer to what was
/// asked, a list, an errand to look at, an act. Acts are prepared here and written with the turn. Each of the two conversations has its own errand in
/// focus: what he answers is about what he was told there.
/// </summary>
internal sealed class AgentTurn(AgentReader reader, AgentReplies replies, AgentErrands errands, CaseDesk desk, LineTurn lines)
{
    private const int MostTold = 20;

    public async Task<Answer> RunAsync(string proxyAgentId, Warm before, Activity activity, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var turn = Errand.Of(proxyAgentId, before);
        var text = activity.Text?.Trim() ?? "";
        var word = text.Length == 0 ? new AgentWord.Other() : reader.Read(text);
        if (await lines.RunAsync(proxyAgentId, before, word, text, now, cancellationToken) is { } answer) return answer;
        return turn.Chat.Waiting switch
        {
            AgentQuestion.Materials when !Leaves(word, digitsAnswer: true) => await WithFocusAsync(turn, row => MissingAsync(turn, row, text, cancellationToken), cancellationToken),
            AgentQuestion.Reason when !Leaves(word) && text.Length > 0 => await ActAsync(turn, turn.Chat.Focus, new CaseCommand.HandToStandIn(text), cancellationToken),
            AgentQuestion.Result when !Leaves(word) && text.Length > 0 => await ActAsync(turn, turn.Chat.Focus, new CaseCommand.Complete(text), cancellationToken),
            AgentQuestion.Errand when Place(word) is { } place => await SeeAsync(turn, place, cancellationToken),
            _ => await SayAsync(turn, word, cancellationToken),
        };
    }

    /// <summary>The first message of his conversation: hello, and what is waiting.</summary>
    public async Task<Answer> GreetAsync(string proxyAgentId, Warm before, CancellationToken cancellationToken)
    {
        var turn = Errand.Of(proxyAgentId, before);
        var answer = await ListAsync(turn, cancellationToken);
        return answer with { Replies = [replies.Welcome(proxyAgentId, turn.Voice), .. answer.Replies] };
    }

    /// <summary>
    /// A conversation becomes his line: hello, and what is waiting. What its resident had left open there stays as it is until the line is over.
    /// </summary>
    public async Task<Answer> BeginAsync(LineChange change, Warm before, CancellationToken cancellationToken)
    {
        var state = before.State with { OptedOut = false, Agent = null, Menu = [], MenuOffset = 0, LinkAsked = false, Fragment = null, Pages = [] };
        var turn = Errand.Of(change.AgentId!, before with { State = state });
        var answer = await ListAsync(turn, cancellationToken);
        return change.In(answer with { Replies = [replies.LineMade(change.AgentId!, turn.Voice), .. answer.Replies], Line = change, IsWork = true });
    }

    /// <summary>A letter has come: what he answers next is about its errand, unless he is in the middle of an answer.</summary>
    public static ConversationState Received(ConversationState state, Letter letter)
    {
        if (letter.CaseReference is not { } errand) return state;
        var chat = state.Agent ?? new AgentChat();
        chat = chat with { Told = [.. chat.Told.Where(told => told != errand).Append(errand).TakeLast(MostTold)] };
        var busy = chat.Waiting is AgentQuestion.Materials or AgentQuestion.Reason or AgentQuestion.Result;
        return state with { Agent = busy ? chat : chat with { Focus = errand, Waiting = AgentQuestion.None } };
    }

    private Task<Answer> SayAsync(Errand turn, AgentWord word, CancellationToken cancellationToken) => word switch
    {
        AgentWord.List => ListAsync(turn, cancellationToken),
        AgentWord.See see => SeeAsync(turn, see.Number, cancellationToken),
        AgentWord.Look look => LookAsync(turn, look.Case.Value, cancellationToken),
        AgentWord.Do act => DoAsync(turn, act, cancellationToken),
        _ => HelpAsync(turn, word, cancellationToken),
    };

    private async Task<Answer> ListAsync(Errand turn, CancellationToken cancellationToken)
    {
        var list = await errands.ListAsync(turn.ProxyAgentId, cancellationToken);
        if (list.Count == 0) return turn.Says(replies.Plain("agent_none", turn.Voice), new AgentChat()) with { Understood = "agent list" };
        if (list.Count == 1) return Looks(turn, list[0].Row) with { Understood = "agent list" };
        var chat = turn.Chat with { Waiting = AgentQuestion.Errand, Listed = [.. list.Select(errand => errand.Row.Reference)] };
        return turn.Says(replies.List(list, turn.Voice), chat) with { Understood = "agent list" };
    }

    /// <summary>By its place in the last list; without one, in the list as it is now.</summary>
    private async Task<Answer> SeeAsync(Errand turn, int place, CancellationToken cancellationToken)
    {
        var listed = turn.Chat.Listed;
        if (listed.Count == 0) listed = [.. (await errands.ListAsync(turn.ProxyAgentId, cancellationToken)).Select(errand => errand.Row.Reference)];
        return place >= 1 && place <= listed.Count
            ? await LookAsync(turn, listed[place - 1], cancellationToken)
            : turn.Says(replies.Plain("agent_not_found", turn.Voice), turn.Chat) with { Understood = "agent see" };
    }

    private async Task<Answer> LookAsync(Errand turn, string reference, CancellationToken cancellationToken) =>
        await errands.FindAsync(turn.ProxyAgentId, reference, cancellationToken) is { } row
            ? Looks(turn, row)
            : turn.Says(replies.Plain("agent_not_found", turn.Voice), turn.Chat) with { Understood = "agent see" };

    private Answer Looks(Errand turn, CaseRow row) =>
        turn.Says(replies.About("agent_case", turn.ProxyAgentId, row, turn.Voice), turn.On(row)) with { Understood = "agent see", CaseReference = row.Reference };

    private async Task<Answer> DoAsync(Errand turn, AgentWord.Do act, CancellationToken cancellationToken)
    {
        var row = act.Case is { } named
            ? await errands.FindAsync(turn.ProxyAgentId, named.Value, cancellationToken)
            : await errands.FocusAsync(turn.ProxyAgentId, turn.Chat.Focus, cancellationToken);
        if (row is null || (act.Case is null && await IsUnclearAsync(turn, act.Verb, cancellationToken))) return await WhichAsync(turn, act.Case is not null, cancellationToken);

        var actor = CaseActor.ProxyAgent(turn.ProxyAgentId);
        if (!CaseLifecycle.Allowed(row.ReadFacts(), actor).Contains(act.Verb)) return await ActAsync(turn, row.Reference, Example(act.Verb), cancellationToken);
        return act switch
        {
            { Verb: CaseVerb.Supplement, Rest.Length: 0 } => turn.Says(replies.AskMaterials(row, turn.Voice), turn.On(row, AgentQuestion.Materials)),
            { Verb: CaseVerb.Supplement } => await MissingAsync(turn, row, act.Rest, cancellationToken),
            { Verb: CaseVerb.HandToStandIn, Rest.Length: 0 } => turn.Says(replies.Ask("agent_ask_reason", row, turn.Voice), turn.On(row, AgentQuestion.Reason)),
            { Verb: CaseVerb.HandToStandIn } => await ActAsync(turn, row.Reference, new CaseCommand.HandToStandIn(act.Rest), cancellationToken),
            { Verb: CaseVerb.Complete, Rest.Length: 0 } => turn.Says(replies.Ask("agent_ask_result", row, turn.Voice), turn.On(row, AgentQuestion.Result)),
            { Verb: CaseVerb.Complete } => await ActAsync(turn, row.Reference, new CaseCommand.Complete(act.Rest), cancellationToken),
            { Verb: CaseVerb.Submit, Rest.Length: > 0 } => await ActAsync(turn, row.Reference, new CaseCommand.Submit(act.Rest), cancellationToken),
            _ => await ActAsync(turn, row.Reference, Example(act.Verb), cancellationToken),
        };
    }

    /// <summary>
    /// On a phone there are no buttons that carry the errand's number, and letters cross: two errands have come since he last wrote, and the word fits both.
    /// </summary>
    private async Task<bool> IsUnclearAsync(Errand turn, CaseVerb verb, CancellationToken cancellationToken)
    {
        if (turn.Voice.Buttons || turn.Told.Count < 2) return false;
        var fits = 0;
        foreach (var reference in turn.Told)
            if (await errands.FindAsync(turn.ProxyAgentId, reference, cancellationToken) is { } row
                && CaseLifecycle.Allowed(row.ReadFacts(), CaseActor.ProxyAgent(turn.ProxyAgentId)).Contains(verb)) fits++;
        return fits > 1;
    }

    private async Task<Answer> MissingAsync(Errand turn, CaseRow row, string text, CancellationToken cancellationToken)
    {
        var papers = reader.Papers(text, row.ReadMaterials(), out var wrong);
        return wrong != 0 || papers.Count == 0
            ? turn.Says(replies.AskMaterials(row, turn.Voice, wrong), turn.On(row, AgentQuestion.Materials))
            : await ActAsync(turn, row.Reference, new CaseCommand.Supplement(papers), cancellationToken);
    }

    private async Task<Answer> ActAsync(Errand turn, string? reference, CaseCommand command, CancellationToken cancellationToken)
    {
        if (reference is null) return await WhichAsync(turn, false, cancellationToken);
        var prepared = await desk.PrepareAsync(new CaseAct(reference, command, CaseActor.ProxyAgent(turn.ProxyAgentId)), cancellationToken);
        var understood = $"agent {command.Verb}";
        if (prepared is CasePrepared.Ready ready)
        {
            var after = ready.Change.After;
            var answer = turn.Says(replies.About(Done(ready.Change), turn.ProxyAgentId, after, turn.Voice), turn.On(after));
            ready.Change.AddTo(answer.Effects);
            return answer with { Recipients = ready.Change.Recipients, Understood = understood, CaseReference = reference };
        }

        var reason = ((CasePrepared.Refused)prepared).Reason;
        return await errands.FindAsync(turn.ProxyAgentId, reference, cancellationToken) is { } row
            ? turn.Says(replies.Refused(reason, turn.ProxyAgentId, row, turn.Voice), turn.On(row)) with { Understood = understood, CaseReference = reference }
            : turn.Says(replies.Plain("agent_not_found", turn.Voice), turn.Chat with { Focus = null, Waiting = AgentQuestion.None }) with { Understood = understood };
    }

    private async Task<Answer> WithFocusAsync(Errand turn, Func<CaseRow, Task<Answer>> act, CancellationToken cancellationToken) =>
        await errands.FocusAsync(turn.ProxyAgentId, turn.Chat.Focus, cancellationToken) is { } row ? await act(row) : await WhichAsync(turn, false, cancellationToken);

    private async Task<Answer> WhichAsync(Errand turn, bool named, CancellationToken cancellationToken)
    {
        var answer = await ListAsync(turn, cancellationToken);
        return answer with { Replies = [replies.Plain(named ? "agent_not_found" : "agent_which", turn.Voice), .. answer.Replies] };
    }

    private async Task<Answer> HelpAsync(Errand turn, AgentWord word, CancellationToken cancellationToken)
    {
        var row = await errands.FocusAsync(turn.ProxyAgentId, turn.Chat.Focus, cancellationToken);
        var answer = row is null ? await ListAsync(turn, cancellationToken) : Looks(turn, row);
        if (word is AgentWord.Help) return answer with { Understood = "agent help" };
        return answer with { Replies = [replies.Plain("agent_unknown", turn.Voice), .. answer.Replies], Understood = "agent unknown" };
    }

    private static string Done(CaseChange change) => change.Events[^1] switch
    {
        CaseEvent.Offered => "agent_done_offered",
        CaseEvent.MaterialsAsked { Breach: true } => "agent_done_breach",
        _ => "agent_done",
    };

    /// <summary>The command of a verb that needs nothing more, or that is about to be refused for the state.</summary>
    private static CaseCommand Example(CaseVerb verb) => verb switch
    {
        CaseVerb.TakeOn => new CaseCommand.TakeOn(),
        CaseVerb.HandToStandIn => new CaseCommand.HandToStandIn(""),
        CaseVerb.Supplement => new CaseCommand.Supplement([]),
        CaseVerb.MaterialsReceived => new CaseCommand.MaterialsReceived(),
        CaseVerb.Submit => new CaseCommand.Submit(),
        CaseVerb.AuthorityAccepted => new CaseCommand.AuthorityAccepted(),
        CaseVerb.Deliver => new CaseCommand.Deliver(),
        _ => new CaseCommand.Complete(""),
    };

    /// <summary>Whether a message is a way out of an open question rather than its answer: a bare word or number of the menu, a list, a case.</summary>
    private static bool Leaves(AgentWord word, bool digitsAnswer = false) => word switch
    {
        AgentWord.Do { Bare: true } act => !digitsAnswer || act.ByWord,
        AgentWord.Do { Case: not null } or AgentWord.List or AgentWord.See or AgentWord.Look or AgentWord.Help => true,
        _ => false,
    };

    private static int? Place(AgentWord word) => word switch
    {
        AgentWord.OffMenu number => number.Value,
        AgentWord.Do { Bare: true, ByWord: false } act => AgentMenu.Numbers.First(pair => pair.Verb == act.Verb).Number,
        _ => null,
    };

    /// <summary>Who, how he is spoken to, and where his chat stands.</summary>
    /// <param name="Told">Errands he was told of before this message.</param>
    private sealed record Errand(string ProxyAgentId, ConversationState State, AgentChat Chat, Voice Voice, IReadOnlyList<string> Told)
    {
        public static Errand Of(string proxyAgentId, Warm before)
        {
            var chat = before.State.Agent ?? new AgentChat();
            return new Errand(proxyAgentId, before.State, chat with { Told = [] }, Voice.Of(before), chat.Told);
        }

        public AgentChat On(CaseRow row, AgentQuestion waiting = AgentQuestion.None) => Chat with { Focus = row.Reference, Waiting = waiting };

        public Answer Says(Reply reply, AgentChat chat) => new(State with { Agent = chat }, [reply]) { Understood = "agent", CaseReference = reply.CaseReference };
    }
}
