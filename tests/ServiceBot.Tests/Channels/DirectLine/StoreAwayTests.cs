using System.Net;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Channels.DirectLine;

/// <summary>The store breaks under a running service and comes back: a table is out of the way for a while.</summary>
public sealed class StoreAwayTests : IAsyncDisposable
{
    private readonly App _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task<int> SqlAsync(string sql) => _app.InStoreAsync(db => db.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken));

    [Fact]
    public async Task Message_that_could_not_be_stored_is_503_and_when_sent_again_it_is_there_once()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        const string Message = """{"type":"message","text":"x","channelData":{"clientActivityID":"k"}}""";
        var path = $"conversations/{talk.ConversationId}/activities";
        await SqlAsync("ALTER TABLE Inbox RENAME TO Away");
        var (away, answer) = await talk.PostAsync(path, Message);
        await SqlAsync("ALTER TABLE Away RENAME TO Inbox");
        var (back, _) = await talk.PostAsync(path, Message);
        var (activities, _) = await talk.ReadAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, away);
        Assert.DoesNotContain("Inbox", answer.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, back);
        Assert.Single(activities, activity => activity.TryGetProperty("channelData", out _));
    }

    [Fact]
    public async Task Client_that_polls_meanwhile_hears_nothing_new_and_goes_on_afterwards()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        await talk.SayAsync("x");
        var path = $"conversations/{talk.ConversationId}/activities?watermark=1";
        var (_, before) = await talk.GetAsync(path);
        await SqlAsync("ALTER TABLE Transcript RENAME TO Away");
        var (status, meanwhile) = await talk.GetAsync(path);
        await SqlAsync("ALTER TABLE Away RENAME TO Transcript");
        var (_, after) = await talk.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""{"activities":[],"watermark":"1"}""", meanwhile.GetRawText());
        Assert.Equal(before.GetRawText(), after.GetRawText());
    }
}
