using System.Diagnostics;
using System.Net;
using System.Text.Json;
using ServiceBot.Channels.Sms.Twilio;
using ServiceBot.EndToEnd.Support;

namespace ServiceBot.EndToEnd.Sms;

/// <summary>Our check of signatures against the one that Twilio's own package makes.</summary>
public sealed class TwilioSignatureTests
{
    private const string Token = "a token of the tests";
    private static readonly string Folder = Path.Combine(RunningApp.Repository(), "tests", "ServiceBot.EndToEnd", "Sms", "npm");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signature_is_the_one_that_the_official_package_makes()
    {
        (string Url, Dictionary<string, string[]> Fields)[] cases =
        [
            ("https://sms.example.org/sms/twilio", new() { ["Body"] = ["你好 1"], ["From"] = ["+8613900080001"], ["To"] = ["+8610690001"], ["AccountSid"] = ["AC1"], ["b"] = ["2"], ["B"] = ["1"] }),
            ("https://sms.example.org:8443/sms/twilio?region=1301&x=%20", new() { ["Body"] = [""], ["From"] = ["+1"] }),
            ("http://sms.example.org/sms/twilio/status?letter=7&attempt=1&key=abc", []),
            ("https://sms.example.org/sms/twilio", new() { ["MediaUrl"] = ["b", "a", "b"] }),
        ];

        var signed = await SignAsync([.. cases]);

        Assert.All(signed, one => Assert.True(one.Valid));
        Assert.Equal(signed.Select(one => one.Signature), cases.Select(one => TwilioSignature.Of(one.Url, Token, one.Fields)));
        Assert.All(signed.Zip(cases), pair => Assert.True(TwilioSignature.IsValid(new Uri(pair.Second.Url), Token, pair.Second.Fields, pair.First.Signature)));
    }

    [Fact]
    public async Task Message_that_the_official_package_signed_is_taken_and_a_changed_one_is_not()
    {
        await using var app = await RunningApp.StartAsync(
            new Dictionary<string, string> { ["ServiceBot:Twilio:AuthToken"] = Token, ["ServiceBot:Twilio:PublicUrl"] = "https://sms.example.org" }, Cancel);
        var fields = new Dictionary<string, string[]> { ["Body"] = ["帮我办低保"], ["From"] = ["+8613900080001"], ["To"] = ["+8610690001"], ["MessageSid"] = ["SM1"] };
        var signature = (await SignAsync([("https://sms.example.org/sms/twilio", fields)]))[0].Signature;

        Assert.Equal(HttpStatusCode.OK, await PostAsync(app, fields, signature));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(app, new Dictionary<string, string[]>(fields) { ["Body"] = ["别的"] }, signature));
    }

    private static async Task<HttpStatusCode> PostAsync(RunningApp app, Dictionary<string, string[]> fields, string signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/sms/twilio", UriKind.Relative))
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Key, field.Value[0]))),
        };
        request.Headers.Add(TwilioSignature.Header, signature);
        using var response = await app.Client.SendAsync(request, Cancel);
        return response.StatusCode;
    }

    private static async Task<List<(string Signature, bool Valid)>> SignAsync(List<(string Url, Dictionary<string, string[]> Fields)> cases)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Folder, "node_modules", "twilio")), "The npm package twilio is not here; tests/run.sh installs it.");
        var json = JsonSerializer.Serialize(cases.Select(one => new
        {
            token = Token, url = one.Url, fields = one.Fields.ToDictionary(field => field.Key, field => field.Value.Length == 1 ? (object)field.Value[0] : field.Value),
        }));
        using var node = Process.Start(new ProcessStartInfo("node", ["sign.mjs", json]) { WorkingDirectory = Folder, RedirectStandardOutput = true })!;
        using var answer = JsonDocument.Parse(await node.StandardOutput.ReadToEndAsync(Cancel));
        await node.WaitForExitAsync(Cancel);
        return [.. answer.RootElement.EnumerateArray().Select(one => (one.GetProperty("signature").GetString()!, one.GetProperty("valid").GetBoolean()))];
    }
}
