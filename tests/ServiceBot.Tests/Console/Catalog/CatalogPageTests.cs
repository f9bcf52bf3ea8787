using System.Net;
using ServiceBot.Catalog;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Console.Catalog;

public sealed class CatalogPageTests(App app) : IClassFixture<App>
{
    private CatalogBook Book => app.Services.GetRequiredService<CurrentCatalog>().Book;

    [Fact]
    public async Task An_item_that_is_switched_off_is_gone_at_once_and_comes_back()
    {
        using var admin = await app.Browser().SignInAsync("admin");
        var entry = Book.Items[0];
        var (code, version) = (entry.Item.Code, entry.Version.ToString(System.Globalization.CultureInfo.InvariantCulture));
        using var off = await SwitchAsync(admin, code, version, "true");
        Assert.Equal(HttpStatusCode.Redirect, off.StatusCode);
        Assert.Null(Book.Find(code));
        Assert.Contains("已停用", await admin.ReadAsync("/console/catalog?q=" + code), StringComparison.Ordinal);

        // Somebody else's page still shows the switch as it was.
        using var late = await SwitchAsync(admin, code, version, "true");
        Assert.Contains("刚才已有变化", await admin.ReadAsync("/console/catalog"), StringComparison.Ordinal);
        using var on = await SwitchAsync(admin, code, version, "false");
        Assert.NotNull(Book.Find(code));
        Assert.Equal(1, await app.AuditedAsync("item.switch", code + " off"));
    }

    [Fact]
    public async Task An_unknown_item_is_not_found()
    {
        using var admin = await app.Browser().SignInAsync("admin");
        using var response = await SwitchAsync(admin, "NO-SUCH-ITEM", "1", "true");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_township_reads_the_catalog_and_does_not_switch_what_is_everybodys()
    {
        using var township = await app.Browser().SignInAsync("township");
        var item = Book.Items.First(entry => entry.Item.RegionCode is null).Item;
        var page = await township.ReadAsync("/console/catalog?q=" + Uri.EscapeDataString(item.Name));
        Assert.Contains(item.Code, page, StringComparison.Ordinal);
        using var response = await SwitchAsync(township, item.Code, "1", "true");
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.NotNull(Book.Find(item.Code));
    }

    private static Task<HttpResponseMessage> SwitchAsync(Browser browser, string code, string version, string off) =>
        browser.SubmitAsync("/console/catalog", [("code", code), ("version", version), ("off", off)], "/console/catalog?handler=Switch");
}
