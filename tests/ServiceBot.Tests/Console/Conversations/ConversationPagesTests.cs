using System.Net;
using ServiceBot.Channels;
using ServiceBot.Tests.Support;
using ServiceBot.Transcripts;

namespace ServiceBot.Tests.Console.Conversations;

public sealed class ConversationPagesTests(App app) : IClassFixture<App>
{
    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task A_transcript_shows_both_sides_with_times_of_the_township_and_what_was_understood()
    {
        await PutAsync("dl-both", Morning, ("办低保要带什么材料？", "Ask 低保"), ("低保需要身份证。", "answer HB-MZ-001 v1"));
        using var browser = await app.Browser().SignInAsync("admin");
        var page = await browser.ReadAsync("/console/conversations/dl-both");
        Assert.Contains("办低保要带什么材料？", page, StringComparison.Ordinal);
        Assert.Contains("低保需要身份证。", page, StringComparison.Ordinal);
        Assert.Contains("2026-03-02 09:00:01", page, StringComparison.Ordinal);
        Assert.Contains("Ask 低保", page, StringComparison.Ordinal);
        Assert.Contains("网页聊天", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_person_wrote_is_text_and_never_markup()
    {
        await PutAsync("dl-markup", Morning, ("<script>alert(1)</script>", null));
        using var browser = await app.Browser().SignInAsync("admin");
        using var response = await browser.GetAsync("/console/conversations/dl-markup");
        var raw = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<script>alert", raw, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)", raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_finds_the_conversation_by_words_and_shows_the_line()
    {
        await PutAsync("dl-search-1", Morning, ("我想问问高龄津贴", null), ("好的", null));
        await PutAsync("dl-search-2", Morning, ("办残疾证", null));
        using var browser = await app.Browser().SignInAsync("admin");
        var page = await browser.ReadAsync("/console/conversations?q=" + Uri.EscapeDataString("高龄津贴"));
        Assert.Contains("dl-search-1", page, StringComparison.Ordinal);
        Assert.Contains("我想问问高龄津贴", page, StringComparison.Ordinal);
        Assert.DoesNotContain("dl-search-2", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_does_not_find_everybody_who_was_greeted()
    {
        await PutAsync("dl-greeted", Morning, ("你好", null), ("可以问低保补差", "welcome"));
        await PutAsync("dl-asked", Morning, ("低保补差怎么算", null));
        using var browser = await app.Browser().SignInAsync("admin");
        var page = await browser.ReadAsync("/console/conversations?q=" + Uri.EscapeDataString("低保补差"));
        Assert.Contains("dl-asked", page, StringComparison.Ordinal);
        Assert.DoesNotContain("dl-greeted", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_percent_sign_is_searched_for_as_it_stands()
    {
        await PutAsync("dl-percent", Morning, ("补贴50%吗", null));
        using var browser = await app.Browser().SignInAsync("admin");
        Assert.Contains("dl-percent", await browser.ReadAsync("/console/conversations?q=50%25"), StringComparison.Ordinal);
        Assert.DoesNotContain("dl-percent", await browser.ReadAsync("/console/conversations?q=5%25%25"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Channel_and_day_narrow_the_list()
    {
        await PutAsync("bf-filter", Morning.AddDays(-40), ("hello", null));
        using var browser = await app.Browser().SignInAsync("admin");
        Assert.Contains("bf-filter", await browser.ReadAsync("/console/conversations?channel=botframework"), StringComparison.Ordinal);
        Assert.DoesNotContain("bf-filter", await browser.ReadAsync("/console/conversations?channel=directline"), StringComparison.Ordinal);
        Assert.Contains("bf-filter", await browser.ReadAsync("/console/conversations?from=2026-01-21&to=2026-01-21"), StringComparison.Ordinal);
        Assert.DoesNotContain("bf-filter", await browser.ReadAsync("/console/conversations?from=2026-01-22"), StringComparison.Ordinal);
        Assert.DoesNotContain("bf-filter", await browser.ReadAsync("/console/conversations?to=2026-01-20"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_of_the_list_leave_nothing_out_and_repeat_nothing()
    {
        for (var i = 0; i < 70; i++) await PutAsync($"dl-paged-{i:00}", Morning.AddYears(-1).AddMinutes(i / 3), ("第" + i, null));
        using var browser = await app.Browser().SignInAsync("admin");
        var seen = new List<string>();
        var next = "/console/conversations?from=2025-03-02&to=2025-03-02";
        while (next is not null)
        {
            var page = await browser.ReadAsync(next);
            seen.AddRange(Matches(page, "dl-paged-[0-9]{2}(?=</span>)"));
            next = Matches(page, "(?<=href=\")/console/conversations\\?[^\"]*after=[^\"]*").FirstOrDefault();
        }

        Assert.Equal(70, seen.Count);
        Assert.Equal(70, seen.Distinct().Count());
    }

    [Fact]
    public async Task Every_reading_is_written_down()
    {
        await PutAsync("dl-audit", Morning, ("x", null));
        using var browser = await app.Browser().SignInAsync("admin");
        await browser.ReadAsync("/console/conversations/dl-audit");
        Assert.Equal(1, await app.AuditedAsync("conversation.read", "dl-audit"));
    }

    [Fact]
    public async Task A_township_does_not_see_what_belongs_to_no_case()
    {
        await PutAsync("dl-no-case", Morning, ("没有办件", null));
        using var browser = await app.Browser().SignInAsync("township");
        Assert.DoesNotContain("dl-no-case", await browser.ReadAsync("/console/conversations"), StringComparison.Ordinal);
        using var response = await browser.GetAsync("/console/conversations/dl-no-case");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(0, await app.AuditedAsync("conversation.read", "dl-no-case"));
    }

    private static IEnumerable<string> Matches(string page, string pattern) =>
        System.Text.RegularExpressions.Regex.Matches(page, pattern).Select(match => match.Value);

    private Task<int> PutAsync(string id, DateTimeOffset at, params (string Text, string? Understood)[] lines) => app.InStoreAsync(async db =>
    {
        db.Add(new ConversationRow
        {
            Id = id, Channel = id.StartsWith("bf-", StringComparison.Ordinal) ? "botframework" : "directline", UserId = "dl_x", Locale = "zh-Hans",
            State = "{}", Version = 1, LastSeq = lines.Length, CreatedAt = at, LastTurnAt = at.AddSeconds(lines.Length),
        });
        for (var i = 0; i < lines.Length; i++)
        {
            db.Add(new TranscriptRow
            {
                ConversationId = id, Seq = i + 1, TurnSeq = i + 1, At = at.AddSeconds(i + 1), FromBot = i % 2 == 1, Type = "message",
                Text = lines[i].Text, Payload = "{}", Understood = lines[i].Understood,
            });
        }

        return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    });
}
