using System.Net;
using System.Text.Json;
using ServiceBot.EndToEnd.Support;

namespace ServiceBot.EndToEnd.DirectLine;

/// <summary>The official client against the running service with an echo for a dialog: each message is echoed and answered with itself.</summary>
public sealed class OfficialClientTests : IClassFixture<EchoApp>
{
    private const int Count = 200;
    private readonly EchoApp _echo;

    public OfficialClientTests(EchoApp echo)
    {
        OfficialClient.IsNeeded();
        _echo = echo;
    }

    private static CancellationToken Limit()
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(120));
        return limit.Token;
    }

    private static string? Text(JsonElement activity) => activity.TryGetProperty("text", out var text) ? text.GetString() : null;

    private static string? Key(JsonElement activity) =>
        activity.TryGetProperty("channelData", out var data) && data.TryGetProperty("clientActivityID", out var key) ? key.GetString() : null;

    private static string? ReplyTo(JsonElement activity) => activity.TryGetProperty("replyToId", out var id) ? id.GetString() : null;

    /// <summary>Each message once, each with one answer that repeats it, answers in the order of the messages, ids and times rising.</summary>
    private static void AssertComplete(OfficialClient client, bool webSocket, int count)
    {
        var seen = Shown(client, webSocket);
        var echoes = seen.Where(activity => Key(activity) is not null).ToList();
        var answers = seen.Where(activity => ReplyTo(activity) is not null).ToList();
        var ids = seen.Select(activity => activity.GetProperty("id").GetString()!).ToList();

        Assert.Equal(Enumerable.Range(0, count).Select(i => $"m{i}").Order(), echoes.Select(Text).Order());
        Assert.Equal(echoes.Select(echo => (echo.GetProperty("id").GetString(), Text(echo))), answers.Select(answer => (ReplyTo(answer), Text(answer))));
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        var times = seen.Select(activity => activity.GetProperty("timestamp").GetDateTimeOffset()).ToList();
        Assert.Equal(times.Order(), times);
        Assert.All(echoes, echo => Assert.Equal("""{"number":1.5,"list":[null,true]}""", echo.GetProperty("channelData").GetProperty("untouched").GetRawText()));
    }

    /// <summary>
    /// As a user interface shows them. By WebSocket each frame holds one activity and the client hands them on as they come. A poll brings
    /// many, which the client hands on one by one on a timer while the next poll may already be answered: Web Chat sorts by timestamp, and
    /// so does this.
    /// </summary>
    private static List<JsonElement> Shown(OfficialClient client, bool webSocket) => webSocket
        ? [.. client.Seen]
        : [.. client.Seen.OrderBy(activity => activity.GetProperty("timestamp").GetDateTimeOffset())];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_hundred_messages_at_once_come_back_and_are_answered_in_order_and_once(bool webSocket)
    {
        var limit = Limit();
        await using var client = await OfficialClient.StartAsync(_echo.App, webSocket, limit);
        await client.PostAsync(0, Count);
        await client.SettledAsync(limit);

        AssertComplete(client, webSocket, Count);
        Assert.Empty(client.Refused);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Service_that_is_restarted_in_the_middle_loses_and_doubles_nothing(bool webSocket, bool kill)
    {
        var limit = Limit();
        await using var app = await EchoApp.StartAsync(limit);
        await using var client = await OfficialClient.StartAsync(app, webSocket, limit);
        await client.PostAsync(0, 50);
        await client.SettledAsync(limit);
        await client.PostAsync(50, Count - 50);
        // Some of these are taken, some are on the way and some will meet a closed door.
        await client.UntilAsync(line => line.TryGetProperty("posted", out _), limit);
        if (kill) app.Kill();
        else await app.StopAsync(limit);
        await app.RestartAsync(limit);
        await client.SettledAsync(limit);

        AssertComplete(client, webSocket, Count);
        Assert.Equal(Count, client.Posted.Distinct().Count());
    }

    [Fact]
    public async Task Photo_is_uploaded_and_comes_back_with_an_address_that_only_its_token_opens()
    {
        var limit = Limit();
        await using var client = await OfficialClient.StartAsync(_echo.App, webSocket: true, limit);
        var png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
        var photo = new
        {
            contentType = "image/png", contentUrl = "data:image/png;base64," + Convert.ToBase64String(png), name = "身份证.png",
            thumbnailUrl = "data:image/png;base64,AAAA",
        };
        await client.PostAsync([("c0", "m0", photo)]);
        await client.SettledAsync(limit);

        var attachment = Assert.Single(client.Seen.Single(activity => Key(activity) == "c0").GetProperty("attachments").EnumerateArray());
        Assert.Equal(("image/png", photo.name, photo.thumbnailUrl), (
            attachment.GetProperty("contentType").GetString(), attachment.GetProperty("name").GetString(), attachment.GetProperty("thumbnailUrl").GetString()));
        var address = new Uri(attachment.GetProperty("contentUrl").GetString()!);
        using var anonymous = new HttpClient();
        Assert.Equal(png, await anonymous.GetByteArrayAsync(address, limit));
        Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.GetAsync(new Uri(address.GetLeftPart(UriPartial.Path)), limit)).StatusCode);
        Assert.DoesNotContain(png, Directory.EnumerateFiles(Path.Combine(_echo.App.Data, "attachments")).Select(File.ReadAllBytes));
    }

    [Theory]
    [InlineData("text/html", "<script>alert(1)</script>", 415)]
    [InlineData("image/png", "not a picture at all", 415)]
    public async Task File_that_is_no_picture_is_refused_whatever_it_is_called(string contentType, string content, int status)
    {
        var limit = Limit();
        await using var client = await OfficialClient.StartAsync(_echo.App, webSocket: true, limit);
        var url = $"data:{contentType};base64,{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(content))}";
        await client.PostAsync([("c0", "m0", new { contentType, contentUrl = url, name = "a.png" })]);
        await client.UntilAsync(line => line.TryGetProperty("refused", out _), limit);

        Assert.Equal([status], client.Refused);
    }
}
