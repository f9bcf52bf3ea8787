using System.Text.Json;
using CsCheck;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Tests.Dialogs;

/// <summary>What holds for every conversation, whatever is said in whatever order.</summary>
public sealed class EnginePropertyTests
{
    private static readonly (string Slot, SlotType Type, string[] Values)[] Slots =
    [
        ("for_self", SlotType.YesNo, ["true", "false"]),
        ("relation", SlotType.Choice, ["child", "spouse", "nobody"]),
        ("applicant_name", SlotType.Name, ["王秀英", "李四"]),
        ("wish", SlotType.YesNo, ["true", "false"]),
        ("region", SlotType.Region, ["130123204201", "130132001001"]),
        ("birth_date", SlotType.Date, ["1944-05-06", "2030-01-01", "1800-01-01"]),
        ("sensitive_consent", SlotType.YesNo, ["true", "false"]),
        ("applicant_id", SlotType.ResidentId, ["130123194405061234"]),
        ("bank_card_ready", SlotType.YesNo, ["true", "false"]),
        ("household_size", SlotType.Number, ["3", "0"]),
        ("materials_ready", SlotType.Choice, ["all", "none"]),
        ("phone", SlotType.Phone, ["13800138000", "13900139000"]),
        ("remark", SlotType.Text, ["快点"]),
        ("visit_date", SlotType.Date, ["2026-10-20", "2020-01-01"]),
        (Expectation.ReviewSlot, SlotType.YesNo, ["true", "true", "true", "false"]),
        ("no_such_slot", SlotType.Text, ["x"]),
    ];

    private static readonly Gen<(string Slot, SlotValue Value)> Valued = Gen.Int[0, Slots.Length - 1].SelectMany(at =>
        Gen.Int[0, Slots[at].Values.Length - 1].Select(value => (Slots[at].Slot, new SlotValue(Slots[at].Type, Slots[at].Values[value]))));

    private static readonly Gen<string> Item = Pick("HB-01", "HB-02", "HB-03", "HB-04", "HB-90", "HB-");

    private static readonly Gen<Command> AnyCommand = Gen.Frequency(
        (12, Valued.Select(pair => (Command)new Command.Answer(pair.Slot, pair.Value, pair.Value.Value))),
        (3, Valued.Select(pair => (Command)new Command.Correct(pair.Slot, pair.Value, pair.Value.Value))),
        (1, Valued.Select(pair => (Command)new Command.Correct(pair.Slot, null, ""))),
        (2, Valued.Select(pair => (Command)new Command.Refuse(pair.Slot, "phone_wrong_length", ""))),
        (1, Valued.Select(pair => (Command)new Command.Disambiguate(pair.Slot, [pair.Value, pair.Value with { Display = "b" }]))),
        (2, Item.Select(item => (Command)new Command.Start("proxy-request", item))),
        (5, Pick<Command>(
            new Command.Start("proxy-request"), new Command.Start("withdraw"), new Command.Start("greeting"), new Command.Skip(), new Command.Back(), new Command.Repeat(),
            new Command.Menu(), new Command.Cancel(), new Command.Resume(), new Command.Human(), new Command.Status(), new Command.OptOut(), new Command.OptIn(),
            new Command.Help(), new Command.Language("en"), new Command.Unknown(), new Command.Unknown("out_of_scope:help"),
            new Command.Ask("?", "HB-01", [CatalogField.Materials]), new Command.Ask("?", "HB-02"),
            new Command.Clarify([new LabelledCommand("a", new Command.Menu()), new LabelledCommand("b", new Command.Help())]))));

    /// <summary>Messages of one to three commands; the first starts a request most of the time.</summary>
    private static readonly Gen<Command[][]> Conversation = Gen.Select(
        Pick("HB-01", "HB-02", "HB-03"),
        AnyCommand.Array[1, 3].Array[1, 40],
        (item, turns) => turns.Prepend([new Command.Start("proxy-request", item)]).ToArray());

    /// <summary>Answers what is asked, whatever it is; so that confirmed cases are common in what is sampled.</summary>
    private static readonly Gen<(Command[][] Turns, bool[] Helpful)> Mixed = Gen.Select(Conversation, Gen.Bool.Array[60]);

    [Fact]
    public void The_same_conversation_replayed_gives_the_same_state_and_words() => Conversation.Sample(
        turns =>
        {
            var (one, two) = (new Chat(), new Chat());
            foreach (var turn in turns)
            {
                one.Send(turn);
                two.Send(turn);
                Assert.Equal(one.Last, two.Last);
            }

            Assert.Equal(Json(one.State), Json(two.State));
        },
        iter: 300);

    [Fact]
    public void A_state_written_and_read_goes_on_as_if_it_had_stayed() => Conversation.Sample(
        turns =>
        {
            var (warm, cold) = (new Chat(), new Chat());
            foreach (var turn in turns)
            {
                warm.Send(turn);
                cold.State = JsonSerializer.Deserialize<ConversationState>(Json(cold.State))!;
                cold.Send(turn);
                Assert.Equal(warm.Last, cold.Last);
                Assert.Equal(Json(warm.State), Json(cold.State));
            }
        },
        iter: 200);

    [Fact]
    public void Deriving_again_changes_nothing() => Mixed.Sample(
        mixed =>
        {
            var talk = new Chat();
            Run(talk, mixed.Turns, mixed.Helpful, () =>
            {
                if (talk.State.Active is not { } instance || TestWorld.Library.Book.Find(instance.Dialog) is not { } dialog) return;
                var context = new TurnContext(Chat.Start, DateOnly.FromDateTime(Chat.Start.DateTime), 0, false, "x") { Facts = talk.World };
                var turn = new EngineTurn(TestWorld.Library.Book, talk.State, context, talk.World);
                var (walk, scope) = OpenStep.Derive(turn, dialog, instance);
                if (talk.State.Owner == ConversationOwner.Bot && talk.Replies.Exists(reply => reply.Id.StartsWith("ask_", StringComparison.Ordinal)))
                    Assert.Equal(dialog.Steps[walk.Open].Id, instance.Asked);
                var once = OpenStep.Partition(dialog, instance, walk, scope);
                var (walk2, scope2) = OpenStep.Derive(turn, dialog, once);
                var twice = OpenStep.Partition(dialog, once, walk2, scope2);
                Assert.Equal(walk.Open, walk2.Open);
                Assert.Equal(Json(once), Json(twice));
            });
        },
        iter: 300);

    [Fact]
    public void An_instance_makes_at_most_one_case_whatever_is_said()
    {
        var made = 0;
        Mixed.Sample(
            mixed =>
            {
                var talk = new Chat();
                Run(talk, mixed.Turns, mixed.Helpful, () => { });
                var creations = talk.World.Done.Where(done => done.Action == "case.create").ToList();
                Assert.Equal(creations.Count, creations.Select(done => done.Key).Distinct().Count());
                Assert.Equal(creations.Count, creations.Select(done => done.Instance.Id).Distinct().Count());
                Assert.Equal(talk.World.Done.Count, talk.World.Done.Select(done => done.Key).Distinct().Count());
                foreach (var creation in creations) Assert.True(creation.Instance.Answers.ContainsKey("region") && creation.Instance.Answers.ContainsKey("phone"));
                Interlocked.Add(ref made, creations.Count);
            },
            iter: 400);
        Assert.True(made > 50, $"only {made} cases in 400 conversations: the property is hardly exercised");
    }

    [Fact]
    public void Every_message_is_answered_and_nothing_grows_without_bound() => Mixed.Sample(
        mixed =>
        {
            var talk = new Chat();
            Run(talk, mixed.Turns, mixed.Helpful, () =>
            {
                if (talk.State.Owner == ConversationOwner.Bot) Assert.NotEmpty(talk.Replies);
                Assert.True(talk.Replies.Count <= 12, string.Join(' ', talk.Replies.Select(reply => reply.Id)));
                Assert.True(talk.State.Drafts.Count <= ConversationState.MaxDrafts);
                Assert.True(talk.State.Misses <= 3);
                Assert.True(Json(talk.State).Length < 40_000);
                Assert.DoesNotContain("{{", talk.Last, StringComparison.Ordinal);
            });
        },
        iter: 300);

    [Fact]
    public void Unrelated_answers_may_come_in_any_order() => Gen.Shuffle(new[] { "applicant_name", "region", "phone", "birth_date", "for_self" }).Sample(
        order =>
        {
            var straight = Answered(["for_self", "applicant_name", "region", "birth_date", "phone"]);
            var shuffled = Answered(order);
            Assert.Equal(straight.Asked, shuffled.Asked);
            foreach (var (slot, entry) in straight.Answers) Assert.Equal(entry.Value, shuffled.Answers[slot].Value);
            Assert.Equal(straight.Answers.Count, shuffled.Answers.Count);
            Assert.Empty(shuffled.Parked);
        },
        iter: 120);

    private static DialogInstance Answered(IEnumerable<string> order)
    {
        var talk = new Chat();
        talk.Send(new Command.Start("proxy-request", "HB-01"));
        foreach (var name in order)
        {
            var slot = Slots.First(candidate => candidate.Slot == name);
            talk.Answer(name, slot.Type, slot.Values[0]);
        }

        return talk.State.Active!;
    }

    private static void Run(Chat talk, Command[][] turns, bool[] helpful, Action check)
    {
        for (var at = 0; at < turns.Length; at++)
        {
            talk.Send(turns[at]);
            check();
            if (!helpful[at] || talk.Expect.Open is not { } open) continue;
            for (var asked = 0; asked < 6 && talk.Expect.Open is { } next && Array.Find(Slots, slot => slot.Slot == next.Name) is { Slot: not null } known; asked++)
            {
                talk.Answer(known.Slot, known.Type, known.Values[0]);
                check();
            }
        }
    }

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);
}
