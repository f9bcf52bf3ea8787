using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Catalog;
using ServiceBot.Domain.Catalog;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Platform;
using ServiceBot.Tests.Support;
using ServiceBot.Transcripts;

namespace ServiceBot.Tests.Conversations;

/// <summary>What she was told from the catalog is kept with the words, fact by fact, and can be held against the catalog of another day.</summary>
public sealed class AnswerRecordTests(App app) : IClassFixture<App>
{
    private const string MinimumAllowance = "HB-MZ-001";

    [Fact]
    public async Task An_answer_keeps_item_version_and_the_hash_of_each_value_and_nothing_else_has_one()
    {
        var resident = new Person(app, "dl-told");
        await resident.SaysAsync("低保要带什么材料");
        await resident.SaysAsync("谢谢");
        var rows = await resident.RowsAsync();

        var told = Assert.Single(rows, row => row.Answer is not null);
        Assert.True(told.FromBot);
        var record = Assert.Single(AnswerRecord.Read(told.Answer));
        var item = app.Services.GetRequiredService<CurrentCatalog>().Book.Find(MinimumAllowance)!;
        Assert.Equal(("answered", MinimumAllowance, item.Version), (record.Status, record.Item, record.Version));
        Assert.Equal($"{MinimumAllowance} v{item.Version.ToString(CultureInfo.InvariantCulture)}", told.Source);
        Assert.Equal(["Materials"], record.Asked);
        var (field, hash) = Assert.Single(record.Facts!);
        Assert.Equal(("materials", CatalogJson.Hash(CatalogJson.Write(item.Item.Materials))), (field, hash));
    }

    [Fact]
    public async Task Staff_find_who_was_told_a_version_and_see_what_does_not_hold_any_more()
    {
        await new Person(app, "dl-told-fee").SaysAsync("残疾人证要多久能办好");
        await new Person(app, "dl-told-papers").SaysAsync("残疾人证要带什么材料");
        var store = app.Services.GetRequiredService<CurrentCatalog>();
        var before = Assert.Single(store.Book.Items, entry => entry.Item.Name == "残疾人证办理");
        var code = before.Item.Code;
        using var staff = await app.Browser().SignInAsync("admin");
        Assert.DoesNotContain("（已变）", await staff.ReadAsync("/console/conversations/dl-told-fee"), StringComparison.Ordinal);

        var changed = before.Item with { PromisedLimit = new TimeLimit((before.Item.PromisedLimit ?? before.Item.LegalLimit)!.Value - 1, (before.Item.PromisedLimit ?? before.Item.LegalLimit)!.Unit) };
        var file = CatalogFile.Parse("changed", $$"""{"items":[{{CatalogJson.Write(changed)}}]}""");
        var imported = await app.Services.GetRequiredService<CatalogImport>().RunAsync([file], TestContext.Current.CancellationToken);
        Assert.Equal((false, 1), (imported.Refused, imported.Changed));

        var wrong = await staff.ReadAsync("/console/conversations/dl-told-fee");
        Assert.Contains("承诺时限 （已变）", wrong, StringComparison.Ordinal);
        Assert.Contains("法定时限<", wrong.Replace(" <", "<", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("答过的没有变", await staff.ReadAsync("/console/conversations/dl-told-papers"), StringComparison.Ordinal);

        var found = await staff.ReadAsync($"/console/conversations?item={code}&version={before.Version.ToString(CultureInfo.InvariantCulture)}");
        Assert.Contains("dl-told-fee", found, StringComparison.Ordinal);
        Assert.Contains("dl-told-papers", found, StringComparison.Ordinal);
        Assert.DoesNotContain("dl-told-fee", await staff.ReadAsync($"/console/conversations?item={code}&version={(before.Version + 1).ToString(CultureInfo.InvariantCulture)}"), StringComparison.Ordinal);
        Assert.Contains("dl-told-fee", await staff.ReadAsync($"/console/conversations?item={code}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_dialog_states_of_the_item_is_kept_too()
    {
        var resident = new Person(app, "dl-told-dialog");
        foreach (var text in new[] { "帮我办残疾人证", "给自己办", "赵铁柱", "正定县南楼乡南楼村", "不同意", "跳过这个", "13800138000", "没有", "对，提交" }) await resident.SaysAsync(text);
        var records = (await resident.RowsAsync()).SelectMany(row => AnswerRecord.Read(row.Answer)).ToList();
        var record = records.Find(record => record.Status == AnswerRecord.InDialog);
        Assert.True(record is not null, await resident.ShownAsync());
        Assert.Contains("materials", record.Facts!.Keys);
    }

    [Fact]
    public void Every_field_that_is_cited_is_a_field_of_the_item()
    {
        var names = typeof(ServiceItem).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).ToHashSet(StringComparer.Ordinal);
        var texts = TextBook.Load(Path.Combine(Repository.Root, "dialogs", "texts"));
        var cited = from entry in app.Services.GetRequiredService<CurrentCatalog>().Book.Items
                    from field in Enum.GetValues<CatalogField>()
                    from name in new FieldTexts(texts, entry.Item, "zh-Hans", sms: false).Tell(field)?.Fields ?? []
                    select name;
        Assert.All(cited.Distinct(), name =>
        {
            Assert.Contains(name, names);
            Assert.True(texts.Has("console_fact_" + name.ToLowerInvariant()), name);
        });
    }

    [Fact]
    public void A_published_question_that_moved_in_its_list_still_holds_and_a_changed_one_does_not()
    {
        var item = new ServiceItem { Code = "A-1", Name = "甲", Faqs = [new Faq("一？", "1"), new Faq("二？", "2")] };
        var told = FactHash.Of(item, "faqs[1]");
        Assert.True(FactHash.Holds(item with { Faqs = [new Faq("二？", "2")] }, "faqs[1]", told));
        Assert.False(FactHash.Holds(item with { Faqs = [new Faq("一？", "1"), new Faq("二？", "3")] }, "faqs[1]", told));
        Assert.True(FactHash.Holds(item, "benefit", FactHash.Of(item, "benefit")));
        Assert.False(FactHash.Holds(item with { Benefit = "有" }, "benefit", FactHash.Of(item, "benefit")));
    }
}
