using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Conversations;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Residents;
using ServiceBot.Tests.Support;
using static ServiceBot.Tests.Support.Pairing;

namespace ServiceBot.Tests.Conversations.Linking;

/// <summary>A form left on one channel goes on on another: it is in one place, and makes one case, whatever comes in between.</summary>
public sealed class MovedDraftTests : IAsyncDisposable
{
    private static readonly string[] Begun = ["帮我办高龄津贴", "给自己办", "王秀英", "正定县南楼乡南楼村"];
    private static readonly string[] Rest = ["1944年5月6日", "同意", "130199194503150022", "有", "都齐了", "13912345678"];
    private readonly App _home = new();
    private readonly List<App> _apps = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps) await app.DisposeAsync();
        await _home.DisposeAsync();
    }

    [Fact]
    public async Task What_she_left_on_one_channel_is_offered_masked_and_goes_on_on_the_other()
    {
        var app = Start();
        var (web, phone) = (new Person(app, "dl-web"), new Person(app, "dl-phone"));
        await SayAllAsync(web, Begun);
        await SayAllAsync(web, [.. Rest, "不对，姓名改成王秀芬"]);
        await LinkAsync(web, phone);
        var offer = string.Join('\n', await phone.SaysAsync("继续"));
        Assert.Contains("高龄津贴", offer, StringComparison.Ordinal);
        Assert.Contains("姓名 王**", offer, StringComparison.Ordinal);
        Assert.Contains("139****5678", offer, StringComparison.Ordinal);
        Assert.DoesNotContain("王秀", offer, StringComparison.Ordinal);
        Assert.DoesNotContain("1301991945", offer, StringComparison.Ordinal);

        Assert.Contains("都对吗", string.Join('\n', await phone.SaysAsync("接着填")), StringComparison.Ordinal);
        Assert.Contains("已转到网页聊天", await web.HearsAsync("已转到"), StringComparison.Ordinal);
        var (there, here) = (await StateAsync(app, web), await StateAsync(app, phone));
        Assert.True(there is { Active: null, Drafts.Count: 0 });
        Assert.StartsWith(web.Id + ":", here.Active!.Id, StringComparison.Ordinal);

        await phone.SaysAsync("对，提交");
        Assert.Equal(phone.Id, Assert.Single(await CasesAsync(app)).ConversationId);
        Assert.DoesNotContain("接着填吗", string.Join('\n', await web.SaysAsync("继续")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_goes_back_as_well_and_the_letter_of_the_first_move_does_not_take_it_away_again()
    {
        var app = Start(delivers: false);
        var (web, phone) = (new Person(app, "dl-web"), new Person(app, "dl-phone"));
        await SayAllAsync(web, Begun);
        await PairAsync(web, phone);
        await SayAllAsync(phone, ["继续", "接着填", "1944年5月6日"]);
        var offer = string.Join('\n', await web.SaysAsync("继续"));
        Assert.Contains("出生日期", offer, StringComparison.Ordinal);
        Assert.Contains("填过的都还在", string.Join('\n', await web.SaysAsync("接着填")), StringComparison.Ordinal);
        await StopAsync(app);

        app = Start();
        (web, phone) = (new Person(app, web.Id), new Person(app, phone.Id));
        await phone.HearsAsync("已转到");
        await SettledAsync(app);
        Assert.True((await StateAsync(app, phone)) is { Active: null, Drafts.Count: 0 });
        Assert.Equal("1944-05-06", (await StateAsync(app, web)).Active!.Answers["birth_date"].Value.Value);
        Assert.DoesNotContain(await web.RowsAsync(), row => row.Text!.Contains("已转到", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_a_crash_in_the_middle_it_is_in_one_place_at_least_cannot_be_handed_in_twice_and_in_the_end_is_in_one()
    {
        // Nothing leaves the outbox: the process dies after the commit of the one conversation and before the other one hears of it.
        var app = Start(delivers: false);
        var (web, phone) = (new Person(app, "dl-web"), new Person(app, "dl-phone"));
        await SayAllAsync(web, [.. Begun, .. Rest]);
        await PairAsync(web, phone);
        await SayAllAsync(phone, ["继续", "接着填"]);
        Assert.Equal((await StateAsync(app, web)).Active!.Id, (await StateAsync(app, phone)).Active!.Id);
        Assert.Contains("转到您关联的另一个渠道", string.Join('\n', await web.SaysAsync("对，提交")), StringComparison.Ordinal);
        Assert.Empty(await CasesAsync(app));
        await StopAsync(app);

        app = Start();
        (web, phone) = (new Person(app, web.Id), new Person(app, phone.Id));
        await web.HearsAsync("已转到");
        Assert.Null((await StateAsync(app, web)).Active);
        Assert.NotNull((await StateAsync(app, phone)).Active);
        await phone.SaysAsync("对，提交");
        Assert.Single(await CasesAsync(app));
    }

    [Fact]
    public async Task Yes_on_both_channels_at_once_makes_one_case()
    {
        var app = Start(delivers: false);
        for (var round = 0; round < 10; round++)
        {
            var (web, phone) = (new Person(app, $"dl-web-{round}"), new Person(app, $"dl-phone-{round}"));
            await SayAllAsync(web, [.. Begun, .. Rest]);
            await PairAsync(web, phone);
            await SayAllAsync(phone, ["继续", "接着填"]);
            await Task.WhenAll(web.SaysAsync("对，提交"), phone.SaysAsync("对，提交"));
            Assert.Equal(phone.Id, Assert.Single(await CasesAsync(app, web.Id, phone.Id)).ConversationId);
        }
    }

    [Fact]
    public async Task Handing_in_here_and_taking_over_there_at_once_ends_in_one_case_or_one_form_and_never_in_both()
    {
        var app = Start();
        var handedIn = 0;
        for (var round = 0; round < 16; round++)
        {
            var (web, phone) = (new Person(app, $"dl-web-{round}"), new Person(app, $"dl-phone-{round}"));
            await SayAllAsync(web, [.. Begun, .. Rest]);
            await PairAsync(web, phone);
            await phone.SaysAsync("继续");
            var (yes, take) = round % 2 == 0 ? ("对，提交", "接着填") : ("对，提交。", "1");
            await Task.WhenAll(phone.SaysAsync(take), web.SaysAsync(yes));
            await SettledAsync(app);
            var cases = await CasesAsync(app, web.Id, phone.Id);
            handedIn += cases.Count;
            var (there, here) = (await StateAsync(app, web), await StateAsync(app, phone));
            Assert.True(there is { Active: null, Drafts.Count: 0 }, await web.ShownAsync());
            Assert.Equal(1, cases.Count + (here.Active is null ? 0 : 1));
            if (here.Active is null) continue;
            await phone.SaysAsync("对，提交");
            Assert.Single(await CasesAsync(app, web.Id, phone.Id));
        }

        Assert.InRange(handedIn, 0, 16);
    }

    [Fact]
    public async Task Two_channels_that_take_it_at_once_and_hand_it_in_at_once_make_one_case()
    {
        var app = Start(delivers: false);
        for (var round = 0; round < 8; round++)
        {
            var (web, phone, third) = (new Person(app, $"dl-web-{round}"), new Person(app, $"dl-phone-{round}"), new Person(app, $"dl-third-{round}"));
            await SayAllAsync(web, [.. Begun, .. Rest]);
            await PairAsync(web, phone);
            await PairAsync(web, third);
            await SayAllAsync(phone, ["继续"]);
            await SayAllAsync(third, ["继续"]);
            await Task.WhenAll(phone.SaysAsync("接着填"), third.SaysAsync("接着填"));
            var holder = await app.InStoreAsync(db => db.DraftHolders.AsNoTracking().SingleAsync(row => row.InstanceId.StartsWith(web.Id + ":"), Cancel));
            await Task.WhenAll(web.SaysAsync("对，提交"), phone.SaysAsync("对，提交"), third.SaysAsync("对，提交"));
            Assert.Equal(holder.ConversationId, Assert.Single(await CasesAsync(app, web.Id, phone.Id, third.Id)).ConversationId);
        }
    }

    [Fact]
    public async Task Who_is_not_linked_is_offered_nothing_whatever_name_and_number_she_gives()
    {
        var app = Start();
        var (web, phone) = (new Person(app, "dl-web"), new Person(app, "dl-phone"));
        await SayAllAsync(web, [.. Begun, .. Rest]);
        await web.SaysAsync("对，提交");
        await SayAllAsync(web, Begun);
        await SayAllAsync(phone, ["我叫王秀英", "我的电话是13912345678"]);
        Assert.Contains("没有没填完的", string.Join('\n', await phone.SaysAsync("继续")), StringComparison.Ordinal);
        Assert.Contains("还没有委托我们", string.Join('\n', await phone.SaysAsync("查进度")), StringComparison.Ordinal);
    }

    private static async Task SayAllAsync(Person person, IEnumerable<string> lines)
    {
        foreach (var line in lines) await person.SaysAsync(line);
    }

    private static async Task PairAsync(Person one, Person two) =>
        Assert.Contains("关联。两边都能", string.Join('\n', await two.SaysAsync("绑定 " + await one.CodeAsync())), StringComparison.Ordinal);

    private async Task StopAsync(App app)
    {
        _apps.Remove(app);
        await app.DisposeAsync();
    }

    /// <summary>The service on the data of these tests, as after a restart.</summary>
    private App Start(bool delivers = true)
    {
        var app = new App().With("ServiceBot:Data", _home.Data);
        if (!delivers)
            app.Replace(services => services.Remove(services.Single(service => service.ImplementationType == typeof(OutboxDispatcher))));
        _apps.Add(app);
        return app;
    }

    private static async Task<ConversationState> StateAsync(App app, Person person)
    {
        var state = await app.InStoreAsync(db => db.Conversations.AsNoTracking().Where(row => row.Id == person.Id).Select(row => row.State).SingleAsync(Cancel));
        return app.Services.GetRequiredService<StateJson>().Read(state);
    }

    private static Task<List<CaseRow>> CasesAsync(App app, params string[] conversations) => app.InStoreAsync(db =>
        db.Cases.AsNoTracking().Where(row => conversations.Length == 0 || conversations.Contains(row.ConversationId)).ToListAsync(Cancel));

    /// <summary>Every letter has been told.</summary>
    private static async Task SettledAsync(App app)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (await app.InStoreAsync(db => db.Outbox.AnyAsync(row => row.State == OutboxState.Waiting, limit.Token))) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
    }
}
