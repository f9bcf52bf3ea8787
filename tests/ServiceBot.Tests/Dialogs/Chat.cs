using System.Globalization;
using ServiceBot.Dialogs;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Dialogs;

/// <summary>A conversation with the real dialogs, turn by turn, on a Monday in October 2026.</summary>
internal sealed class Chat(DialogLibrary? library = null)
{
    public static readonly DateTimeOffset Start = new(2026, 10, 12, 9, 0, 0, TimeSpan.FromHours(8));
    private readonly DialogLibrary _library = library ?? TestWorld.Library;
    private long _turn;
    private TimeSpan _later;

    public TestWorld World { get; } = new();
    public ConversationState State { get; set; } = new();
    public bool Sms { get; init; }
    /// <summary>What she left on another channel.</summary>
    public List<DraftElsewhere> Elsewhere { get; } = [];
    /// <summary>What the last turn said, each with its text id.</summary>
    public List<(string Id, string Text, IReadOnlyList<SayChoice> Choices)> Replies { get; } = [];
    public Expectation Expect => DialogEngine.Expect(_library.Book, State);
    public string? Open => Expect.Open?.Name;
    public string Last => string.Join('\n', Replies.Select(reply => reply.Text));

    public void Send(params Command[] commands) => Turn(null, commands);

    /// <summary>She has told who it is for and a name on another channel.</summary>
    public void LeaveElsewhere(string item)
    {
        var there = new Chat(_library);
        there.Send(new Command.Start("proxy-request", item));
        there.Answer("for_self", SlotType.YesNo, "true");
        there.Answer("applicant_name", SlotType.Name, "王秀英");
        Elsewhere.Add(new DraftElsewhere(there.State.Active! with { Id = "there" }, "短信 138****5678", "姓名 王**"));
    }

    /// <summary>Time goes by.</summary>
    public void Wait(int days) => _later += TimeSpan.FromDays(days);

    /// <summary>Her words, through the real understanding.</summary>
    public IReadOnlyList<Command> Hear(string text)
    {
        var now = Start.Add(_later).AddMinutes(_turn + 1);
        var commands = TestWorld.Understander.Understand(new Utterance(text, State.Locale, DateOnly.FromDateTime(now.DateTime), now, Sms), Expect);
        Turn(text, commands);
        return commands;
    }

    public void Invite(Command.Start start) => Take(DialogEngine.Invite(_library.Book, State, start, Next(null), World));

    /// <summary>She has said nothing for long since the form that is open now.</summary>
    public void Remind() => Take(DialogEngine.Remind(_library.Book, State, State.Active?.Id ?? "", Next(null), World));

    public void Turn(string? text, IReadOnlyList<Command> commands) =>
        Take(DialogEngine.Decide(_library.Book, State, commands, Next(text), World));

    private TurnContext Next(string? text)
    {
        _turn++;
        var id = "i" + _turn.ToString(CultureInfo.InvariantCulture);
        var now = Start.Add(_later).AddMinutes(_turn);
        return new TurnContext(now, DateOnly.FromDateTime(now.DateTime), _turn, Sms, id) { Text = text, Facts = World, Elsewhere = Elsewhere };
    }

    public void Answer(string slot, SlotType type, string value, string? display = null) =>
        Send(new Command.Answer(slot, new SlotValue(type, value, display), display ?? value));

    private void Take(Decision decision)
    {
        State = decision.State;
        Replies.Clear();
        var renderer = new SayRenderer(_library.Texts);
        foreach (var say in decision.Says)
        {
            switch (say)
            {
                case Say.Text text:
                    var rendered = renderer.Render(text, State.Locale, Sms, (item, field) => $"<{item} {field}>");
                    Replies.Add((text.Id, rendered.Text, rendered.Choices));
                    break;
                case Say.Catalog catalog:
                    Replies.Add(("catalog", $"<catalog {catalog.Question.Item} {string.Join(',', catalog.Question.Fields ?? [])}>", []));
                    break;
                case Say.CaseStatus status:
                    Replies.Add(("case_status", $"<status {status.Reference}>", []));
                    break;
                case Say.LastAgain:
                    Replies.Add(("last_again", "<again>", []));
                    break;
            }
        }
    }
}
