using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Tests.Channels.Sms;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Channels;

/// <summary>A message of which nobody knows whether the provider has it: not sent again by itself, shown, settled by a receipt or by staff.</summary>
public sealed class UncertainTests(TextedApp fixture) : IClassFixture<TextedApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_whose_answer_got_lost_is_shown_and_not_sent_again_and_the_next_ones_go_on()
    {
        var (conversation, heard) = await UncertainAsync("13900050001", "丢了回答");
        await fixture.TextAsync("13900050001", "还在吗");
        await fixture.HearsAsync("13900050001", "");

        await fixture.FaresAsync(conversation, OutboxState.Uncertain, OutboxState.Sent);
        Assert.NotEmpty(heard);
        using var staff = await fixture.App.Browser().SignInAsync("admin");
        Assert.Contains("不知道是否送到", await staff.ReadAsync("/console/outbox"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8", nameof(OutboxState.Sent))]
    [InlineData("1", nameof(OutboxState.Delivered))]
    [InlineData("2", nameof(OutboxState.Dead))]
    public async Task Receipt_that_comes_later_settles_it(string status, string state)
    {
        var (conversation, heard) = await UncertainAsync("1390005010" + status, "回执来了 " + status);
        await fixture.GetAsync(new Uri(heard["dlr-url"].Replace("%d", status, StringComparison.Ordinal)).PathAndQuery);

        var row = Assert.Single(await fixture.OutboxAsync(conversation));
        Assert.Equal((state, true), (row.State.ToString(), row.ReceiptAt is not null));
    }

    [Fact]
    public async Task Staff_send_it_again_and_of_the_first_attempt_only_that_it_arrived_is_believed()
    {
        var (conversation, first) = await UncertainAsync("13900050020", "再发一次");
        var id = (await fixture.OutboxAsync(conversation))[0].Id.ToString(CultureInfo.InvariantCulture);
        using var staff = await fixture.App.Browser().SignInAsync("admin");
        using var answer = await staff.SubmitAsync("/console/outbox", [], $"/console/outbox?handler=Resend&id={id}");
        await fixture.HearsAsync("13900050020", first["text"]);
        await fixture.FaresAsync(conversation, OutboxState.Sent);

        await fixture.GetAsync(new Uri(first["dlr-url"].Replace("%d", "2", StringComparison.Ordinal)).PathAndQuery);
        Assert.Equal(OutboxState.Sent, (await fixture.OutboxAsync(conversation))[0].State);
        await fixture.GetAsync(new Uri(first["dlr-url"].Replace("%d", "1", StringComparison.Ordinal)).PathAndQuery);
        Assert.Equal(OutboxState.Delivered, (await fixture.OutboxAsync(conversation))[0].State);
    }

    [Fact]
    public async Task Attempt_that_a_dead_process_left_open_is_found()
    {
        await fixture.TextAsync("13900050030", "死在半路");
        await fixture.HearsAsync("13900050030", "");
        var conversation = (await fixture.TranscriptAsync("死在半路"))[0].ConversationId;
        await fixture.FaresAsync(conversation, OutboxState.Sent);
        // As the row stands when the process dies between the gateway's answer and our mark.
        await fixture.App.InStoreAsync(db => db.Outbox.Where(row => row.Recipient == conversation)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, OutboxState.Sending).SetProperty(row => row.SentAt, (DateTimeOffset?)null), Cancel));

        await fixture.FaresAsync(conversation, OutboxState.Uncertain);
        Assert.Equal("The service ended while it was being sent.", (await fixture.OutboxAsync(conversation))[0].LastError);
    }

    [Fact]
    public async Task Where_the_setting_says_so_it_is_sent_again()
    {
        await using var kannel = await FakeKannel.StartAsync();
        await using var app = kannel.Connect(new App()).With("ServiceBot:Outbox:Uncertain", "Resend");
        kannel.Answers.Enqueue(FakeKannel.Silence);
        using var client = app.Client();
        using var taken = await client.GetAsync(new Uri("/sms/kannel?from=13900050040&to=10690001&text=hello&charset=UTF-8&id=r1", UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal((await kannel.Sent.Reader.ReadAsync(Cancel))["text"], (await kannel.Sent.Reader.ReadAsync(Cancel))["text"]);
    }

    [Fact]
    public async Task Wrong_credentials_hold_everything_and_lose_nothing()
    {
        fixture.Kannel.Answers.Enqueue(403);
        await fixture.TextAsync("13900050050", "密码错了");
        await fixture.HearsAsync("13900050050", "");
        var conversation = (await fixture.TranscriptAsync("密码错了"))[0].ConversationId;
        await fixture.FaresAsync(conversation, OutboxState.Waiting);

        await WaitAsync(async () => (await fixture.OutboxAsync(conversation))[0].LastError == "Kannel answered 403. Check ServiceBot:Kannel:Username and Password.");
    }

    private async Task<(string Conversation, IReadOnlyDictionary<string, string> Heard)> UncertainAsync(string phone, string text)
    {
        fixture.Kannel.Answers.Enqueue(FakeKannel.Silence);
        await fixture.TextAsync(phone, text);
        var heard = (await fixture.HearsAsync(phone, ""))[^1];
        var conversation = (await fixture.TranscriptAsync(text))[0].ConversationId;
        await fixture.FaresAsync(conversation, OutboxState.Uncertain);
        return (conversation, heard);
    }

    private static async Task WaitAsync(Func<Task<bool>> holds)
    {
        while (!await holds()) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
    }
}
