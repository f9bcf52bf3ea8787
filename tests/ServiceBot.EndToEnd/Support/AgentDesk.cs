using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ServiceBot.Tests.Support;

namespace ServiceBot.EndToEnd.Support;

/// <summary>A proxy agent at his desk, in his own web chat.</summary>
internal static partial class AgentDesk
{
    /// <summary>He signs in, says that he wants his errands on a phone, and reads the code.</summary>
    public static async Task<string> CodeAsync(RunningApp app, string account, CancellationToken cancellationToken)
    {
        using var desk = new Browser(new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address }, app.Data);
        await desk.SignInAsync(account);
        var chat = await AskAsync(desk, HttpMethod.Post, "/console/agent-chat/token", null, "{}", cancellationToken);
        var (token, activities) = (chat.GetProperty("token").GetString(), $"/v3/directline/conversations/{chat.GetProperty("conversationId").GetString()}/activities");
        await AskAsync(desk, HttpMethod.Post, activities, token, "{\"type\":\"message\",\"text\":\"绑定手机\",\"from\":{\"id\":\"me\"}}", cancellationToken);
        var said = await AskAsync(desk, HttpMethod.Get, activities, token, null, cancellationToken);
        return Code().Match(said.GetProperty("activities").EnumerateArray().Last().GetProperty("text").GetString()!).Groups[1].Value;
    }

    private static async Task<JsonElement> AskAsync(Browser desk, HttpMethod method, string path, string? token, string? json, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await desk.Client.SendAsync(request, cancellationToken);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken)).RootElement;
    }

    [GeneratedRegex("绑定码：(\\d{6})")]
    private static partial Regex Code();
}
