using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Conversations;
using ServiceBot.Data;
using ServiceBot.Domain.Cases;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Conversations;

public sealed class AgentTurnTests(App app) : IClassFixture<App>
{
    private ConversationState _state = new();
    private string _agent = "AGENT-A";
    private string _channel = "directline";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AgentTurn Turn => app.Services.GetRequiredService<AgentTurn>();

    [Fact]
    public async Task An_errand_is_run_from_the_phone_by_numbers()
    {
        var reference = await OpenAsync("130123201203", "AGENT-E", "walk");
        Letter(reference);
        Assert.Contains("5 已报送", await SayAsync("1"), StringComparison.Ordinal);
        Assert.Contains("1. 身份证复印件", await SayAsync("3"), StringComparison.Ordinal);
        Assert.Contains("没有第 9 项", await SayAsync("1 9"), StringComparison.Ordinal);
        Assert.Contains("补齐补正", await SayAsync("1 3"), StringComparison.Ordinal);
        Assert.Equal(["身份证复印件", "一寸照片"], (await FactsAsync(reference)).WaitingFor);
        Assert.Contains("收件", await SayAsync("4 材料已齐"), StringComparison.Ordinal);
        Assert.Contains("已报送", await SayAsync("5"), StringComparison.Ordinal);
        Assert.Contains("结果是什么", await SayAsync("6"), StringComparison.Ordinal);
        Assert.Contains("办结", await SayAsync("已批准，下月起每月发放"), StringComparison.Ordinal);
        var facts = await FactsAsync(reference);
        Assert.Equal((CaseState.Completed, "已批准，下月起每月发放"), (facts.State, facts.Result));
    }

    [Fact]
    public async Task The_same_by_words_and_all_papers_in_one_message()
    {
        var reference = await OpenAsync("130123201204", "AGENT-T", "words");
        Letter(reference);
        await SayAsync("接单");
        await SayAsync("缺材料 身份证复印件、照片");
        await SayAsync("已报送 县民政局");
        await SayAsync("办结 已批准");
        var facts = await FactsAsync(reference);
        Assert.Equal((CaseState.Completed, "县民政局", "已批准"), (facts.State, facts.Body, facts.Result));
        Assert.Equal(["身份证复印件", "一寸照片"], facts.AskedFor);
    }

    [Fact]
    public async Task A_menu_offers_only_what_is_possible_now()
    {
        var reference = await OpenAsync("130123201202", "AGENT-C", "menu", weekday: false);
        Letter(reference);
        var answer = await AnswerAsync("6");
        var text = answer.Replies[^1].Text;
        Assert.Contains("还不能这样做", text, StringComparison.Ordinal);
        Assert.Equal(["1 接单", "2 转B岗"], answer.Replies[^1].Choices.Select(choice => choice.Label));
        Assert.Empty(answer.Effects.Statements);
    }

    [Fact]
    public async Task Several_errands_are_listed_and_one_is_picked_by_its_number()
    {
        var first = await OpenAsync("130110102201", "AGENT-F", "list-1");
        var second = await OpenAsync("130110102201", "AGENT-F", "list-2");
        var list = await SayAsync("0");
        Assert.Contains(first, list, StringComparison.Ordinal);
        Assert.Contains(second, list, StringComparison.Ordinal);
        Assert.Contains($"编号 {second}", await SayAsync("看 2"), StringComparison.Ordinal);
        await SayAsync("0");
        Assert.Contains($"编号 {first}", await SayAsync("1"), StringComparison.Ordinal);
        Assert.Contains($"编号 {second}", await SayAsync(second), StringComparison.Ordinal);
        await SayAsync($"1 {first}");
        Assert.Equal((CaseState.Received, CaseState.Authorised), ((await FactsAsync(first)).State, (await FactsAsync(second)).State));
        Assert.Contains("没有这一件", await SayAsync("看 9"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handing_over_asks_why_and_the_other_agent_takes_on()
    {
        var reference = await OpenAsync("130123201201", "AGENT-A", "hand");
        Letter(reference);
        await SayAsync("1");
        Assert.Contains("为什么转给 李秀英", await SayAsync("2"), StringComparison.Ordinal);
        Assert.Contains("接单之前仍由您负责", await SayAsync("去县里开会"), StringComparison.Ordinal);
        (_agent, _state) = ("AGENT-B", new ConversationState());
        Letter(reference);
        await SayAsync("接单");
        Assert.Equal("AGENT-B", (await FactsAsync(reference)).OwnerId);
    }

    [Fact]
    public async Task What_is_not_understood_is_answered_with_the_menu_and_changes_nothing()
    {
        var reference = await OpenAsync("130123201205", "AGENT-T", "unknown");
        Letter(reference);
        foreach (var text in new[] { "3月5日办好", "😀", "", new string('x', 5000), "\0", "99" })
        {
            var answer = await AnswerAsync(text);
            Assert.Contains("1 接单", answer.Replies[^1].Text, StringComparison.Ordinal);
            Assert.Empty(answer.Effects.Statements);
        }

        Assert.Equal(1, (await FactsAsync(reference)).Events);
    }

    [Fact]
    public async Task Another_agents_errand_is_not_shown_and_not_changed()
    {
        var reference = await OpenAsync("131025105202", "AGENT-X", "foreign");
        _agent = "AGENT-E";
        Assert.Contains("没有这一件", await SayAsync(reference), StringComparison.Ordinal);
        Assert.Contains("没有这一件", await SayAsync($"1 {reference}"), StringComparison.Ordinal);
        Assert.Equal(1, (await FactsAsync(reference)).Events);
    }

    [Fact]
    public async Task A_letter_in_the_middle_of_an_answer_does_not_take_it_to_another_errand()
    {
        var first = await OpenAsync("130123201206", "AGENT-T", "middle-1");
        Letter(first);
        await SayAsync("1");
        await SayAsync("5");
        await SayAsync("6");
        var second = await OpenAsync("130123201206", "AGENT-T", "middle-2");
        Letter(second);
        await SayAsync("已批准");
        Assert.Equal((CaseState.Completed, CaseState.Authorised), ((await FactsAsync(first)).State, (await FactsAsync(second)).State));
    }

    [Theory]
    [InlineData("zh-Hans", "directline")]
    [InlineData("en", "directline")]
    [InlineData("zh-Hans", "sms")]
    [InlineData("en", "sms")]
    [InlineData("en", "wechat")]
    public async Task No_reply_shows_a_hole(string locale, string channel)
    {
        (_state, _channel) = (_state with { Locale = locale }, channel);
        var reference = await OpenAsync("131025105201", "AGENT-X", $"holes-{locale}-{channel}");
        Letter(reference);
        foreach (var text in new[] { "help", "2", "0", reference, "1", "2 开会", "1", "3", "0", "3", "1 9", "1", "3 照片", "4", "5", "7", "6", "ok", "8", "list" })
            Assert.DoesNotContain("{{", await SayAsync(text), StringComparison.Ordinal);
        Assert.Equal(CaseState.Delivered, (await FactsAsync(reference)).State);
    }

    [Fact]
    public async Task The_first_words_say_what_is_waiting()
    {
        _agent = "AGENT-Y";
        var answer = await Turn.GreetAsync(_agent, Warm, Cancel);
        Assert.Equal(["agent_welcome", "agent_none"], answer.Replies.Select(reply => reply.Told));
    }

    /// <summary>His web chat, or his line, as it stands.</summary>
    private Warm Warm => _channel == "directline"
        ? Warm.New("dl-agent-" + _agent, AgentConversation.OpeningOf("dl-agent-" + _agent), Make.Morning) with { State = _state }
        : Warm.New($"{_channel}-line", new Opening { Channel = _channel, UserId = "line", ProxyAgentId = _agent }, Make.Morning) with { State = _state };

    private void Letter(string reference) => _state = AgentTurn.Received(_state, new Letter { Text = "notice_agent_new", CaseReference = reference });

    private async Task<string> SayAsync(string text) => string.Join('\n', (await AnswerAsync(text)).Replies.Select(reply => reply.Text));

    private async Task<Answer> AnswerAsync(string text)
    {
        var answer = await Turn.RunAsync(_agent, Warm, new Activity { Type = ActivityTypes.Message, Text = text }, app.Services.GetRequiredService<TownshipClock>().Now, Cancel);
        Assert.Equal(CommitFailure.None, await app.Services.GetRequiredService<GroupCommit>().CommitAsync(answer.Effects, Cancel));
        _state = answer.State;
        return answer;
    }

    private async Task<string> OpenAsync(string region, string agent, string origin, bool weekday = true)
    {
        var desk = app.Services.GetRequiredService<CaseDesk>();
        var change = desk.Open(Make.Request("dl-" + origin, "agent-turn/" + origin, region), app.Services.GetRequiredService<TownshipClock>().Now);
        if (weekday) Assert.Equal(agent, change.After.ProxyAgentId);
        _agent = change.After.ProxyAgentId;
        var unit = new CommitUnit();
        change.AddTo(unit);
        Assert.Equal(CommitFailure.None, await app.Services.GetRequiredService<GroupCommit>().CommitAsync(unit, Cancel));
        return change.After.Reference;
    }

    private async Task<CaseFacts> FactsAsync(string reference) => (await app.Services.GetRequiredService<CaseQueries>().FindAsync(reference, Cancel))!.Facts;
}
