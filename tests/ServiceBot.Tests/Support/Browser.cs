using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ServiceBot.Tests.Support;

/// <summary>Somebody at the console: opens pages, fills in forms. Redirects are not followed, so a test sees where it is sent.</summary>
public sealed partial class Browser(HttpClient client, string data) : IDisposable
{
    public HttpClient Client { get; } = client;

    public Task<HttpResponseMessage> GetAsync(string path) =>
        Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    /// <summary>The page's HTML with entities decoded; fails when it is not 200.</summary>
    public async Task<string> ReadAsync(string path)
    {
        using var response = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await TextAsync(response);
    }

    public static async Task<string> TextAsync(HttpResponseMessage response) =>
        WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    /// <summary>Opens <paramref name="page"/>, takes its antiforgery token and posts the fields to <paramref name="action"/> (the page itself when null).</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string page, IEnumerable<(string Name, string Value)> fields, string? action = null)
    {
        using var opened = await GetAsync(page);
        var html = await opened.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var token = TokenField().Match(html);
        Assert.True(token.Success, $"{page} answered {(int)opened.StatusCode} and has no form");
        var values = fields.Append(("__RequestVerificationToken", token.Groups[1].Value)).Select(field => KeyValuePair.Create(field.Item1, field.Item2));
        using var content = new FormUrlEncodedContent(values);
        return await Client.PostAsync(new Uri(action ?? page, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> TrySignInAsync(string name, string password, string? returnUrl = null) =>
        SubmitAsync("/sign-in", [("name", name), ("password", password), ("returnUrl", returnUrl ?? "")]);

    /// <summary>Signs in with a sample account's password, as the operator would read it.</summary>
    public async Task<Browser> SignInAsync(string name)
    {
        using var response = await TrySignInAsync(name, PasswordOf(name));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return this;
    }

    public string PasswordOf(string name)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(data, "sample-accounts.json")));
        return file.RootElement.EnumerateArray().Single(account => account.GetProperty("name").GetString() == name).GetProperty("password").GetString()!;
    }

    public void Dispose() => Client.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}
