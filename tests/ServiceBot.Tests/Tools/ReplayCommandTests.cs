using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Tests.Support;
using ServiceBot.Tools;
using ServiceBot.Transcripts;

namespace ServiceBot.Tests.Tools;

/// <summary>What was said is played through two versions of the dialogs; what would be different is shown, and nothing is written.</summary>
public sealed class ReplayCommandTests : IAsyncLifetime
{
    private static readonly string[] Form =
        ["帮我办高龄津贴", "给自己办", "欧阳秀英", "正定县南楼乡南楼村", "1945年3月15日", "同意", "130199194503150022", "有", "都齐了", "13912345678", "再说一遍", "对", "查进度"];

    private readonly App _app = new();

    private static string Dialogs => Path.Combine(AppContext.BaseDirectory, "dialogs");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var form = new Person(_app, "dl-form");
        foreach (var line in Form) await form.SaysAsync(line);
        var reference = await _app.InStoreAsync(db => db.Cases.Select(row => row.Reference).SingleAsync(Token));
        var agent = Person.OfAgent(_app, "AGENT-A");
        // Every letter has arrived before a test looks: whatever is written afterwards was written by the command.
        await agent.HearsAsync(reference);
        await agent.SaysAsync($"1 {reference}");
        await form.HearsAsync("接");
        await form.SaysAsync("电话错了，改成13812345679");
        await new Person(_app, "dl-question").SaysAsync("办低保要带什么材料？");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_same_dialogs_say_the_same_and_it_is_what_was_said()
    {
        var (code, text) = await RunAsync("--a", Dialogs, "--b", Copy());
        Assert.Equal("2 conversations, 2 the same, 0 different", text.Trim());
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task A_step_in_another_place_shows_as_another_path_and_nobody_is_named()
    {
        var (code, text) = await RunAsync("--a", Dialogs, "--b", Copy(("proxy-request.yml", Reordered)));
        Assert.Equal(1, code);
        Assert.Contains("dl-form", text, StringComparison.Ordinal);
        Assert.DoesNotContain("dl-question", text, StringComparison.Ordinal);
        Assert.Contains("path: 'proxy-request/region' => 'proxy-request/phone'", text, StringComparison.Ordinal);
        Assert.Contains("texts: 'ask_region' => 'ask_phone'", text, StringComparison.Ordinal);
        Assert.EndsWith("2 conversations, 1 the same, 1 different", text.Trim(), StringComparison.Ordinal);
        foreach (var hers in new[] { "欧阳秀英", "13912345678", "13812345679", "130199194503150022", "南楼乡南楼村", "1945" }) Assert.DoesNotContain(hers, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renamed_step_that_made_the_case_and_another_text_are_shown()
    {
        var (_, renamed) = await RunAsync("--a", Dialogs, "--b", Copy(("proxy-request.yml", text => text.Replace("  - id: create\n", "  - id: opened\n", StringComparison.Ordinal).Replace("effect.create.", "effect.opened.", StringComparison.Ordinal))));
        Assert.Contains("case", renamed, StringComparison.Ordinal);

        var (code, reworded) = await RunAsync("--a", Dialogs, "--b", Copy(("texts/requests.yml", text => text.Replace("ask_own_name:", "ask_own_name: { zh: 您贵姓？, en: Your name? }\nask_own_name_before:", StringComparison.Ordinal))));
        Assert.Equal(1, code);
        Assert.Contains("says: ", reworded, StringComparison.Ordinal);
        Assert.Contains("您贵姓？", reworded, StringComparison.Ordinal);
        Assert.DoesNotContain("path: ", reworded, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_conversation_is_played_alone()
    {
        var (code, text) = await RunAsync("--a", Dialogs, "--b", Copy(("proxy-request.yml", Reordered)), "--conversation", "dl-question");
        Assert.Equal((0, "1 conversations, 1 the same, 0 different"), (code, text.Trim()));
    }

    [Fact]
    public async Task Nothing_is_written()
    {
        var before = await StoreAsync();
        await RunAsync("--a", Dialogs, "--b", Copy(("proxy-request.yml", Reordered)));
        Assert.Equal(before, await StoreAsync());
    }

    [Fact]
    public async Task A_folder_with_a_fault_is_refused_with_its_place()
    {
        var (code, text) = await RunAsync("--a", Dialogs, "--b", Copy(("proxy-request.yml", text => text.Replace("collect: phone", "collect: fax", StringComparison.Ordinal))));
        Assert.Equal(2, code);
        Assert.Contains("proxy-request.yml:", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--a", "nowhere", "--b", "nowhere")]
    public async Task Wrong_arguments_get_the_usage(params string[] arguments)
    {
        var (code, text) = await RunAsync(arguments);
        Assert.Equal((2, ReplayCommand.Usage), (code, text.Trim()));
    }

    private static string Reordered(string text)
    {
        const string Phone = "  - { id: phone, collect: phone, ask: ask_phone, on_fail: leave }\n";
        const string Region = "  - { id: region, collect: region, ask: ask_region }\n";
        Assert.Contains(Phone, text, StringComparison.Ordinal);
        return text.Replace(Phone, "", StringComparison.Ordinal).Replace(Region, Phone + Region, StringComparison.Ordinal);
    }

    private string Copy(params (string File, Func<string, string> Change)[] changes)
    {
        var copy = Directory.CreateDirectory(Path.Combine(_app.Data, "dialogs-" + Guid.CreateVersion7())).FullName;
        foreach (var file in Directory.EnumerateFiles(Dialogs, "*.yml", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy, Path.GetRelativePath(Dialogs, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        foreach (var (file, change) in changes) File.WriteAllText(Path.Combine(copy, file), change(File.ReadAllText(Path.Combine(copy, file))));
        return copy;
    }

    private Task<string> StoreAsync() => _app.InStoreAsync(async db => string.Join(' ', [
        await db.Transcripts.CountAsync(Token), await db.Outbox.CountAsync(Token), await db.Inbox.CountAsync(Token), await db.CaseEvents.CountAsync(Token),
        (await db.Counters.SingleAsync(Token)).Next, .. await db.Conversations.OrderBy(row => row.Id).Select(row => row.Version).ToListAsync(Token),
    ]));

    private async Task<(int Code, string Text)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        var command = ActivatorUtilities.CreateInstance<ReplayCommand>(_app.Services);
        return (await command.RunAsync(arguments, output, Token), output.ToString());
    }
}
