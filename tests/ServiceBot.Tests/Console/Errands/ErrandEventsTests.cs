using System.Net;
using System.Text.Json;
using ServiceBot.Domain.Cases;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Console.Errands;

public sealed class ErrandEventsTests(App app) : IClassFixture<App>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task An_open_page_hears_of_a_new_errand_and_of_each_change()
    {
        using var agent = await app.Browser().SignInAsync("agent-a");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        using var message = new HttpRequestMessage(HttpMethod.Get, "/console/errands/events");
        message.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await agent.Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(limit.Token));

        var before = await StampAsync(reader, limit.Token);
        var reference = await app.OpenErrandAsync("dl-event");
        var opened = await StampAsync(reader, limit.Token);
        await app.ActAsync(reference, new CaseCommand.TakeOn());
        var taken = await StampAsync(reader, limit.Token);
        Assert.Equal(3, new[] { before, opened, taken }.Distinct().Count());
    }

    [Theory]
    [InlineData("GET", "/console/errands/events", "text/event-stream")]
    [InlineData("POST", "/console/agent-chat/token", "application/json")]
    public async Task A_script_without_a_sign_in_gets_401_and_no_redirect(string method, string path, string accept)
    {
        using var client = app.Client();
        using var message = new HttpRequestMessage(new HttpMethod(method), path);
        message.Headers.Accept.ParseAdd(accept);
        using var response = await client.SendAsync(message, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/console/errands/events")]
    [InlineData("POST", "/console/agent-chat/token")]
    public async Task Staff_are_no_agents(string method, string path)
    {
        using var staff = await app.Browser().SignInAsync("admin");
        using var message = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await staff.Client.SendAsync(message, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task The_token_opens_the_agents_own_conversation()
    {
        using var agent = await app.Browser().SignInAsync("agent-a");
        using var issued = await agent.Client.PostAsync(new Uri("/console/agent-chat/token", UriKind.Relative), null, TestContext.Current.CancellationToken);
        var body = await issued.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("dl-agent-AGENT-A", body.GetProperty("conversationId").GetString());

        using var client = app.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", body.GetProperty("token").GetString());
        using var own = await client.GetAsync(new Uri("/v3/directline/conversations/dl-agent-AGENT-A/activities", UriKind.Relative), TestContext.Current.CancellationToken);
        using var others = await client.GetAsync(new Uri("/v3/directline/conversations/dl-agent-AGENT-B/activities", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, others.StatusCode);
    }

    private static async Task<string> StampAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            var line = await reader.ReadLineAsync(cancellationToken) ?? throw new EndOfStreamException();
            if (line.StartsWith("data: ", StringComparison.Ordinal)) return line;
        }
    }
}
