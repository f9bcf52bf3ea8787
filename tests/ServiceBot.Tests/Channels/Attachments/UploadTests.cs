using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels.Attachments;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Channels.Attachments;

public sealed class UploadTests(UploadTests.SmallApp small) : IClassFixture<UploadTests.SmallApp>, IDisposable
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 4, 5, 6];
    private readonly App _app = small.App;
    private readonly HttpClient _client = small.App.Client();

    public void Dispose() => _client.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ByteArrayContent File(byte[] bytes, string contentType)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        return content;
    }

    private static MultipartFormDataContent Several(string? activity, params (byte[] Bytes, string Name)[] files)
    {
        var form = new MultipartFormDataContent();
        if (activity is not null)
        {
            var part = new StringContent(activity);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.microsoft.activity");
            form.Add(part, "activity", "blob");
        }

        foreach (var (bytes, name) in files) form.Add(File(bytes, "application/octet-stream"), "file", name);
        return form;
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> UploadAsync(ResidentClient talk, HttpContent content, string? disposition = null)
    {
        if (disposition is not null) content.Headers.TryAddWithoutValidation("Content-Disposition", disposition);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v3/directline/conversations/{talk.ConversationId}/upload?userId=whoever") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", talk.Token);
        using var response = await _client.SendAsync(request, Cancellation);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement);
    }

    private static async Task<List<JsonElement>> FilesAsync(ResidentClient talk) =>
    [
        .. (await talk.ReadAsync()).Activities.Where(activity => activity.TryGetProperty("attachments", out _) && activity.GetProperty("from").GetProperty("role").GetString() == "user")
            .SelectMany(activity => activity.GetProperty("attachments").EnumerateArray()),
    ];

    private Task<int> KeptAsync(ResidentClient talk) =>
        _app.InStoreAsync(db => db.Set<AttachmentRow>().CountAsync(row => row.ConversationId == talk.ConversationId));

    private int FilesOnDisk() => Directory.CreateDirectory(Path.Combine(_app.Data, "attachments")).GetFiles().Length;

    private async Task<HttpResponseMessage> OpenAsync(string address, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _client.SendAsync(request, Cancellation);
    }

    [Theory]
    [InlineData("name=\"file\"; filename=\"a.png\"")]
    [InlineData("form-data; name=\"file\"; filename=\"a.png\"")]
    public async Task Single_file_is_a_message_with_one_attachment(string disposition)
    {
        using var talk = await ResidentClient.StartAsync(_app);
        var (status, answer) = await UploadAsync(talk, File(Png, "image/png"), disposition);
        var file = Assert.Single(await FilesAsync(talk));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.StartsWith(talk.ConversationId, answer.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal(("a.png", "image/png"), (file.GetProperty("name").GetString(), file.GetProperty("contentType").GetString()));
    }

    [Fact]
    public async Task Several_files_ride_on_their_activity_in_order_with_their_small_pictures()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        const string Activity = """
            {"type":"message","text":"both","attachments":[{"name":"x","thumbnailUrl":"data:image/png;base64,AAAA"},{"thumbnailUrl":"https://evil.example/x.png"}]}
            """;
        var (status, _) = await UploadAsync(talk, Several(Activity, (Png, "一.png"), (Jpeg, "../../two.jpg")));
        var files = await FilesAsync(talk);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["一.png", "two.jpg"], files.Select(file => file.GetProperty("name").GetString()));
        Assert.Equal(["image/png", "image/jpeg"], files.Select(file => file.GetProperty("contentType").GetString()));
        Assert.Equal("data:image/png;base64,AAAA", files[0].GetProperty("thumbnailUrl").GetString());
        Assert.False(files[1].TryGetProperty("thumbnailUrl", out _));
    }

    [Fact]
    public async Task File_comes_back_only_to_its_conversation_and_never_as_a_page()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        using var other = await ResidentClient.StartAsync(_app);
        await UploadAsync(talk, File(Png, "text/html"), "form-data; filename=\"证件.html\"");
        var address = Assert.Single(await FilesAsync(talk)).GetProperty("contentUrl").GetString()!;
        var path = new Uri(address).AbsolutePath;

        using var mine = await OpenAsync(address);
        Assert.Equal(Png, await mine.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal("image/png", mine.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", mine.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", Assert.Single(mine.Headers.GetValues("X-Content-Type-Options")));
        using var byHeader = await OpenAsync(path, talk.Token);
        Assert.Equal(HttpStatusCode.OK, byHeader.StatusCode);
        using var nobody = await OpenAsync(path);
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        using var stranger = await OpenAsync(path, other.Token);
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        using var unknown = await OpenAsync("/v3/attachments/AAAAAAAAAAAAAAAAAAAAAA/views/original", talk.Token);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Files_lie_encrypted_on_disk()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        await UploadAsync(talk, File(Png, "image/png"));
        var id = await _app.InStoreAsync(db => db.Set<AttachmentRow>().Where(row => row.ConversationId == talk.ConversationId).Select(row => row.Id).SingleAsync());
        var stored = await System.IO.File.ReadAllBytesAsync(Path.Combine(_app.Data, "attachments", id), Cancellation);

        Assert.True(stored.AsSpan().IndexOf(Png) < 0);
    }

    [Fact]
    public async Task Wrong_type_is_415_and_too_large_is_413_and_nothing_stays_behind()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        var before = FilesOnDisk();
        var large = new byte[1024 * 1024 + 1];
        Png.CopyTo(large, 0);
        byte[] svg = [.. "<svg onload='x()'/>"u8];

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await UploadAsync(talk, File(svg, "image/svg+xml"))).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await UploadAsync(talk, File(large, "image/png"))).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await UploadAsync(talk, File(new byte[9 * 1024 * 1024], "image/png"))).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await UploadAsync(talk, Several(null, (Png, "1"), (Png, "2"), (Png, "3")))).Status);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await UploadAsync(talk, Several("""{"type":"message"}""", (Png, "1"), (svg, "2")))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await UploadAsync(talk, Several("""{"type":"message"}"""))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await UploadAsync(talk, Several("""{"text":1}""", (Png, "1")))).Status);
        Assert.Equal((0, before), (await KeptAsync(talk), FilesOnDisk()));
        await talk.SayAsync("still here");
    }

    [Fact]
    public async Task Upload_that_is_sent_again_is_one_message_with_one_file()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        var before = FilesOnDisk();
        const string Activity = """{"type":"message","channelData":{"clientActivityID":"once"}}""";
        var (_, first) = await UploadAsync(talk, Several(Activity, (Png, "a.png")));
        var (_, second) = await UploadAsync(talk, Several(Activity, (Png, "a.png")));

        Assert.Equal(first.GetProperty("id").GetString(), second.GetProperty("id").GetString());
        var file = Assert.Single(await FilesAsync(talk));
        Assert.Equal((1, before + 1), (await KeptAsync(talk), FilesOnDisk()));
        using var opened = await OpenAsync(file.GetProperty("contentUrl").GetString()!);
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task Broken_multipart_body_is_400(string contentType)
    {
        using var talk = await ResidentClient.StartAsync(_app);
        var content = new ByteArrayContent([1, 2, 3]);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        Assert.Equal(HttpStatusCode.BadRequest, (await UploadAsync(talk, content)).Status);
    }

    [Fact]
    public async Task Upload_into_a_conversation_that_was_not_started_is_404()
    {
        var (_, given) = await ResidentClient.SendAsync(_client, HttpMethod.Post, "/chat/token", null, null);
        using var talk = new ResidentClient(_app, given.GetProperty("token").GetString()!, given.GetProperty("conversationId").GetString()!);

        Assert.Equal(HttpStatusCode.NotFound, (await UploadAsync(talk, File(Png, "image/png"))).Status);
    }

    [Theory]
    [InlineData(null, "file")]
    [InlineData("", "file")]
    [InlineData("..", "file")]
    [InlineData("C:\\Users\\x\\身份证.jpg", "身份证.jpg")]
    [InlineData("a\u0000\u0007b\".png", "ab.png")]
    public void Names_of_files_are_made_fit_to_show(string? name, string expected) => Assert.Equal(expected, AttachmentName.Clean(name));

    /// <summary>The service with small limits.</summary>
    public sealed class SmallApp : IAsyncDisposable
    {
        public App App { get; } = new App().With("ServiceBot:Attachments:MaxMegabytes", "1").With("ServiceBot:Attachments:MaxFiles", "2");

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
