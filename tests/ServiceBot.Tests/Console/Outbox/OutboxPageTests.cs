using System.Net;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Console.Outbox;

public sealed class OutboxPageTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_dead_letter_is_shown_with_its_reason_and_can_be_given_up_once()
    {
        await app.OpenErrandAsync("dl-dead");
        var id = await PutDeadAsync("dl-dead", "bf/1");
        using var staff = await app.Browser().SignInAsync("admin");
        var page = await staff.ReadAsync("/console/outbox");
        Assert.Contains("the provider said no", page, StringComparison.Ordinal);

        using var given = await staff.SubmitAsync("/console/outbox", [], $"/console/outbox?handler=Discard&id={id}");
        Assert.Equal(HttpStatusCode.Redirect, given.StatusCode);
        Assert.Equal(OutboxState.Discarded, await StateAsync(id));
        Assert.Contains("不再发送", await staff.ReadAsync("/console/outbox"), StringComparison.Ordinal);

        using var again = await staff.SubmitAsync("/console/outbox", [], $"/console/outbox?handler=Resend&id={id}");
        Assert.Equal(OutboxState.Discarded, await StateAsync(id));
        Assert.Contains("刚才已被处理", await staff.ReadAsync("/console/outbox"), StringComparison.Ordinal);
        Assert.Equal(1, await app.AuditedAsync("outbox.discard", id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(0, await app.AuditedAsync("outbox.resend", id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Another_regions_letters_are_out_of_reach()
    {
        await app.OpenErrandAsync("dl-dead-there", "130110102201");
        var id = await PutDeadAsync("dl-dead-there", "bf/2");
        await app.OpenErrandAsync("dl-dead-here");
        await PutDeadAsync("dl-dead-here", "bf/3");
        using var staff = await app.Browser().SignInAsync("township");
        var page = await staff.ReadAsync("/console/outbox");
        Assert.Contains("bf/3", page, StringComparison.Ordinal);
        Assert.DoesNotContain("bf/2", page, StringComparison.Ordinal);
        using var refused = await staff.SubmitAsync("/console/outbox", [], $"/console/outbox?handler=Discard&id={id}");
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal(OutboxState.Dead, await StateAsync(id));
    }

    private Task<long> PutDeadAsync(string recipient, string key) => app.InStoreAsync(async db =>
    {
        var row = new OutboxRow
        {
            Recipient = recipient, Kind = OutboxKind.Send, Key = key, Payload = "sealed", CreatedAt = DateTimeOffset.UnixEpoch, DueAt = DateTimeOffset.UnixEpoch,
            State = OutboxState.Dead, Attempts = 9, LastError = "the provider said no",
        };
        db.Add(row);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return row.Id;
    });

    private Task<OutboxState> StateAsync(long id) => app.InStoreAsync(db =>
        db.Outbox.AsNoTracking().Where(row => row.Id == id).Select(row => row.State).SingleAsync(TestContext.Current.CancellationToken));
}
