using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Catalog;
using ServiceBot.Conversations.Questions;
using ServiceBot.Tests.Support;
using ServiceBot.Tools;

namespace ServiceBot.Tests.Console.Questions;

/// <summary>What could not be answered becomes work: an article that answers it next time, a note, or nothing; and back.</summary>
public sealed class QuestionPagesTests(App app) : IClassFixture<App>
{
    private CatalogBook Book => app.Services.GetRequiredService<CurrentCatalog>().Book;

    [Fact]
    public async Task A_question_written_as_an_answer_is_answered_next_time_and_the_bot_forgets_it_when_it_is_withdrawn()
    {
        var key = await AskAsync("dl-faq-1", "无人机驾照怎么考");
        Assert.Equal(key, await AskAsync("dl-faq-2", "请问无人机驾照咋考"));
        using var staff = await CountyAsync();
        var list = await staff.ReadAsync("/console/questions");
        Assert.Contains("无人机驾照怎么考", list, StringComparison.Ordinal);
        Assert.Contains("请问无人机驾照咋考", list, StringComparison.Ordinal);
        Assert.Contains("问过2次", list, StringComparison.Ordinal);

        using (var published = await PublishAsync(staff, key, "0")) Assert.Equal(HttpStatusCode.Redirect, published.StatusCode);
        var page = await staff.ReadAsync(PageOf(key));
        Assert.Contains($"FAQ-{key}", page, StringComparison.Ordinal);
        Assert.Contains("都答得上", page, StringComparison.Ordinal);
        Assert.Equal(1, Book.FindArticle("FAQ-" + key)?.Version);
        Assert.DoesNotContain(key, await staff.ReadAsync("/console/questions"), StringComparison.Ordinal);
        Assert.Contains(key, await staff.ReadAsync("/console/questions?show=Done"), StringComparison.Ordinal);

        var told = string.Join('\n', await new Person(app, "dl-faq-3").SaysAsync("无人机驾照咋考啊"));
        Assert.Contains("到民航局网站报名", told, StringComparison.Ordinal);
        Assert.Contains("来源：民航局公告", told, StringComparison.Ordinal);

        using (await staff.SubmitAsync(PageOf(key), [("version", "1")], PageOf(key) + "?handler=Reopen")) Assert.Null(Book.FindArticle("FAQ-" + key));
        Assert.Contains(key, await staff.ReadAsync("/console/questions"), StringComparison.Ordinal);
        Assert.DoesNotContain("到民航局网站报名", string.Join('\n', await new Person(app, "dl-faq-4").SaysAsync("无人机驾照怎么考")), StringComparison.Ordinal);
        Assert.Equal((1, 1), (await app.AuditedAsync("question.publish", key), await app.AuditedAsync("question.reopen", key)));
    }

    [Fact]
    public async Task Pressed_twice_or_on_an_old_page_it_is_done_once()
    {
        var key = await AskAsync("dl-twice", "热气球怎么充气");
        using var staff = await app.Browser().SignInAsync("admin");
        using var first = await PublishAsync(staff, key, "0");
        using var second = await PublishAsync(staff, key, "0", "别的答案");
        Assert.Contains("刚才已有别人处理", await staff.ReadAsync(PageOf(key)), StringComparison.Ordinal);
        Assert.Equal("到民航局网站报名，考理论和实操。", Book.FindArticle("FAQ-" + key)?.Article.Text);
        Assert.Equal(1, Book.FindArticle("FAQ-" + key)?.Version);
        using var late = await staff.SubmitAsync(PageOf(key), [("version", "0")], PageOf(key) + "?handler=Dismiss");
        Assert.Equal(QuestionVerdict.Answered, (await VerdictAsync(key))!.Verdict);
        Assert.Equal((1, 0), (await app.AuditedAsync("question.publish", key), await app.AuditedAsync("question.settle", key)));
    }

    [Fact]
    public async Task Two_who_press_at_the_same_moment_publish_once()
    {
        var key = await AskAsync("dl-both", "滑翔伞怎么折叠");
        using var one = await app.Browser().SignInAsync("admin");
        using var other = await CountyAsync();
        var pressed = await Task.WhenAll(PublishAsync(one, key, "0"), PublishAsync(other, key, "0", "别的答案"));
        foreach (var response in pressed)
        {
            Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
            response.Dispose();
        }

        Assert.Equal(1, await app.InStoreAsync(db => db.Articles.CountAsync(row => row.Id == "FAQ-" + key, TestContext.Current.CancellationToken)));
        Assert.Equal(1, await app.AuditedAsync("question.publish", key));
    }

    [Fact]
    public async Task Without_a_source_or_with_somebodys_number_nothing_is_published_and_the_form_says_why()
    {
        var key = await AskAsync("dl-faulty", "潜水执照怎么考");
        using var staff = await app.Browser().SignInAsync("admin");
        using var refused = await staff.SubmitAsync(
            PageOf(key), [("question", "139****5678 问潜水执照"), ("answer", "考。"), ("ways", ""), ("source", " "), ("date", "2999-01-01"), ("version", "0")], PageOf(key) + "?handler=Publish");
        var page = await Browser.TextAsync(refused);
        Assert.Contains("没有出处的不发布", page, StringComparison.Ordinal);
        Assert.Contains("请去掉", page, StringComparison.Ordinal);
        Assert.Contains("不能晚于今天", page, StringComparison.Ordinal);
        Assert.Contains("139****5678 问潜水执照", page, StringComparison.Ordinal);
        Assert.Null(Book.FindArticle("FAQ-" + key));
        Assert.Null(await VerdictAsync(key));
    }

    [Fact]
    public async Task What_was_handled_comes_back_when_it_is_asked_again_and_what_was_dismissed_does_not()
    {
        var handled = await AskAsync("dl-handled-1", "鹦鹉说话怎么教");
        var dismissed = await AskAsync("dl-dismissed-1", "宇航员怎么当呢");
        using var staff = await app.Browser().SignInAsync("admin");
        using (await staff.SubmitAsync(PageOf(handled), [("version", "0"), ("note", "已请林草局补清单")], PageOf(handled) + "?handler=Handled")) Assert.Contains("已请林草局补清单", await staff.ReadAsync(PageOf(handled)), StringComparison.Ordinal);
        using (await staff.SubmitAsync(PageOf(dismissed), [("version", "0")], PageOf(dismissed) + "?handler=Dismiss")) Assert.Equal(QuestionVerdict.Dismissed, (await VerdictAsync(dismissed))!.Verdict);
        Assert.DoesNotContain(handled, await staff.ReadAsync("/console/questions"), StringComparison.Ordinal);

        await AskAsync("dl-handled-2", "鹦鹉说话咋教");
        await AskAsync("dl-dismissed-2", "宇航员咋当呢");
        var open = await staff.ReadAsync("/console/questions");
        Assert.Contains(handled, open, StringComparison.Ordinal);
        Assert.Contains("处理后又有人问", open, StringComparison.Ordinal);
        Assert.DoesNotContain(dismissed, open, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_township_has_no_part_in_it_and_an_unknown_group_is_not_found()
    {
        var key = await AskAsync("dl-border", "赛艇桨怎么握");
        using var township = await app.Browser().SignInAsync("township");
        foreach (var page in new[] { "/console/questions", PageOf(key), "/console/questions/export?show=Open" })
        {
            using var response = await township.GetAsync(page);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }

        Assert.DoesNotContain("/console/questions", await township.ReadAsync("/console/catalog"), StringComparison.Ordinal);
        using (var act = await township.SubmitAsync("/console/outbox", [("version", "0")], PageOf(key) + "?handler=Dismiss")) Assert.Equal(HttpStatusCode.Forbidden, act.StatusCode);
        using var admin = await app.Browser().SignInAsync("admin");
        using var unknown = await admin.GetAsync(PageOf("0123456789abcdef"));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using var lost = await admin.SubmitAsync(PageOf(key), [("version", "0")], PageOf("0123456789abcdef") + "?handler=Dismiss");
        Assert.Equal(HttpStatusCode.NotFound, lost.StatusCode);
        Assert.Null(await VerdictAsync(key));
    }

    [Fact]
    public async Task A_county_does_not_read_the_questions_of_another_ones_case()
    {
        await app.OpenErrandAsync("dl-far-question", "130110102201");
        var far = await AskAsync("dl-far-question", "岩钉怎么敲");
        using var county = await CountyAsync();
        Assert.DoesNotContain("岩钉怎么敲", await county.ReadAsync("/console/questions?show=All"), StringComparison.Ordinal);
        using var response = await county.GetAsync(PageOf(far));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task The_export_is_a_question_set_that_the_evaluation_reads()
    {
        await AskAsync("dl-export", "蹦极绳怎么挑");
        using var staff = await app.Browser().SignInAsync("admin");
        var questions = Path.Combine(app.Data, "questions.jsonl");
        await File.WriteAllTextAsync(questions, await (await staff.GetAsync("/console/questions/export?show=All")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        var lines = await File.ReadAllLinesAsync(questions, TestContext.Current.CancellationToken);
        Assert.Contains(lines, line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString() == "蹦极绳怎么挑");

        var verb = ActivatorUtilities.CreateInstance<EvalAnswersCommand>(app.Services);
        using var output = new StringWriter();
        var results = Path.Combine(app.Data, "answers.jsonl");
        Assert.Equal(0, await verb.RunAsync(["--questions", questions, "--out", results], output, TestContext.Current.CancellationToken));
        Assert.Equal(lines.Length, (await File.ReadAllLinesAsync(results, TestContext.Current.CancellationToken)).Length);
    }

    /// <summary>Staff of the county in which the sample villages lie.</summary>
    private async Task<Browser> CountyAsync()
    {
        const string Password = "correct horse battery";
        await using (var scope = app.Services.CreateAsyncScope())
        using (var input = new StringReader(Password))
            await ActivatorUtilities.CreateInstance<AccountCommand>(scope.ServiceProvider).RunAsync(
                ["add", "county", "--role", "staff", "--region", "130123000000"], input, TextWriter.Null, TestContext.Current.CancellationToken);
        var browser = app.Browser();
        using var response = await browser.TrySignInAsync("county", Password);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return browser;
    }

    private static string PageOf(string key) => "/console/questions/" + key;

    private static Task<HttpResponseMessage> PublishAsync(Browser staff, string key, string version, string answer = "到民航局网站报名，考理论和实操。") => staff.SubmitAsync(
        PageOf(key),
        [("question", QuestionOf(key)), ("answer", answer), ("ways", ""), ("source", "民航局公告"), ("date", "2024-01-01"), ("version", version)],
        PageOf(key) + "?handler=Publish");

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> Asked = new();

    private static string QuestionOf(string key) => Asked[key];

    /// <returns>The group it came into.</returns>
    private async Task<string> AskAsync(string conversation, string question)
    {
        await new Person(app, conversation).SaysAsync(question);
        var key = (await app.InStoreAsync(db => db.Questions.AsNoTracking().SingleAsync(row => row.ConversationId == conversation, TestContext.Current.CancellationToken))).GroupKey;
        Asked.TryAdd(key, question);
        return key;
    }

    private Task<QuestionVerdictRow?> VerdictAsync(string key) =>
        app.InStoreAsync(db => db.QuestionVerdicts.AsNoTracking().SingleOrDefaultAsync(row => row.GroupKey == key, TestContext.Current.CancellationToken));
}
