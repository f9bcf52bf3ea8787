using System.Text.Json;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Tests.Dialogs;

/// <summary>What a script of words cannot say: choices between commands, proposals of the service, refused actions.</summary>
public sealed class EngineTests
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Command.Clarify Meanings = new(
    [
        new LabelledCommand("办高龄津贴", new Command.Start("proxy-request", "HB-01")),
        new LabelledCommand("问高龄津贴", new Command.Ask("高龄津贴", "HB-01")),
    ]);

    [Fact]
    public void Two_meanings_are_offered_and_a_number_or_the_label_picks_one()
    {
        var chat = new Chat();
        chat.Send(Meanings);
        Assert.Equal("clarify", chat.Replies[^1].Id);
        Assert.Equal(["办高龄津贴", "问高龄津贴"], chat.Replies[^1].Choices.Select(choice => choice.Label));
        chat.Hear("1");
        Assert.Equal("HB-01", chat.State.Active?.Item);
        Assert.Equal(0, chat.State.Misses);
    }

    [Fact]
    public void A_third_round_of_meanings_goes_to_a_person()
    {
        var chat = new Chat();
        chat.Send(Meanings);
        chat.Send(Meanings);
        Assert.Equal(ConversationOwner.Bot, chat.State.Owner);
        chat.Send(Meanings);
        Assert.Equal(ConversationOwner.Human, chat.State.Owner);
    }

    [Fact]
    public void A_step_may_end_with_the_menu_and_its_draft_is_kept()
    {
        var folder = Directory.CreateTempSubdirectory("dialogs-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "short.yml"), """
                dialog: short
                title: { zh: 短, en: Short }
                slots:
                  who: { type: name, label: { zh: 姓名, en: name }, example: { zh: 王秀英, en: Wang } }
                  where: { type: choice, label: { zh: 地方, en: place }, choices: [ { id: a, label: { zh: 这里, en: Here } }, { id: b, label: { zh: 那里, en: There } } ] }
                steps:
                  - { id: who, collect: who, ask: ask_own_name }
                  - { id: where, collect: where, ask: ask_own_name, attempts: 2, on_fail: menu }
                """);
            var chat = new Chat(ServiceBot.Dialogs.DialogLibrary.Load(folder.FullName, TestWorld.Folder));
            chat.Send(new Command.Start("short"));
            chat.Answer("who", SlotType.Name, "王秀英");
            chat.Send(new Command.Refuse("where", "choice_none", ""));
            chat.Send(new Command.Refuse("where", "choice_none", ""));
            Assert.Contains(chat.Replies, reply => reply.Id == "failed_menu");
            Assert.Null(chat.State.Active);
            Assert.Single(chat.State.Drafts);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_number_means_the_menu_alone_on_the_screen_and_not_the_open_question()
    {
        var chat = new Chat();
        chat.Send(new Command.Start("proxy-request", "HB-01"));
        chat.Send(new Command.Menu());
        Assert.Equal(0, chat.Expect.MenuOffset);
        Assert.IsType<Command.Start>(Assert.Single(chat.Hear("2")));
    }

    [Fact]
    public void The_skip_button_follows_the_questions_own_choices()
    {
        var chat = new Chat();
        chat.World.Cases.Add("260000018");
        chat.State = chat.State with { Profile = new Dictionary<string, SlotValue> { ["phone"] = new(SlotType.Phone, "13800138000") } };
        chat.Send(new Command.Start("proxy-request", "HB-90"));
        chat.Answer("project_name", SlotType.Text, "A");
        chat.Answer("company_name", SlotType.Text, "B");
        Assert.Equal("credit_code", chat.Open);
        Assert.Equal(0, chat.Expect.MenuOffset);
        Assert.IsType<Command.Skip>(Assert.Single(chat.Expect.Menu).Command);
    }

    [Fact]
    public void What_she_gave_before_is_offered_and_never_filled_in()
    {
        var chat = new Chat { State = new ConversationState { Profile = new Dictionary<string, SlotValue> { ["phone"] = new(SlotType.Phone, "13800138000") } } };
        chat.Send(new Command.Start("proxy-request", "HB-05"));
        chat.Answer("for_self", SlotType.YesNo, "true");
        chat.Answer("applicant_name", SlotType.Name, "王秀英");
        chat.Answer("region", SlotType.Region, "130123204201");
        Assert.Equal("phone", chat.Open);
        Assert.Equal("13800138000", Assert.Single(chat.Replies[^1].Choices).Label);
        Assert.False(chat.State.Active!.Answers.ContainsKey("phone"));
    }

    [Fact]
    public void A_proposal_of_the_service_never_takes_the_floor()
    {
        var chat = new Chat();
        chat.World.Cases.Add("260000018");
        chat.Invite(new Command.Start("rating", "260000018"));
        Assert.Equal("stars", chat.Open);

        var busy = new Chat();
        busy.World.Cases.Add("260000018");
        busy.Send(new Command.Start("proxy-request", "HB-01"));
        var before = JsonSerializer.Serialize(busy.State);
        busy.Invite(new Command.Start("rating", "260000018"));
        Assert.Empty(busy.Replies);
        Assert.Equal(before, JsonSerializer.Serialize(busy.State));
    }

    [Fact]
    public void A_refused_action_says_why_and_leaves_the_review_open()
    {
        var chat = AtReview();
        chat.World.Refuse = "item_gone";
        chat.Answer(Expectation.ReviewSlot, SlotType.YesNo, "true");
        Assert.Equal("item_gone", Assert.Single(chat.Replies).Id);
        Assert.True(chat.Expect.AtReview);
        chat.World.Refuse = null;
        chat.Answer(Expectation.ReviewSlot, SlotType.YesNo, "true");
        Assert.Equal(1, chat.World.Created);
    }

    [Fact]
    public void Yes_together_with_a_change_reads_back_again()
    {
        var chat = AtReview();
        chat.Send(
            new Command.Answer(Expectation.ReviewSlot, new SlotValue(SlotType.YesNo, "true"), "对"),
            new Command.Correct("phone", new SlotValue(SlotType.Phone, "13900139000"), "13900139000"));
        Assert.Equal(0, chat.World.Created);
        Assert.Contains("13900139000", chat.Last, StringComparison.Ordinal);
        Assert.True(chat.Expect.AtReview);
    }

    [Fact]
    public void Several_answers_in_one_message_are_all_used()
    {
        var chat = new Chat();
        chat.Send(new Command.Start("proxy-request", "HB-05"));
        chat.Send(
            new Command.Answer("for_self", new SlotValue(SlotType.YesNo, "true"), "给自己"),
            new Command.Answer("phone", new SlotValue(SlotType.Phone, "13800138000"), "13800138000"),
            new Command.Answer("applicant_name", new SlotValue(SlotType.Name, "王秀英"), "王秀英"));
        Assert.Equal("region", chat.Open);
        chat.Answer("region", SlotType.Region, "130123204201");
        Assert.True(chat.Expect.AtReview);
    }

    [Fact]
    public void The_state_holds_no_prompt()
    {
        var chat = AtReview();
        var json = JsonSerializer.Serialize(chat.State, Readable);
        foreach (var reply in chat.Replies) Assert.DoesNotContain(reply.Text, json, StringComparison.Ordinal);
        Assert.Contains("王秀英", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dialog_taken_out_of_the_folder_leaves_nobody_stuck()
    {
        var chat = AtReview();
        chat.State = chat.State with { Active = chat.State.Active! with { Dialog = "gone" } };
        chat.Send(new Command.Menu());
        Assert.Equal("menu", Assert.Single(chat.Replies).Id);
        Assert.Null(chat.State.Active);
    }

    [Fact]
    public void An_effect_sees_only_answers_on_the_path()
    {
        var chat = AtReview();
        chat.Send(new Command.Correct("for_self", new SlotValue(SlotType.YesNo, "false"), ""));
        chat.Answer("relation", SlotType.Choice, "child");
        chat.Answer("wish", SlotType.YesNo, "true");
        chat.Send(new Command.Correct("for_self", new SlotValue(SlotType.YesNo, "true"), ""));
        chat.Answer(Expectation.ReviewSlot, SlotType.YesNo, "true");
        var created = Assert.Single(chat.World.Done, done => done.Action == "case.create");
        Assert.Equal(["applicant_name", "for_self", "phone", "region"], created.Instance.Answers.Keys.Order());
        Assert.Equal("HB-05", created.With["item"]);
    }

    private static Chat AtReview()
    {
        var chat = new Chat();
        chat.Send(new Command.Start("proxy-request", "HB-05"));
        chat.Answer("for_self", SlotType.YesNo, "true");
        chat.Answer("applicant_name", SlotType.Name, "王秀英");
        chat.Answer("region", SlotType.Region, "130123204201", "正定县南楼乡南楼村");
        chat.Answer("phone", SlotType.Phone, "13800138000");
        Assert.True(chat.Expect.AtReview);
        return chat;
    }
}
