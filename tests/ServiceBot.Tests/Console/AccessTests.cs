using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Console;

/// <summary>Who may open what. A page that nobody thought of is caught by <see cref="Every_page_but_the_sign_in_asks_who_it_is"/>.</summary>
public sealed class AccessTests(App app) : IClassFixture<App>
{
    public static TheoryData<string> StaffPages =>
        ["/console/conversations", "/console/cases", "/console/cases/260000019", "/console/outbox", "/console/catalog", "/console/questions", "/console/questions/0123456789abcdef", "/console/questions/export?show=Open"];

    public static TheoryData<string> AgentPages => ["/console/errands", "/console/errands/260000019"];

    public static TheoryData<string> Everybodys => ["/console", "/console/people", "/console/conversations/dl-x", "/console/second-factor", "/sign-out"];

    [Theory]
    [MemberData(nameof(StaffPages))]
    [MemberData(nameof(AgentPages))]
    [MemberData(nameof(Everybodys))]
    public async Task Without_signing_in_a_page_sends_to_the_sign_in(string page)
    {
        using var browser = app.Browser();
        using var response = await browser.GetAsync(page);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Contains("/sign-in?ReturnUrl=", response.Headers.Location!.OriginalString, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(StaffPages))]
    public async Task A_proxy_agent_is_refused_what_is_staff_s(string page)
    {
        using var browser = await app.Browser().SignInAsync("agent-a");
        using var response = await browser.GetAsync(page);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("没有权限", await Browser.TextAsync(response), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AgentPages))]
    public async Task Staff_are_refused_what_is_the_agent_s(string page)
    {
        using var browser = await app.Browser().SignInAsync("admin");
        using var response = await browser.GetAsync(page);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public void Every_page_but_the_sign_in_asks_who_it_is()
    {
        var open = from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                   where endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null
                   where endpoint.Metadata.GetMetadata<IAuthorizeData>() is null || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
                   select endpoint.RoutePattern.RawText;
        Assert.Equal(["console/status/{code:int}", "sign-in", "sign-in/code"], open.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_page_that_does_not_exist_says_so_in_words()
    {
        using var browser = await app.Browser().SignInAsync("township");
        using var response = await browser.GetAsync("/console/conversations/dl-x");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("没有找到", await Browser.TextAsync(response), StringComparison.Ordinal);
    }
}
