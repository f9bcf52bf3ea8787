using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Domain.Messaging;
using ServiceBot.Residents;
using ServiceBot.Tests.Support;
using static ServiceBot.Tests.Support.Pairing;

namespace ServiceBot.Tests.Conversations.Linking;

/// <summary>Two channels become one person's by a code that works once, and nothing else makes them so.</summary>
public sealed class LinkTests(ClockedApp clocked) : IClassFixture<ClockedApp>
{
    private readonly App app = clocked.App;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_code_of_one_channel_said_on_the_other_links_both_and_both_are_told()
    {
        var (web, phone) = (new Person(app, "dl-both-web"), new Person(app, "dl-both-phone"));
        var code = await web.CodeAsync();
        var answer = string.Join('\n', await phone.SaysAsync($"绑定 {code}"));

        Assert.Contains("已和网页聊天关联", answer, StringComparison.Ordinal);
        Assert.Contains("解除关联", answer, StringComparison.Ordinal);
        Assert.Contains("不是您本人做的", await web.HearsAsync("这里已和网页聊天关联"), StringComparison.Ordinal);
        Assert.Equal([phone.Id], await OthersAsync(web.Id));
        Assert.Equal([web.Id], await OthersAsync(phone.Id));
    }

    [Fact]
    public async Task Who_was_given_a_code_elsewhere_asks_and_sends_its_digits_alone()
    {
        var (web, phone) = (new Person(app, "dl-bare-web"), new Person(app, "dl-bare-phone"));
        var code = await web.CodeAsync();
        await phone.SaysAsync("关联");
        Assert.Contains("关联。两边都能", string.Join('\n', await phone.SaysAsync($"{code[..3]} {code[3..]}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_is_nowhere_in_the_store()
    {
        var (web, phone) = (new Person(app, "dl-secret-web"), new Person(app, "dl-secret-phone"));
        var code = await web.CodeAsync();
        var wrong = Other(code);
        await phone.SaysAsync($"绑定 {wrong}");
        await phone.SaysAsync($"绑定{code[..3]}-{code[3..]}");
        await web.HearsAsync("关联");

        var rows = await app.InStoreAsync(async db =>
        {
            var said = await db.Set<ServiceBot.Transcripts.TranscriptRow>().AsNoTracking().Where(row => row.ConversationId == web.Id || row.ConversationId == phone.Id).ToListAsync(Cancel);
            var states = await db.Conversations.AsNoTracking().Where(row => row.Id == web.Id || row.Id == phone.Id).Select(row => row.State).ToListAsync(Cancel);
            var codes = await db.LinkCodes.AsNoTracking().Select(row => row.Hash + row.Place).ToListAsync(Cancel);
            return said.Select(row => row.Text + row.Payload + row.Understood).Concat(states).Concat(codes).ToList();
        });
        Assert.DoesNotContain(rows, row => row.Contains(code, StringComparison.Ordinal) || row.Contains(wrong, StringComparison.Ordinal) || row.Contains(code[3..] + '"', StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains("您的关联码：******", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains("绑定***-***", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_code_works_once()
    {
        var (web, phone, thief) = (new Person(app, "dl-once-web"), new Person(app, "dl-once-phone"), new Person(app, "dl-once-thief"));
        var code = await web.CodeAsync();
        await phone.SaysAsync($"绑定 {code}");
        Assert.Contains("这个码不对", string.Join('\n', await thief.SaysAsync($"绑定 {code}")), StringComparison.Ordinal);
        Assert.Empty(await OthersAsync(thief.Id));
    }

    [Fact]
    public async Task A_newer_code_of_the_same_channel_ends_the_older_one()
    {
        var (web, phone) = (new Person(app, "dl-newer-web"), new Person(app, "dl-newer-phone"));
        var older = await web.CodeAsync();
        var newer = await web.CodeAsync();
        Assert.Contains("这个码不对", string.Join('\n', await phone.SaysAsync($"绑定 {older}")), StringComparison.Ordinal);
        Assert.Contains("关联。两边都能", string.Join('\n', await phone.SaysAsync(newer)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_ten_minutes_a_code_is_dead()
    {
        var (web, phone) = (new Person(app, "dl-late-web"), new Person(app, "dl-late-phone"));
        var code = await web.CodeAsync();
        clocked.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.Contains("这个码不对，或者过了时间", string.Join('\n', await phone.SaysAsync($"绑定 {code}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_phones_with_the_same_code_at_once_make_one_link()
    {
        for (var round = 0; round < 5; round++)
        {
            var web = new Person(app, $"dl-race-web-{round}");
            var phones = Enumerable.Range(0, 4).Select(n => new Person(app, $"dl-race-phone-{round}-{n}")).ToList();
            var code = await web.CodeAsync();
            await Task.WhenAll(phones.Select(phone => phone.SaysAsync($"绑定 {code}")));
            Assert.Single(await OthersAsync(web.Id));
        }
    }

    [Fact]
    public async Task The_same_message_twice_links_once_and_is_told_once()
    {
        var web = new Person(app, "dl-twice-web");
        var code = await web.CodeAsync();
        var phone = app.Services.GetRequiredService<IGrainFactory>().GetGrain<IConversation>("dl-twice-phone");
        var knock = new Knock
        {
            Key = "sms:1",
            Opening = new Opening { Channel = "directline", UserId = "dl_x" },
            Activity = new Activity { Type = ActivityTypes.Message, Text = $"绑定 {code}", From = new ChannelAccount { Id = "dl_x" } },
            ExpectReplies = true,
        };
        var first = await phone.ReceiveAsync(knock);
        var second = await phone.ReceiveAsync(knock);

        Assert.True(second.Repeated);
        Assert.Equal(first.Replies, second.Replies);
        await web.HearsAsync("这里已和");
        Assert.Single(await web.RowsAsync(), row => row.Text!.Contains("这里已和", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_code_said_where_it_was_given_links_nothing()
    {
        var web = new Person(app, "dl-same");
        Assert.Contains("就是在这里拿的", string.Join('\n', await web.SaysAsync($"绑定 {await web.CodeAsync()}")), StringComparison.Ordinal);
        Assert.Empty(await OthersAsync(web.Id));
    }

    [Fact]
    public async Task Either_side_undoes_it_by_a_word_and_the_others_are_told()
    {
        var (web, phone, third) = (new Person(app, "dl-undo-web"), new Person(app, "dl-undo-phone"), new Person(app, "dl-undo-third"));
        await LinkAsync(web, phone);
        await LinkAsync(third, phone);
        Assert.Equal(2, (await OthersAsync(web.Id)).Count);
        Assert.Contains("已解除关联", string.Join('\n', await web.SaysAsync("解除关联")), StringComparison.Ordinal);
        await phone.HearsAsync("那边已解除关联");
        await third.HearsAsync("那边已解除关联");
        Assert.Empty(await OthersAsync(phone.Id));
        Assert.Empty(await OthersAsync(third.Id));
        Assert.Contains("没有关联别的渠道", string.Join('\n', await phone.SaysAsync("解除关联")), StringComparison.Ordinal);

        await LinkAsync(phone, web);
        Assert.Equal([phone.Id], await OthersAsync(web.Id));
    }

    [Fact]
    public async Task Two_that_each_have_others_are_not_merged()
    {
        var (one, two) = (new Person(app, "dl-merge-1"), new Person(app, "dl-merge-2"));
        var (three, four) = (new Person(app, "dl-merge-3"), new Person(app, "dl-merge-4"));
        await LinkAsync(one, two);
        await LinkAsync(three, four);
        Assert.Contains("不能把它们并到一起", string.Join('\n', await four.SaysAsync($"绑定 {await one.CodeAsync()}")), StringComparison.Ordinal);
        Assert.Equal([three.Id], await OthersAsync(four.Id));
    }

    [Fact]
    public async Task An_agents_chat_takes_no_code_and_is_never_one_of_a_residents_channels()
    {
        var (agent, web) = (Person.OfAgent(app, "AGENT-A"), new Person(app, "dl-not-agent"));
        Assert.Contains("这里不收", string.Join('\n', await agent.SaysAsync($"绑定 {await web.CodeAsync()}")), StringComparison.Ordinal);
        await agent.SaysAsync("绑定");
        var code = CodeIn([await agent.SentAsync("绑定码")]);
        Assert.Contains("请在手机上发", string.Join('\n', await web.SaysAsync($"绑定 {code}")), StringComparison.Ordinal);
        Assert.Empty(await OthersAsync(web.Id));
        Assert.Empty(await OthersAsync(agent.Id));
        Assert.DoesNotContain(await agent.RowsAsync(), row => (row.Text + row.Payload).Contains(code, StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<string>> OthersAsync(string conversation) =>
        await app.Services.GetRequiredService<LinkedConversations>().OthersAsync(conversation, Cancel);

    /// <summary>Another code that begins with other digits.</summary>
    private static string Other(string code) => (char)('0' + ((code[0] - '0' + 5) % 10)) + code[1..];
}
