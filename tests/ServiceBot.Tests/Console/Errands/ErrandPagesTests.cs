using System.Net;
using System.Text.RegularExpressions;
using ServiceBot.Domain.Cases;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Console.Errands;

public sealed partial class ErrandPagesTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task The_worklist_shows_who_what_where_and_by_when()
    {
        var reference = await app.OpenErrandAsync("dl-list");
        using var agent = await app.Browser().SignInAsync("agent-a");
        var page = await agent.ReadAsync("/console/errands");
        var entry = page[page.IndexOf($"data-reference=\"{reference}\"", StringComparison.Ordinal)..];
        entry = entry[..entry.IndexOf("</li>", StringComparison.Ordinal)];
        Assert.Contains("高龄津贴", entry, StringComparison.Ordinal);
        Assert.Contains("李桂花", entry, StringComparison.Ordinal);
        Assert.Contains("正定县南楼乡南楼村", entry, StringComparison.Ordinal);
        Assert.Contains("已委托", entry, StringComparison.Ordinal);
        Assert.Matches("[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日前", entry);
        Assert.DoesNotContain("13900010001", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_errand_is_run_from_the_page_from_accepting_to_finishing()
    {
        var reference = await app.OpenErrandAsync("dl-run");
        using var agent = await app.Browser().SignInAsync("agent-a");
        await ActAsync(agent, reference, "TakeOn");
        await ActAsync(agent, reference, "Supplement", ("Form.Materials", "身份证复印件"), ("Form.Materials", "一寸照片"), ("Form.OtherMaterials", "存折\n"), ("Form.Text", "放到村委会"));
        await ActAsync(agent, reference, "MaterialsReceived");
        await ActAsync(agent, reference, "Submit", ("Form.Text", "正定县民政局"));
        await ActAsync(agent, reference, "Complete", ("Form.Text", "已批准，下月起发放"));

        var found = await app.CaseAsync(reference);
        Assert.Equal(CaseState.Completed, found.Facts.State);
        Assert.Equal("已批准，下月起发放", found.Facts.Result);
        var asked = Assert.Single(found.Events.OfType<CaseEvent.MaterialsAsked>());
        Assert.Equal(["身份证复印件", "一寸照片", "存折"], asked.Materials);
        Assert.All(found.Events.Skip(1), happened => Assert.Equal(CaseActor.ProxyAgent("AGENT-A"), happened.By));
        var page = await agent.ReadAsync($"/console/errands/{reference}");
        Assert.Contains("存折", page, StringComparison.Ordinal);
        Assert.Contains("已批准，下月起发放", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_is_possible_now_is_offered()
    {
        var reference = await app.OpenErrandAsync("dl-offered");
        using var agent = await app.Browser().SignInAsync("agent-a");
        Assert.Equal(["TakeOn", "HandToStandIn", "Return", "Terminate", "Note"], Verbs(await agent.ReadAsync($"/console/errands/{reference}")));
        await ActAsync(agent, reference, "TakeOn");
        Assert.DoesNotContain("TakeOn", Verbs(await agent.ReadAsync($"/console/errands/{reference}")));
    }

    [Fact]
    public async Task A_page_that_is_too_old_is_told_so_and_changes_nothing()
    {
        var reference = await app.OpenErrandAsync("dl-stale");
        await app.ActAsync(reference, new CaseCommand.TakeOn());
        var before = (await app.CaseAsync(reference)).Row.Version;
        using var agent = await app.Browser().SignInAsync("agent-a");
        using var answer = await agent.SubmitAsync(
            $"/console/errands/{reference}", [("Form.Verb", "Submit"), ("Form.Version", "1"), ("Form.Text", "民政局")]);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await Browser.TextAsync(answer);
        Assert.Contains("刚刚有了变化", page, StringComparison.Ordinal);
        Assert.Equal(before.ToString(System.Globalization.CultureInfo.InvariantCulture), Version(page));
        Assert.Equal(before, (await app.CaseAsync(reference)).Row.Version);
    }

    [Fact]
    public async Task A_result_that_is_missing_is_asked_for_and_what_was_written_stays()
    {
        var reference = await app.OpenErrandAsync("dl-refused");
        await app.ActAsync(reference, new CaseCommand.TakeOn());
        await app.ActAsync(reference, new CaseCommand.Submit());
        using var agent = await app.Browser().SignInAsync("agent-a");
        using var answer = await TryAsync(agent, reference, "Complete", ("Form.Text", "  "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("写明结果", await Browser.TextAsync(answer), StringComparison.Ordinal);

        using var tooLong = await TryAsync(agent, reference, "Complete", ("Form.Text", new string('好', 5000)));
        Assert.Contains("好好好", await Browser.TextAsync(tooLong), StringComparison.Ordinal);
        Assert.Equal(CaseState.Submitted, (await app.CaseAsync(reference)).Facts.State);
    }

    [Fact]
    public async Task The_full_phone_is_for_the_agent_of_the_errand_and_every_look_is_written_down()
    {
        var reference = await app.OpenErrandAsync("dl-phone");
        using var owner = await app.Browser().SignInAsync("agent-a");
        using var standIn = await app.Browser().SignInAsync("agent-b");
        var his = await owner.ReadAsync($"/console/errands/{reference}");
        var others = await standIn.ReadAsync($"/console/errands/{reference}");
        Assert.Contains("href=\"tel:13900010001\"", his, StringComparison.Ordinal);
        Assert.DoesNotContain("13900010001", others, StringComparison.Ordinal);
        Assert.DoesNotContain("130199194503150022", his + others, StringComparison.Ordinal);
        Assert.Equal(1, await app.AuditedAsync("case.phone.read", reference));
        Assert.Equal(2, await app.AuditedAsync("case.read", reference));
    }

    [Fact]
    public async Task The_stand_in_takes_over_what_is_offered_to_him()
    {
        var reference = await app.OpenErrandAsync("dl-stand-in");
        await app.ActAsync(reference, new CaseCommand.TakeOn());
        using var owner = await app.Browser().SignInAsync("agent-a");
        await ActAsync(owner, reference, "HandToStandIn", ("Form.Text", "去县里开会"));
        using var standIn = await app.Browser().SignInAsync("agent-b");
        Assert.Contains(reference, await standIn.ReadAsync("/console/errands"), StringComparison.Ordinal);
        await ActAsync(standIn, reference, "TakeOn");
        Assert.Equal("AGENT-B", (await app.CaseAsync(reference)).Row.ProxyAgentId);
    }

    [Theory]
    [InlineData("260000000")]
    [InlineData("000000000")]
    [InlineData("abc")]
    [InlineData("%3Cscript%3E")]
    public async Task An_unknown_number_is_not_found(string reference)
    {
        using var agent = await app.Browser().SignInAsync("agent-a");
        using var response = await agent.GetAsync($"/console/errands/{reference}");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Another_villages_errand_is_not_found_either_and_cannot_be_acted_on()
    {
        var theirs = await app.OpenErrandAsync("dl-theirs", "130110102201");
        var mine = await app.OpenErrandAsync("dl-mine");
        using var agent = await app.Browser().SignInAsync("agent-a");
        using var read = await agent.GetAsync($"/console/errands/{theirs}");
        using var written = await agent.SubmitAsync($"/console/errands/{mine}", [("Form.Verb", "TakeOn"), ("Form.Version", "1")], $"/console/errands/{theirs}");
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, written.StatusCode);
        Assert.Equal(CaseState.Authorised, (await app.CaseAsync(theirs)).Facts.State);
    }

    [Theory]
    [InlineData("Rate")]
    [InlineData("Archive")]
    [InlineData("Assign")]
    [InlineData("Nonsense")]
    public async Task A_verb_that_the_page_does_not_offer_is_refused(string verb)
    {
        var reference = await app.OpenErrandAsync("dl-verb-" + verb);
        using var agent = await app.Browser().SignInAsync("agent-a");
        using var answer = await TryAsync(agent, reference, verb);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Single((await app.CaseAsync(reference)).Events);
    }

    [Fact]
    public async Task A_case_that_is_over_offers_only_a_note()
    {
        var reference = await app.OpenErrandAsync("dl-closed");
        await app.ActAsync(reference, new CaseCommand.Terminate("重复"));
        using var agent = await app.Browser().SignInAsync("agent-a");
        var page = await agent.ReadAsync($"/console/errands/{reference}");
        Assert.Equal(["Note"], Verbs(page));
        using var answer = await TryAsync(agent, reference, "Complete", ("Form.Text", "办好了"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task The_village_filter_leaves_the_other_villages_out()
    {
        var here = await app.OpenErrandAsync("dl-here");
        using var agent = await app.Browser().SignInAsync("agent-a");
        Assert.Contains(here, await agent.ReadAsync("/console/errands?village=130123201201"), StringComparison.Ordinal);
        Assert.DoesNotContain(here, await agent.ReadAsync("/console/errands?village=130123201202"), StringComparison.Ordinal);
    }

    private static async Task ActAsync(Browser agent, string reference, string verb, params (string, string)[] fields)
    {
        using var answer = await TryAsync(agent, reference, verb, fields);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    /// <summary>With the version that the page shows.</summary>
    private static async Task<HttpResponseMessage> TryAsync(Browser agent, string reference, string verb, params (string, string)[] fields)
    {
        var page = $"/console/errands/{reference}";
        return await agent.SubmitAsync(page, [("Form.Verb", verb), ("Form.Version", Version(await agent.ReadAsync(page))), .. fields]);
    }

    private static string Version(string page) => VersionField().Match(page).Groups[1].Value;

    private static IEnumerable<string> Verbs(string page) => VerbField().Matches(page).Select(match => match.Groups[1].Value);

    [GeneratedRegex("name=\"Form.Version\" value=\"([0-9]+)\"")]
    private static partial Regex VersionField();

    [GeneratedRegex("name=\"Form.Verb\" value=\"([A-Za-z]+)\"")]
    private static partial Regex VerbField();
}
