using System.Net;
using ServiceBot.Domain.Cases;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Console.Cases;

public sealed class CasePagesTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task Staff_see_cases_of_their_own_region_only()
    {
        var here = await app.OpenErrandAsync("dl-region-here");
        var elsewhere = await app.OpenErrandAsync("dl-region-there", "130110102201");
        using var township = await app.Browser().SignInAsync("township");
        var list = await township.ReadAsync("/console/cases");
        Assert.Contains(here, list, StringComparison.Ordinal);
        Assert.DoesNotContain(elsewhere, list, StringComparison.Ordinal);
        using var refused = await township.GetAsync($"/console/cases/{elsewhere}");
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);

        using var admin = await app.Browser().SignInAsync("admin");
        Assert.Contains(elsewhere, await admin.ReadAsync("/console/cases"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_read_the_conversations_of_their_region_only()
    {
        await app.OpenErrandAsync("dl-talk-here");
        await app.OpenErrandAsync("dl-talk-there", "130110102201");
        using var township = await app.Browser().SignInAsync("township");
        var list = await township.ReadAsync("/console/conversations");
        Assert.Contains("dl-talk-here", list, StringComparison.Ordinal);
        Assert.DoesNotContain("dl-talk-there", list, StringComparison.Ordinal);
        using var refused = await township.GetAsync("/console/conversations/dl-talk-there");
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task No_page_of_staff_holds_a_full_number()
    {
        var reference = await app.OpenErrandAsync("dl-masked");
        await app.ActAsync(reference, new CaseCommand.TakeOn());
        await app.ActAsync(reference, new CaseCommand.AddNote("她女儿电话 13900010002，身份证 130199194503150022"));
        using var staff = await app.Browser().SignInAsync("admin");
        string[] pages = ["/console/cases", $"/console/cases/{reference}", "/console/conversations", "/console/conversations/dl-masked", "/console/outbox"];
        foreach (var page in pages)
        {
            var html = await staff.ReadAsync(page);
            Assert.DoesNotContain("13900010001", html, StringComparison.Ordinal);
            Assert.DoesNotContain("13900010002", html, StringComparison.Ordinal);
            Assert.DoesNotContain("130199194503150022", html, StringComparison.Ordinal);
        }

        Assert.Contains("139****0001", await staff.ReadAsync($"/console/cases/{reference}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_as_people_type_it_leads_to_the_case()
    {
        var reference = await app.OpenErrandAsync("dl-number");
        using var staff = await app.Browser().SignInAsync("admin");
        var typed = CaseReference.Parse(reference).ToSpaced();
        using var response = await staff.GetAsync("/console/cases?q=" + Uri.EscapeDataString(typed));
        Assert.Equal($"/console/cases/{reference}", response.Headers.Location!.OriginalString);
        Assert.Contains("不是办件编号", await staff.ReadAsync("/console/cases?q=12"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task State_narrows_the_list()
    {
        var reference = await app.OpenErrandAsync("dl-state");
        using var staff = await app.Browser().SignInAsync("admin");
        Assert.Contains(reference, await staff.ReadAsync("/console/cases?state=Authorised"), StringComparison.Ordinal);
        Assert.DoesNotContain(reference, await staff.ReadAsync("/console/cases?state=Completed"), StringComparison.Ordinal);
        Assert.DoesNotContain(reference, await staff.ReadAsync("/console/cases?lamp=Red"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_case_is_not_found()
    {
        using var staff = await app.Browser().SignInAsync("admin");
        using var response = await staff.GetAsync("/console/cases/260000000");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Reading_a_case_is_written_down()
    {
        var reference = await app.OpenErrandAsync("dl-case-audit");
        using var staff = await app.Browser().SignInAsync("admin");
        await staff.ReadAsync($"/console/cases/{reference}");
        Assert.Equal(1, await app.AuditedAsync("case.read", reference));
        Assert.Equal(0, await app.AuditedAsync("case.phone.read", reference));
    }
}
