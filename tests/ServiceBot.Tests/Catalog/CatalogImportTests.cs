using Microsoft.EntityFrameworkCore;
using ServiceBot.Catalog;
using ServiceBot.Domain.Catalog;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Catalog;

public sealed class CatalogImportTests : IAsyncLifetime
{
    private readonly App _app = new App().With("ServiceBot:Samples:Enabled", "false");

    private CatalogImport Import => _app.Services.GetRequiredService<CatalogImport>();

    private CatalogStore Store => _app.Services.GetRequiredService<CatalogStore>();

    private CatalogBook Book => _app.Services.GetRequiredService<CurrentCatalog>().Book;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_makes_a_new_version_and_no_change_makes_none()
    {
        Assert.Empty(Book.Items);
        var first = await Import.RunAsync([File("a.json", Make.SoundItem())], Token);
        Assert.Equal((1, 0, 0), (first.Added, first.Changed, first.Unchanged));

        var same = await Import.RunAsync([File("a.json", Make.SoundItem())], Token);
        Assert.Equal((0, 0, 1), (same.Added, same.Changed, same.Unchanged));
        Assert.Equal(1, Book.Find("T-1")!.Version);

        var changed = await Import.RunAsync([File("a.json", Make.SoundItem() with { ShortName = "新叫法" })], Token);
        Assert.Equal((0, 1, 0), (changed.Added, changed.Changed, changed.Unchanged));
        Assert.Equal((2, "新叫法"), (Book.Find("T-1")!.Version, Book.Find("T-1")!.Item.ShortName));
        var states = await _app.InStoreAsync(db => db.Items.OrderBy(row => row.Version).Select(row => row.State).ToListAsync(Token));
        Assert.Equal([PublishState.Retired, PublishState.Published], states);
    }

    [Fact]
    public async Task One_fault_in_one_file_keeps_all_files_out()
    {
        var outcome = await Import.RunAsync(
            [File("good.json", Make.SoundItem()), File("bad.json", Make.SoundItem("T-2", "坏的") with { Department = null, ConsultPhone = null }), CatalogFile.Parse("broken.json", "{\"items\":[{\"code\":\"T-3\",\"colour\":1}]")], Token);
        Assert.True(outcome.Refused);
        Assert.Contains(outcome.Findings, one => one is { File: "bad.json", Finding: { Item: "T-2", Field: "department", Rule: "public_field_missing" } });
        Assert.Contains(outcome.Findings, one => one is { File: "bad.json", Finding.Rule: "phone_missing" });
        Assert.Contains(outcome.Findings, one => one is { File: "broken.json", Finding.Rule: "json" });
        Assert.Empty(Book.Items);
        Assert.False(await _app.InStoreAsync(db => db.Items.AnyAsync(Token)));
    }

    [Theory]
    [InlineData("{\"items\":[{\"code\":\"T-1\",\"name\":\"甲\",\"colour\":\"red\"}]}", "T-1")]
    [InlineData("{\"items\":[{\"code\":\"T-1\"}]}", "T-1")]
    [InlineData("{\"items\":[{\"code\":\"T-1\",\"name\":\"甲\",\"materials\":null}]}", "T-1")]
    [InlineData("{\"items\":[{\"code\":\"T-1\",\"name\":\"甲\",\"materials\":[{\"name\":\"乙\",\"need\":7}]}]}", "T-1")]
    [InlineData("{\"items\":[17]}", "items[0]")]
    [InlineData("{\"items\":17}", "")]
    [InlineData("{\"things\":[]}", "")]
    [InlineData("[]", "")]
    [InlineData("", "")]
    public void What_is_not_an_item_is_a_finding_and_never_an_exception(string text, string item)
    {
        var file = CatalogFile.Parse("x.json", text);
        Assert.Empty(file.Items);
        Assert.Equal(item, Assert.Single(file.Findings).Finding.Item);
    }

    [Fact]
    public void An_article_may_be_a_text_or_a_question_with_its_answer()
    {
        var file = CatalogFile.Parse("x.json", """{"articles":[{"id":"A","title":"甲","text":"乙","date":"2014-07-30"},{"id":"B","question":"问","answer":"答"},{"id":"C","title":"空"}]}""");
        Assert.Equal(["乙", "答"], file.Articles.Select(article => article.Text));
        Assert.Equal("问", file.Articles[1].Title);
        Assert.Equal("article_malformed", Assert.Single(file.Findings).Finding.Rule);
    }

    [Fact]
    public async Task A_switched_off_item_is_gone_at_once_and_comes_back()
    {
        await Import.RunAsync([File("a.json", Make.SoundItem())], Token);
        Assert.True(await Store.SwitchAsync("T-1", off: true, Token));
        Assert.Null(Book.Find("T-1"));
        await Import.RunAsync([File("a.json", Make.SoundItem() with { ShortName = "改过" })], Token);
        Assert.Null(Book.Find("T-1"));
        Assert.True(await Store.SwitchAsync("T-1", off: false, Token));
        Assert.Equal(2, Book.Find("T-1")!.Version);
        Assert.False(await Store.SwitchAsync("T-9", off: true, Token));
    }

    [Fact]
    public async Task A_retired_item_is_gone_and_its_history_stays()
    {
        await Import.RunAsync([File("a.json", Make.SoundItem())], Token);
        Assert.True(await Store.RetireAsync("T-1", Token));
        Assert.Null(Book.Find("T-1"));
        Assert.Equal(1, await _app.InStoreAsync(db => db.Items.CountAsync(Token)));
        var again = await Import.RunAsync([File("a.json", Make.SoundItem())], Token);
        Assert.Equal(1, again.Changed);
        Assert.Equal(2, Book.Find("T-1")!.Version);
    }

    [Fact]
    public async Task A_redirect_may_point_to_an_item_that_is_there_already()
    {
        await Import.RunAsync([File("a.json", Make.SoundItem())], Token);
        var outcome = await Import.RunAsync([File("b.json", Make.SoundItem("T-2", "旧事项") with { RedirectTo = "T-1", CancelOn = new DateOnly(2020, 1, 1), CancelNote = "已取消" })], Token);
        Assert.False(outcome.Refused);
    }

    [Fact]
    public async Task What_another_process_changed_is_read_again()
    {
        await Import.RunAsync([File("a.json", Make.SoundItem())], Token);
        Assert.False(await Store.RefreshAsync(Token));
        await _app.InStoreAsync(db => db.Items.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Off, true).SetProperty(row => row.ChangedAt, DateTimeOffset.UnixEpoch), Token));
        Assert.True(await Store.RefreshAsync(Token));
        Assert.Null(Book.Find("T-1"));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static CatalogFile File(string name, params ServiceItem[] items) => new(name, items, [], []);
}
