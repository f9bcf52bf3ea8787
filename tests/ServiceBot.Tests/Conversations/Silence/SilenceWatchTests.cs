using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Conversations.Silence;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Conversations.Silence;

/// <summary>Who left a form half-way hears of it once, by day, and only while she has said nothing.</summary>
public sealed class SilenceWatchTests : IAsyncDisposable
{
    private const string Reminder = "填到一半";
    private readonly ShiftedTime _time = new();
    private readonly App _app;

    public SilenceWatchTests() => _app = new App().Replace(services => services.AddSingleton<TimeProvider>(_time));

    private SilenceWatch Watch => _app.Services.GetRequiredService<SilenceWatch>();

    [Fact]
    public async Task After_a_day_she_is_reminded_once_and_goes_on_with_a_button()
    {
        Set("2026-11-24T10:00");
        var resident = await HalfWayAsync("dl-silent");
        Set("2026-11-25T09:30");
        Assert.Equal(0, await SweepAsync());

        Set("2026-11-25T10:05");
        Assert.Equal(1, await SweepAsync());
        Assert.Contains("高龄津贴", await resident.HearsAsync(Reminder), StringComparison.Ordinal);
        Assert.Equal(0, await SweepAsync());
        Assert.Contains("哪个村", string.Join('\n', await resident.SaysAsync("接着填")), StringComparison.Ordinal);

        // Once per form, even if she falls silent in it again.
        Set("2026-11-28T10:00");
        Assert.Equal(0, await SweepAsync());
        Assert.Single(await resident.RowsAsync(), row => row.Text?.Contains(Reminder, StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Nobody_is_reminded_by_night_and_those_hear_in_the_morning()
    {
        Set("2026-11-24T19:30");
        var resident = await HalfWayAsync("dl-silent-night");
        Set("2026-11-25T20:00");
        Assert.Equal(0, await SweepAsync());
        Set("2026-11-26T07:59");
        Assert.Equal(0, await SweepAsync());
        Set("2026-11-26T08:00");
        Assert.Equal(1, await SweepAsync());
        await resident.HearsAsync(Reminder);
    }

    [Fact]
    public async Task Her_own_message_is_better_than_a_reminder_that_is_already_on_its_way()
    {
        Set("2026-11-24T10:00");
        var resident = await HalfWayAsync("dl-silent-back");
        var since = await DraftSinceAsync("dl-silent-back");
        Set("2026-11-25T11:00");
        await resident.SaysAsync("正定县南楼乡南楼村");

        var conversation = _app.Services.GetRequiredService<IGrainFactory>().GetGrain<IConversation>("dl-silent-back");
        await conversation.DeliverAsync(SilenceLetter.KeyOf("dl-silent-back:1"), SilenceLetter.Of(since!.Value));
        Assert.DoesNotContain(await resident.RowsAsync(), row => row.Text?.Contains(Reminder, StringComparison.Ordinal) == true);
        Assert.Equal(0, await SweepAsync());
    }

    [Fact]
    public async Task Who_asked_for_a_person_put_it_aside_or_told_us_to_stop_is_left_alone()
    {
        Set("2026-11-24T10:00");
        foreach (var (id, last) in new[] { ("dl-silent-person", "转人工"), ("dl-silent-aside", "先不办"), ("sms-silent-stop", "退订") })
        {
            var resident = await HalfWayAsync(id);
            await resident.SaysAsync(last);
            Assert.True(await DraftSinceAsync(id) is null, await resident.ShownAsync());
        }

        Set("2026-11-25T12:00");
        Assert.Equal(0, await SweepAsync());
    }

    [Fact]
    public async Task A_question_alone_is_no_form_and_a_form_of_last_month_was_given_up()
    {
        Set("2026-10-01T10:00");
        await HalfWayAsync("dl-silent-old");
        Set("2026-11-24T10:00");
        await new Person(_app, "dl-silent-question").SaysAsync("低保要带什么材料");
        Set("2026-11-25T12:00");
        Assert.Equal(0, await SweepAsync());
    }

    [Fact]
    public async Task A_letter_about_something_else_does_not_break_her_silence()
    {
        Set("2026-11-24T10:00");
        var resident = await HalfWayAsync("dl-silent-letter");
        Set("2026-11-25T09:00");
        await _app.Services.GetRequiredService<IGrainFactory>().GetGrain<IConversation>("dl-silent-letter")
            .DeliverAsync("staff/x", new Letter { Text = "staff_reply", Args = new Dictionary<string, string> { ["text"] = "您好" } });
        Set("2026-11-25T10:05");
        Assert.Equal(1, await SweepAsync());
        await resident.HearsAsync(Reminder);
    }

    [Fact]
    public async Task News_and_the_reminder_that_come_together_are_both_said_and_the_buttons_are_the_reminders()
    {
        Set("2026-11-24T10:00");
        var resident = await HalfWayAsync("dl-silent-news");
        await resident.NewAsync();
        var since = await DraftSinceAsync("dl-silent-news");
        Set("2026-11-25T10:05");
        await _app.Services.GetRequiredService<IGrainFactory>().GetGrain<IConversation>("dl-silent-news").DeliverAllAsync(
        [
            new DueLetter(SilenceLetter.KeyOf("dl-silent-news:1"), SilenceLetter.Of(since!.Value)),
            new DueLetter("staff/y", new Letter { Text = "staff_reply", Args = new Dictionary<string, string> { ["text"] = "您好" } }),
        ]);
        Assert.Collection(await resident.NewAsync(), news => Assert.Contains("您好", news, StringComparison.Ordinal), reminder => Assert.Contains(Reminder, reminder, StringComparison.Ordinal));
        Assert.Contains("哪个村", string.Join('\n', await resident.SaysAsync("1")), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Set(string local) => _time.Advance(new DateTimeOffset(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8)) - _time.GetUtcNow());

    private async Task<Person> HalfWayAsync(string id)
    {
        var resident = new Person(_app, id) { Channel = id.StartsWith("sms-", StringComparison.Ordinal) ? "sms" : "directline" };
        await resident.SaysAsync("帮我办高龄津贴");
        await resident.SaysAsync("给我自己");
        await resident.SaysAsync("刘凤兰");
        return resident;
    }

    private Task<int> SweepAsync() => Watch.SweepAsync(TestContext.Current.CancellationToken);

    private Task<DateTimeOffset?> DraftSinceAsync(string id) => _app.InStoreAsync(db =>
        db.Conversations.AsNoTracking().Where(row => row.Id == id).Select(row => row.DraftSince).SingleAsync(TestContext.Current.CancellationToken));
}
