using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Console.Accounts;

public sealed partial class SecondFactorTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task With_a_second_factor_the_password_alone_does_not_open_the_door()
    {
        using var first = await app.Browser().SignInAsync("admin");
        var key = await KeyAsync(first);
        using var turnedOn = await first.SubmitAsync("/console/second-factor", [("code", Code(key))]);
        var recovery = RecoveryCode().Match(await Browser.TextAsync(turnedOn)).Groups[1].Value;

        using var second = app.Browser();
        using var halfway = await second.TrySignInAsync("admin", second.PasswordOf("admin"));
        Assert.StartsWith("/sign-in/code", halfway.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using var outside = await second.GetAsync("/console/second-factor");
        Assert.Equal(HttpStatusCode.Redirect, outside.StatusCode);

        using var wrong = await second.SubmitAsync("/sign-in/code", [("code", "000000")]);
        Assert.Contains("验证码不对", await Browser.TextAsync(wrong), StringComparison.Ordinal);
        using var right = await second.SubmitAsync("/sign-in/code", [("code", Code(key))]);
        Assert.Equal("/console", right.Headers.Location!.OriginalString);

        using var third = app.Browser();
        using var again = await third.TrySignInAsync("admin", third.PasswordOf("admin"));
        using var recovered = await third.SubmitAsync("/sign-in/code", [("code", recovery)]);
        Assert.Equal("/console", recovered.Headers.Location!.OriginalString);

        using var fourth = app.Browser();
        using var onceMore = await fourth.TrySignInAsync("admin", fourth.PasswordOf("admin"));
        using var used = await fourth.SubmitAsync("/sign-in/code", [("code", recovery)]);
        Assert.Equal(HttpStatusCode.OK, used.StatusCode);
    }

    [Fact]
    public async Task A_wrong_code_does_not_turn_it_on()
    {
        using var browser = await app.Browser().SignInAsync("township");
        using var refused = await browser.SubmitAsync("/console/second-factor", [("code", "000000")]);
        Assert.Contains("验证码不对", await Browser.TextAsync(refused), StringComparison.Ordinal);
        await app.Browser().SignInAsync("township");
        Assert.DoesNotContain("两步登录已开启", await browser.ReadAsync("/console/second-factor"), StringComparison.Ordinal);
    }

    private static async Task<string> KeyAsync(Browser browser) =>
        KeyShown().Match(await browser.ReadAsync("/console/second-factor")).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>RFC 6238: HMAC-SHA1 over the count of half minutes, six digits.</summary>
    private static string Code(string key)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // the algorithm of RFC 6238 that authenticator apps implement
        var hash = HMACSHA1.HashData(FromBase32(key), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15, 4)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] FromBase32(string text)
    {
        var (bits, value, bytes) = (0, 0, new List<byte>());
        foreach (var letter in text)
        {
            value = (value << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal);
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(value >> bits));
            value &= (1 << bits) - 1;
        }

        return [.. bytes];
    }

    [GeneratedRegex("class=\"key\">([A-Z2-7 ]+)<")]
    private static partial Regex KeyShown();

    [GeneratedRegex("<code>([A-Z0-9-]+)</code>")]
    private static partial Regex RecoveryCode();
}
