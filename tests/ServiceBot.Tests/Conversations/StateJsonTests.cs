using ServiceBot.Conversations;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Conversations;

/// <summary>A state outlives the build that wrote it.</summary>
public sealed class StateJsonTests(App app) : IClassFixture<App>
{
    private StateJson Json => app.Services.GetRequiredService<StateJson>();

    [Fact]
    public void What_an_older_build_did_not_write_is_as_in_a_new_state()
    {
        Assert.Equal(StateJson.Plain(new ConversationState()), StateJson.Plain(Json.Read("{}")));
        var chat = Json.Read("{\"Agent\":{\"Focus\":\"260000019\"}}").Agent!;
        Assert.Equal(("260000019", 0, 0), (chat.Focus, chat.Listed.Count, chat.Told.Count));
        var form = Json.Read("{\"Active\":{\"Id\":\"1\",\"Dialog\":\"proxy-request\",\"Version\":\"a\",\"StartedAt\":\"2026-03-09T08:30:00+08:00\"}}").Active!;
        Assert.Equal((0, 0, 0, 0), (form.Answers.Count, form.Candidates.Count, form.Told.Count, form.Doubts.Count));
    }

    [Fact]
    public void What_is_written_is_read_as_it_was()
    {
        var state = new ConversationState
        {
            Locale = "en",
            Active = new DialogInstance
            {
                Id = "dl-1:2", Dialog = "proxy-request", Version = "a", StartedAt = Make.Morning, Asked = "ask",
                Answers = new Dictionary<string, AnswerEntry> { ["phone"] = new(new SlotValue(SlotType.Phone, "13900010001"), "139 0001 0001", 3) },
                Candidates = [new SlotValue(SlotType.Region, "130123201201", "\u5357\u697C")],
            },
            Menu = [new LabelledCommand("1", new Command.Start("proxy-request", "HB-1")), new LabelledCommand("2", new Command.Human())],
            Owner = ConversationOwner.Human,
            PersonBy = Make.Morning,
            Fragment = new Fragment("x", Make.Morning),
            Waiting = new WaitingMessage(3, "m", Make.Morning),
            Profile = new Dictionary<string, SlotValue> { ["phone"] = new(SlotType.Phone, "13900010001") },
            Agent = new AgentChat { Focus = "260000019", Waiting = AgentQuestion.Result, Told = ["260000019"] },
        };
        Assert.Equal(StateJson.Plain(state), StateJson.Plain(Json.Read(Json.Write(state))));
    }

    [Fact]
    public void A_value_that_waits_to_be_confirmed_is_kept_and_sealed()
    {
        var doubt = new SlotValue(SlotType.Number, "7", "about 7");
        var form = new DialogInstance
        {
            Id = "1", Dialog = "proxy-request", Version = "a", StartedAt = Make.Morning,
            Doubts = new Dictionary<string, IReadOnlyList<SlotValue>> { ["land_area_mu"] = [doubt] },
        };
        var stored = Json.Write(new ConversationState { Active = form });
        Assert.DoesNotContain("about 7", stored, StringComparison.Ordinal);
        Assert.Equal([doubt], Json.Read(stored).Active!.Doubts["land_area_mu"]);
    }
}
