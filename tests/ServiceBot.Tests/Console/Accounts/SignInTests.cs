using System.Net;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Console.Accounts;

public sealed class SignInTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task The_right_password_leads_to_the_page_that_was_asked_for()
    {
        using var browser = app.Browser();
        using var response = await browser.TrySignInAsync("agent-a", browser.PasswordOf("agent-a"), "/console/errands?village=130123201201");
        Assert.Equal("/console/errands?village=130123201201", response.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task A_return_address_elsewhere_is_not_followed(string returnUrl)
    {
        using var browser = app.Browser();
        using var response = await browser.TrySignInAsync("agent-a", browser.PasswordOf("agent-a"), returnUrl);
        Assert.Equal("/console", response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_wrong_name_and_a_wrong_password_read_the_same()
    {
        using var browser = app.Browser();
        using var wrongPassword = await browser.TrySignInAsync("admin", "not the password");
        using var wrongName = await browser.TrySignInAsync("nobody-of-that-name", "not the password");
        Assert.Equal(HttpStatusCode.OK, wrongPassword.StatusCode);
        Assert.Contains("账号或密码不对", await Browser.TextAsync(wrongPassword), StringComparison.Ordinal);
        Assert.Contains("账号或密码不对", await Browser.TextAsync(wrongName), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_right_one_is_refused_too()
    {
        using var browser = app.Browser();
        for (var i = 0; i < 4; i++)
        {
            using var wrong = await browser.TrySignInAsync("agent-b", "wrong password");
            Assert.Contains("账号或密码不对", await Browser.TextAsync(wrong), StringComparison.Ordinal);
        }

        using var fifth = await browser.TrySignInAsync("agent-b", "wrong password");
        using var right = await browser.TrySignInAsync("agent-b", browser.PasswordOf("agent-b"));
        Assert.Contains("锁定", await Browser.TextAsync(fifth), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Contains("锁定", await Browser.TextAsync(right), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sample_account_signs_in_on_the_machine_itself_only()
    {
        using var far = app.Browser(from: "203.0.113.7");
        using var refused = await far.TrySignInAsync("township", far.PasswordOf("township"));
        Assert.Contains("只能在服务器本机", await Browser.TextAsync(refused), StringComparison.Ordinal);

        using var proxied = app.Browser();
        proxied.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        using var alsoRefused = await proxied.TrySignInAsync("township", proxied.PasswordOf("township"));
        Assert.Contains("只能在服务器本机", await Browser.TextAsync(alsoRefused), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var client = app.Client();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("name", "admin"), KeyValuePair.Create("password", "x")]);
        using var response = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        using var browser = app.Browser();
        using var response = await browser.TrySignInAsync("admin", browser.PasswordOf("admin"));
        var cookie = response.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("servicebot=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Behind_a_proxy_that_ends_tls_the_cookie_is_for_tls_only()
    {
        using var browser = app.Browser();
        browser.Client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var response = await browser.TrySignInAsync("admin", browser.PasswordOf("admin"));
        var cookie = response.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("servicebot=", StringComparison.Ordinal));
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Signing_out_ends_it()
    {
        using var browser = await app.Browser().SignInAsync("admin");
        using var inside = await browser.GetAsync("/console/second-factor");
        Assert.Equal(HttpStatusCode.OK, inside.StatusCode);

        using var left = await browser.SubmitAsync("/console/conversations", [], "/sign-out");
        Assert.Equal("/sign-in", left.Headers.Location!.OriginalString);
        using var outside = await browser.GetAsync("/console/second-factor");
        Assert.Equal(HttpStatusCode.Redirect, outside.StatusCode);
    }

    [Fact]
    public async Task English_is_kept_once_chosen()
    {
        using var browser = app.Browser();
        Assert.Contains("Sign in", await browser.ReadAsync("/sign-in?lang=en"), StringComparison.Ordinal);
        Assert.Contains("Sign in", await browser.ReadAsync("/sign-in"), StringComparison.Ordinal);
        Assert.Contains("lang=\"zh-Hans\"", await browser.ReadAsync("/sign-in?lang=zh"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_allows_no_script_or_style_of_its_own()
    {
        using var browser = app.Browser();
        using var response = await browser.GetAsync("/sign-in");
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        var html = await Browser.TextAsync(response);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
    }
}
