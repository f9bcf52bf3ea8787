using Microsoft.EntityFrameworkCore;
using ServiceBot.Conversations.Questions;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Conversations.Questions;

/// <summary>What the bot could not answer is written with the turn; what it could, and what is no question, is not.</summary>
public sealed class UnansweredQuestionsTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_question_that_nothing_in_the_catalog_is_about_is_kept_masked()
    {
        var resident = new Person(app, "dl-ask-none");
        await resident.SaysAsync("我是13912345678，火星移民签证怎么弄");
        var row = Assert.Single(await RowsAsync("dl-ask-none"));
        Assert.Equal(("我是139****5678，火星移民签证怎么弄", UnansweredReason.NotUnderstood, "directline", 1L), (row.Text, row.Reason, row.Channel, row.Seq));
        Assert.Null(row.Item);
    }

    [Fact]
    public async Task A_field_that_the_item_does_not_state_is_work_on_that_item()
    {
        var resident = new Person(app, "dl-ask-field");
        var told = string.Join('\n', await resident.SaysAsync("临时救助能领多少钱"));
        Assert.Contains("没有写", told, StringComparison.Ordinal);
        var row = Assert.Single(await RowsAsync("dl-ask-field"));
        Assert.Equal((UnansweredReason.FieldMissing, "Amount"), (row.Reason, row.Field));
        Assert.NotNull(row.Item);
    }

    [Fact]
    public async Task What_is_answered_and_small_talk_leave_nothing()
    {
        var resident = new Person(app, "dl-ask-answered");
        foreach (var text in new[] { "你好", "低保要带什么材料", "那要多久", "谢谢", "我要报警", "查进度" }) await resident.SaysAsync(text);
        Assert.Empty(await RowsAsync("dl-ask-answered"));
    }

    [Fact]
    public async Task A_choice_left_open_and_the_question_after_it_are_two_also_where_messages_wait_to_be_read()
    {
        var resident = new Person(app, "sms-ask-two") { Channel = "sms" };
        await resident.SaysAsync("补贴怎么领");
        await resident.ReadAsync();
        await resident.SaysAsync("火星移民签证怎么弄");
        await resident.ReadAsync();
        Assert.Equal([UnansweredReason.LeftOpen, UnansweredReason.NotUnderstood], (await RowsAsync("sms-ask-two")).OrderBy(row => row.Seq).Select(row => row.Reason));
    }

    [Fact]
    public async Task Half_a_question_is_none_and_is_read_together_with_the_other_half()
    {
        var resident = new Person(app, "dl-ask-half");
        await resident.SaysAsync("要什么材料");
        Assert.Contains("低保要带", string.Join('\n', await resident.SaysAsync("低保")), StringComparison.Ordinal);
        Assert.Empty(await RowsAsync("dl-ask-half"));
    }

    [Fact]
    public async Task One_word_that_was_not_understood_is_none_and_the_second_in_a_row_is()
    {
        var resident = new Person(app, "dl-ask-twice");
        await resident.SaysAsync("嘟噜嘟噜");
        Assert.Empty(await RowsAsync("dl-ask-twice"));
        await resident.SaysAsync("呱唧呱唧");
        Assert.Equal("呱唧呱唧", Assert.Single(await RowsAsync("dl-ask-twice")).Text);
    }

    [Fact]
    public async Task A_wrong_answer_to_a_question_of_ours_is_no_question_of_hers()
    {
        var resident = new Person(app, "dl-ask-form");
        foreach (var text in new[] { "帮我办高龄津贴", "嘟噜嘟噜", "呱唧呱唧" }) await resident.SaysAsync(text);
        Assert.Empty(await RowsAsync("dl-ask-form"));
    }

    [Fact]
    public async Task A_choice_between_items_that_she_leaves_open_keeps_what_she_had_asked()
    {
        const string Question = "看病的钱怎么报";
        var left = new Person(app, "dl-ask-left");
        Assert.Contains("您", string.Join('\n', await left.SaysAsync(Question)), StringComparison.Ordinal);
        Assert.Empty(await RowsAsync("dl-ask-left"));
        var offered = (await left.RowsAsync())[^1];
        if (!offered.Payload.Contains("suggestedActions", StringComparison.Ordinal)) Assert.Fail($"'{Question}' is no longer a choice: {offered.Text}");
        await left.SaysAsync("谢谢");
        var row = Assert.Single(await RowsAsync("dl-ask-left"));
        Assert.Equal((Question, UnansweredReason.LeftOpen), (row.Text, row.Reason));

        var chose = new Person(app, "dl-ask-chose");
        await chose.SaysAsync(Question);
        await chose.SaysAsync("1");
        Assert.Empty(await RowsAsync("dl-ask-chose"));
    }

    [Fact]
    public async Task A_proxy_agents_own_chat_leaves_none()
    {
        await Person.OfAgent(app, "AGENT-A").SaysAsync("火星移民签证怎么弄");
        Assert.Empty(await RowsAsync("dl-agent-AGENT-A"));
    }

    private Task<List<QuestionRow>> RowsAsync(string conversation) =>
        app.InStoreAsync(db => db.Questions.AsNoTracking().Where(row => row.ConversationId == conversation).ToListAsync(TestContext.Current.CancellationToken));
}
