using ServiceBot.Catalog;
using ServiceBot.Domain.Catalog;
using ServiceBot.Platform;

namespace ServiceBot.Tests.Catalog;

public sealed class SampleCatalogTests
{
    private static readonly string[] _slots =
    [
        "applicant_name", "applicant_id", "phone", "region", "address", "for_self", "relation", "birth_date", "bank_card_ready", "materials_ready",
        "disability_level", "household_size", "land_area_mu", "visit_date", "project_name", "company_name", "credit_code", "remark",
    ];

    [Fact]
    public void The_samples_pass_their_own_lint()
    {
        var findings = CatalogImport.Findings(SampleCatalog.Files, []);
        Assert.DoesNotContain(findings, finding => finding.Finding.Severity == FindingSeverity.Error);
        Assert.DoesNotContain(findings, finding => finding.Finding.Rule == "name_shared");
    }

    [Fact]
    public void There_are_32_resident_items_and_8_of_key_projects()
    {
        Assert.Equal(32, SampleCatalog.Items.Count(item => item.Family == ItemFamily.Resident));
        Assert.Equal(8, SampleCatalog.Items.Count(item => item.Family == ItemFamily.KeyProject));
        Assert.Equal(4, SampleCatalog.Items.Select(item => item.ProjectStage).Distinct().Count(stage => stage is not null));
    }

    [Fact]
    public void Every_sample_says_that_it_is_one_and_where_it_comes_from() =>
        Assert.All(SampleCatalog.Items, item => Assert.True(item.Sample && item.Sources.Count > 0, item.Code));

    [Fact]
    public void An_item_asks_at_most_five_more_things_all_of_them_known() =>
        Assert.All(SampleCatalog.Items, item =>
        {
            Assert.InRange(item.IntakeSlots.Count, 0, 5);
            Assert.Empty(item.IntakeSlots.Except(_slots));
        });

    [Fact]
    public void No_sample_phone_can_ring_anywhere() =>
        Assert.All(SampleCatalog.Items, item =>
            Assert.All(item.Places.Select(place => place.Phone).OfType<string>().Concat([item.ConsultPhone!, item.ComplaintPhone!]),
                phone => Assert.StartsWith("0311-0000-", phone, StringComparison.Ordinal)));

    [Fact]
    public void Every_rule_of_the_lint_can_be_said_in_a_sentence()
    {
        var texts = TextBook.Load(ContentFolders.BuiltInTexts);
        var source = Support.Repository.Read("src/ServiceBot.Domain/Catalog/ItemLint.cs");
        var rules = System.Text.RegularExpressions.Regex.Matches(source, @"new\(.+?, .+?, ""([a-z_]+)""").Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.True(rules.Count > 20);
        Assert.All(rules, rule => Assert.True(texts.Has("lint_" + rule), rule));
    }

    [Fact]
    public void What_is_written_reads_back_as_the_same() =>
        Assert.All(SampleCatalog.Items, item =>
        {
            var json = CatalogJson.Write(item);
            Assert.Equal(json, CatalogJson.Write(CatalogJson.Read<ServiceItem>(json)));
        });
}
