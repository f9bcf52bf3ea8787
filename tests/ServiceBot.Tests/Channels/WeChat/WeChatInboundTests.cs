using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Channels.Attachments;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Channels.WeChat;

public sealed class WeChatInboundTests(FollowedApp fixture) : IClassFixture<FollowedApp>
{
    private static readonly byte[] _jpeg = [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[200]];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Text_is_answered_in_the_same_call_with_numbered_lines()
    {
        var push = await fixture.Follower("oText").SaysAsync("帮我办高龄津贴");

        Assert.Contains("请回复数字：\n1 ", push.Answer, StringComparison.Ordinal);
        Assert.Equal(1, push.Tries);
    }

    [Fact]
    public async Task Voice_is_what_was_heard_in_it()
    {
        var she = fixture.Follower("oVoice");
        var push = await she.SendsAsync("<MsgType>voice</MsgType><MediaId>m</MediaId><Format>amr</Format><Recognition><![CDATA[帮我办高龄津贴]]></Recognition>");

        Assert.Contains("给自己办", push.Answer, StringComparison.Ordinal);
        Assert.Equal("帮我办高龄津贴", (await she.TranscriptAsync())[0].Text);
    }

    [Theory]
    [InlineData("<MsgType>voice</MsgType><MediaId>m</MediaId><Recognition></Recognition>")]
    [InlineData("<MsgType>video</MsgType><MediaId>m</MediaId>")]
    [InlineData("<MsgType>link</MsgType><Url>x</Url>")]
    [InlineData("<MsgType>of_next_year</MsgType>")]
    [InlineData("<MsgType>location</MsgType><Location_X>38.1</Location_X><Location_Y>114.5</Location_Y><Label></Label>")]
    public async Task Kind_that_we_cannot_read_is_answered_politely(string fields) =>
        Assert.Contains("请打字说", (await fixture.Follower("oKind").SendsAsync(fields)).Answer, StringComparison.Ordinal);

    [Fact]
    public async Task Place_that_she_points_at_answers_the_question_for_it()
    {
        var she = fixture.Follower("oPlace");
        foreach (var text in new[] { "帮我办高龄津贴", "1", "王秀英" }) await she.SaysAsync(text);
        await she.SendsAsync("<MsgType>location</MsgType><Location_X>38.1</Location_X><Location_Y>114.5</Location_Y><Scale>15</Scale><Label><![CDATA[河北省石家庄市正定县南楼乡南楼村]]></Label>");

        Assert.Contains("出生日期", she.Heard[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follower_is_greeted_and_who_leaves_gets_nothing_more_until_she_comes_back()
    {
        var she = fixture.Follower("oFollow");
        var greeting = await she.DoesAsync("subscribe");
        var reference = await fixture.App.OpenErrandAsync(she.Conversation);
        var left = await she.DoesAsync("unsubscribe");
        await fixture.App.ActAsync(reference, new ServiceBot.Domain.Cases.CaseCommand.TakeOn());
        await LetterToldAsync(she, "已接单");
        // The platform's name for an event is its second.
        fixture.Time.Advance(TimeSpan.FromSeconds(5));
        var back = await she.DoesAsync("subscribe");

        Assert.Contains("代办小助手", greeting.Answer, StringComparison.Ordinal);
        Assert.Equal((null, true), (left.Answer, left.Taken));
        Assert.Contains("代办小助手", back.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain(she.Heard, message => message.Text.Contains("已接单", StringComparison.Ordinal));
        await she.FaresAsync(OutboxState.Sent, OutboxState.Sent);
    }

    [Fact]
    public async Task Who_writes_after_leaving_follows_again()
    {
        var she = fixture.Follower("oWrites");
        await she.DoesAsync("unsubscribe");

        Assert.NotNull((await she.SaysAsync("您好")).Answer);
    }

    [Fact]
    public async Task Menu_entry_says_its_key()
    {
        var she = fixture.Follower("oMenu");
        var push = await she.DoesAsync("CLICK", "查进度");

        Assert.Contains("没有", push.Answer, StringComparison.Ordinal);
        Assert.Equal("查进度", (await she.TranscriptAsync())[0].Text);
    }

    [Theory]
    [InlineData("SCAN", "say:帮我办高龄津贴")]
    [InlineData("subscribe", "qrscene_say:帮我办高龄津贴")]
    public async Task Code_on_a_wall_may_say_something(string happened, string key) =>
        Assert.Contains("给自己办", (await fixture.Follower("oScan" + happened).DoesAsync(happened, key)).Answer, StringComparison.Ordinal);

    [Fact]
    public async Task Code_that_says_nothing_greets() =>
        Assert.Contains("代办小助手", (await fixture.Follower("oScan").DoesAsync("SCAN", "42")).Answer, StringComparison.Ordinal);

    [Theory]
    [InlineData("VIEW", "https://example.org/")]
    [InlineData("LOCATION", null)]
    [InlineData("of_next_year", null)]
    public async Task What_does_not_concern_us_has_no_effect(string happened, string? key)
    {
        var she = fixture.Follower("oNothing");
        var push = await she.DoesAsync(happened, key);

        Assert.Equal((null, true), (push.Answer, push.Taken));
        Assert.Empty(await she.TranscriptAsync());
    }

    [Fact]
    public async Task Picture_is_fetched_after_the_call_and_becomes_a_file_of_the_conversation()
    {
        fixture.Platform.Media["p1"] = _jpeg;
        var she = fixture.Follower("oPicture");
        var push = await she.SendsAsync("<MsgType>image</MsgType><PicUrl>http://x/</PicUrl><MediaId>p1</MediaId>", id: "77");
        var again = await she.SendsAsync("<MsgType>image</MsgType><PicUrl>http://x/</PicUrl><MediaId>p1</MediaId>", id: "77");
        await she.HearsAsync("请打字说");
        await NothingLeftAsync();

        Assert.Equal((null, true, null), (push.Answer, push.Taken, again.Answer));
        var id = she.Conversation;
        var file = Assert.Single(await fixture.App.InStoreAsync(db => db.Attachments.AsNoTracking().Where(row => row.ConversationId == id).ToListAsync(Cancel)));
        Assert.Equal(("image/jpeg", _jpeg.Length), (file.ContentType, (int)file.Size));
        var said = Assert.Single(await she.TranscriptAsync(), row => !row.FromBot);
        Assert.Contains(file.Id, said.Payload, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gone", null)]
    [InlineData("noPicture", "MZ not a picture")]
    [InlineData("tooLarge", "large")]
    public async Task Picture_that_cannot_be_taken_is_asked_for_again(string media, string? content)
    {
        if (content is not null) fixture.Platform.Media[media] = content == "large" ? [0xFF, 0xD8, 0xFF, .. new byte[11 * 1024 * 1024]] : System.Text.Encoding.ASCII.GetBytes(content);
        var she = fixture.Follower("o" + media);
        await she.SendsAsync($"<MsgType>image</MsgType><MediaId>{media}</MediaId>");

        Assert.Equal("custom", (await she.HearsAsync("没能收下"))[^1].Way);
    }

    [Fact]
    public async Task OpenId_stands_nowhere_in_the_store_but_sealed()
    {
        var she = fixture.Follower("oSecretOpenId42");
        await she.SaysAsync("您好");
        await she.SendsAsync("<MsgType>image</MsgType><MediaId>gone</MediaId>");
        await she.HearsAsync("没能收下");
        var id = she.Conversation;
        var row = await fixture.App.InStoreAsync(db => db.Conversations.AsNoTracking().SingleAsync(one => one.Id == id, Cancel));
        var shown = string.Join('\n', [row.Id, row.UserId, row.Reference, row.State, .. (await she.TranscriptAsync()).Select(one => one.Payload), .. (await she.OutboxAsync()).Select(one => one.Key + one.Payload)]);

        Assert.DoesNotContain("oSecretOpenId42", shown, StringComparison.Ordinal);
        Assert.Matches("^wechat-[a-z2-7]{32}$", row.Id);
    }

    [Fact]
    public async Task Flood_of_one_person_is_not_answered()
    {
        await using var app = fixture.Make(WeChatMode.Plain).With("ServiceBot:WeChat:Burst", "3");
        var she = fixture.Follower("oFlood", app);
        for (var i = 0; i < 5; i++) Assert.True((await she.SaysAsync($"洪水 {i}")).Taken);

        Assert.Equal(3, (await she.TranscriptAsync()).Count(row => !row.FromBot));
    }

    [Fact]
    public async Task Long_answer_is_cut_and_leaves_by_itself_in_order()
    {
        var folder = Directory.CreateTempSubdirectory("dialogs-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "echo.yml"), "dialog: fallback\ntitle: echo\non: message\nsteps:\n  - { id: echo, say: \"{{text}} {{text}} {{text}}\" }\n", Cancel);
        await using var app = fixture.Make(WeChatMode.Plain).With("ServiceBot:Dialogs", folder.FullName);
        var she = fixture.Follower("oLong", app);
        var text = string.Join('\n', Enumerable.Range(0, 30).Select(i => $"第{i}行" + new string('办', 15)));
        var push = await she.SaysAsync(text);
        await FollowedApp.UntilAsync(() => Task.FromResult(she.Heard.Sum(message => message.Text.Length) >= text.Length * 3));

        Assert.Null(push.Answer);
        Assert.All(she.Heard, message => Assert.Equal("custom", message.Way));
        Assert.Equal($"{text} {text} {text}".Replace("\n", "", StringComparison.Ordinal), string.Concat(she.Heard.Select(message => message.Text)).Replace("\n", "", StringComparison.Ordinal));
        folder.Delete(recursive: true);
    }

    private static async Task LetterToldAsync(Follower she, string part)
    {
        await FollowedApp.UntilAsync(async () => (await she.TranscriptAsync()).Any(row => row.Text?.Contains(part, StringComparison.Ordinal) == true));
    }

    private async Task NothingLeftAsync()
    {
        await FollowedApp.UntilAsync(async () => !(await fixture.App.InStoreAsync(db => db.Set<ServiceBot.Channels.WeChat.LaterRow>().AnyAsync(Cancel))));
    }
}
