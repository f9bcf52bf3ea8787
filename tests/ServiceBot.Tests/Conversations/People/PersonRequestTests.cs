using System.Net;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Conversations.People;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Conversations.People;

/// <summary>She needs a person: by day one is there, by night one is promised, and nobody is left waiting in silence.</summary>
public sealed class PersonRequestTests : IAsyncDisposable
{
    private readonly ShiftedTime _time = new();
    private readonly App _app;

    public PersonRequestTests() => _app = new App()
        .With("ServiceBot:People:Opens", "08:30")
        .With("ServiceBot:People:Closes", "17:30")
        .Replace(services => services.AddSingleton<TimeProvider>(_time));

    [Fact]
    public async Task By_day_the_agent_on_duty_in_her_village_hears_of_it_with_what_she_had_filled_in_answers_and_hands_back()
    {
        Set("2026-11-24T10:00");
        var resident = new Person(_app, "dl-person-day");
        await ToThePhoneAsync(resident);
        var told = string.Join('\n', await resident.SaysAsync("转人工"));
        Assert.Contains("王建国", told, StringComparison.Ordinal);
        Assert.Empty(await resident.SaysAsync("在吗"));

        var agent = Person.OfAgent(_app, "AGENT-A");
        var letter = await agent.HearsAsync("有群众找您");
        Assert.Contains("刘凤兰", letter, StringComparison.Ordinal);
        Assert.Contains("2026年11月24日10:30", letter, StringComparison.Ordinal);

        using var browser = await _app.Browser().SignInAsync("agent-a");
        Assert.Contains("dl-person-day", await browser.ReadAsync("/console/people"), StringComparison.Ordinal);
        const string Page = "/console/conversations/dl-person-day";
        Assert.Contains("刘凤兰", await browser.ReadAsync(Page), StringComparison.Ordinal);
        using (var taken = await browser.SubmitAsync(Page, [], Page + "?handler=Take")) Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        await resident.HearsAsync("【人工】我是");
        using (var sent = await browser.SubmitAsync(Page, [("reply", "您把手机号再说一遍。"), ("replyKey", new string('c', 32))], Page + "?handler=Reply")) Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        await resident.HearsAsync("您把手机号再说一遍");
        using (var back = await browser.SubmitAsync(Page, [], Page + "?handler=HandBack")) Assert.Equal("/console/people", back.Headers.Location?.OriginalString);

        Assert.DoesNotContain("dl-person-day", await browser.ReadAsync("/console/people"), StringComparison.Ordinal);
        using var closed = await browser.GetAsync(Page);
        Assert.Equal(HttpStatusCode.NotFound, closed.StatusCode);
        Assert.NotEmpty(await resident.SaysAsync("继续"));
    }

    [Fact]
    public async Task By_night_she_is_told_by_when_somebody_calls_and_the_bot_goes_on()
    {
        Set("2026-11-20T21:00"); // Friday
        var resident = new Person(_app, "dl-person-night");
        await ToThePhoneAsync(resident);
        var told = string.Join('\n', await resident.SaysAsync("转人工"));
        Assert.Contains("2026年11月23日09:00", told, StringComparison.Ordinal);
        Assert.Contains("已经记下了", string.Join('\n', await resident.SaysAsync("转人工")), StringComparison.Ordinal);
        Assert.Contains("身份证", string.Join('\n', await resident.SaysAsync("低保要带什么材料")), StringComparison.Ordinal);

        var task = Assert.Single(await RequestsAsync("dl-person-night"));
        Assert.Equal(("asked", "AGENT-A", PersonRequestState.Open), (task.Reason, task.ProxyAgentId, task.State));
    }

    [Fact]
    public async Task When_nobody_comes_in_time_she_is_told_the_stand_in_hears_of_it_and_the_bot_answers_again()
    {
        Set("2026-11-24T10:00");
        var resident = new Person(_app, "dl-person-late");
        await ToThePhoneAsync(resident);
        await resident.SaysAsync("转人工");
        Assert.Empty(await resident.SaysAsync("有人吗"));

        Set("2026-11-24T10:31");
        await SweepAsync();
        await SweepAsync();
        await resident.HearsAsync("我先接着帮您");
        await Person.OfAgent(_app, "AGENT-B").HearsAsync("有群众等久了");
        Assert.Contains("出生日期", string.Join('\n', await resident.SaysAsync("继续")), StringComparison.Ordinal);
        Assert.True(Assert.Single(await RequestsAsync("dl-person-late")).Overdue);
        Assert.Single(await resident.RowsAsync(), row => row.Text?.Contains("我先接着帮您", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Words_of_despair_bring_the_hotline_and_a_person_without_being_asked()
    {
        Set("2026-11-24T22:00");
        var resident = new Person(_app, "dl-person-crisis");
        var told = string.Join('\n', await resident.SaysAsync("我不想活了"));
        Assert.Contains("12356", told, StringComparison.Ordinal);
        Assert.Contains("2026年11月25日09:00", told, StringComparison.Ordinal);
        var task = Assert.Single(await RequestsAsync("dl-person-crisis"));
        Assert.Equal("door_crisis", task.Reason);
        using var staff = await _app.Browser().SignInAsync("admin");
        Assert.Contains("dl-person-crisis", await staff.ReadAsync("/console/people"), StringComparison.Ordinal);
        using var agent = await _app.Browser().SignInAsync("agent-a");
        Assert.DoesNotContain("dl-person-crisis", await agent.ReadAsync("/console/people"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_reads_no_conversation_that_does_not_wait_for_him()
    {
        Set("2026-11-24T10:00");
        var resident = new Person(_app, "dl-person-other");
        await resident.SaysAsync("低保要带什么材料");
        using var browser = await _app.Browser().SignInAsync("agent-a");
        using var page = await browser.GetAsync("/console/conversations/dl-person-other");
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        using var list = await browser.GetAsync("/console/conversations");
        Assert.NotEqual(HttpStatusCode.OK, list.StatusCode);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Set(string local) => _time.Advance(new DateTimeOffset(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8)) - _time.GetUtcNow());

    private static async Task ToThePhoneAsync(Person resident)
    {
        await resident.SaysAsync("帮我办高龄津贴");
        await resident.SaysAsync("给我自己");
        await resident.SaysAsync("刘凤兰");
        await resident.SaysAsync("正定县南楼乡南楼村");
    }

    private Task SweepAsync() => _app.Services.GetServices<IHostedService>().OfType<PersonRequestWatch>().Single().SweepAsync(TestContext.Current.CancellationToken);

    private Task<List<PersonRequestRow>> RequestsAsync(string conversation) =>
        _app.InStoreAsync(db => db.PersonRequests.AsNoTracking().Where(row => row.ConversationId == conversation).ToListAsync(TestContext.Current.CancellationToken));
}
