using ServiceBot.Catalog;
using ServiceBot.Domain.Catalog;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Domain.Catalog;

public sealed class ItemLintTests
{
    private static readonly LintWords _words = LintWordsFile.Read();

    [Fact]
    public void A_sound_item_has_no_findings() => Assert.Empty(ItemLint.CheckAll([Make.SoundItem()], _words));

    public static TheoryData<string, string, string, Func<ServiceItem, ServiceItem>> Broken { get; } = new()
    {
        { "a code in small letters", "code", "code_malformed", item => item with { Code = "hb-1" } },
        { "a code too long", "code", "code_malformed", item => item with { Code = new string('A', 51) } },
        { "no name", "name", "name_missing", item => item with { Name = " " } },
        { "no body", "department", "public_field_missing", item => item with { Department = null } },
        { "no basis", "legalBases", "public_field_missing", item => item with { LegalBases = [] } },
        { "no conditions", "acceptConditions", "public_field_missing", item => item with { AcceptConditions = [] } },
        { "no materials", "materials", "public_field_missing", item => item with { Materials = [] } },
        { "no steps", "steps", "public_field_missing", item => item with { Steps = [] } },
        { "no limit", "promisedLimit", "public_field_missing", item => item with { LegalLimit = null, PromisedLimit = null } },
        { "promised longer than legal", "promisedLimit", "promised_over_legal", item => item with { PromisedLimit = new TimeLimit(21, LimitUnit.WorkingDays) } },
        { "limits in two units", "promisedLimit", "limit_units_differ", item => item with { PromisedLimit = new TimeLimit(1, LimitUnit.Months) } },
        { "zero days", "promisedLimit", "limit_value", item => item with { PromisedLimit = new TimeLimit(0, LimitUnit.WorkingDays) } },
        { "immediate but not of that type", "caseType", "immediate_case_type", item => item with { PromisedLimit = new TimeLimit(0, LimitUnit.Immediate) } },
        { "of that type but not immediate", "caseType", "immediate_case_type", item => item with { CaseType = "即办件" } },
        { "visits without reason", "onSiteReason", "visits_without_reason", item => item with { OnSiteVisits = 1 } },
        { "reason without visits", "onSiteReason", "reason_without_visits", item => item with { OnSiteReason = "采集指纹" } },
        { "fully online with a visit", "onSiteVisits", "fully_online_with_visits", item => item with { OnSiteVisits = 1, OnSiteReason = "核验", OnlineDepth = "全程网办" } },
        { "a fee without standard", "fees[0].standard", "fee_without_standard", item => item with { Fees = [new Fee("工本费", "", "示例条例")] } },
        { "a fee without basis", "fees[0].basis", "fee_without_basis", item => item with { Fees = [new Fee("工本费", "10元")] } },
        { "silence about fees", "feeNote", "fee_not_told", item => item with { FeeNote = null } },
        { "no consult phone", "consultPhone", "phone_missing", item => item with { ConsultPhone = null } },
        { "no complaint phone", "complaintPhone", "phone_missing", item => item with { ComplaintPhone = null } },
        { "one phone for both", "complaintPhone", "phones_equal", item => item with { ComplaintPhone = "0311 00000001" } },
        { "a catch-all material", "materials[1]", "material_catch_all", item => item with { Materials = [.. item.Materials, new Material { Name = "其他相关材料" }] } },
        { "a licence without FAQ", "faqs", "licence_without_faq", item => item with { ItemType = "行政许可" } },
        { "a licence in two steps", "steps", "licence_steps", item => item with { ItemType = "行政许可" } },
        { "cancelled before it began", "cancelOn", "cancel_before_effective", item => item with { EffectiveFrom = new DateOnly(2026, 5, 1), CancelOn = new DateOnly(2026, 5, 1) } },
        { "cancelled without a word", "cancelNote", "cancel_without_note", item => item with { CancelOn = new DateOnly(2026, 5, 1) } },
        { "redirected to nowhere", "redirectTo", "redirect_unknown", item => item with { RedirectTo = "T-9" } },
        { "redirected to itself", "redirectTo", "redirect_to_itself", item => item with { RedirectTo = "T-1" } },
        { "a region that is none", "regionCode", "region_malformed", item => item with { RegionCode = "1301" } },
        { "a proxy that may not", "proxy", "proxy_conflict", item => item with { Proxy = ProxyFit.No, VillageHandling = VillageHandling.Proxy } },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_item_is_found_with_field_and_rule(string what, string field, string rule, Func<ServiceItem, ServiceItem> breakIt)
    {
        var findings = ItemLint.CheckAll([breakIt(Make.SoundItem())], _words).ToList();
        Assert.True(findings.Any(finding => finding.Field == field && finding.Rule == rule), $"{what}: {string.Join(", ", findings)}");
    }

    [Fact]
    public void Two_items_cannot_have_one_code() =>
        Assert.Contains(ItemLint.CheckAll([Make.SoundItem(), Make.SoundItem()], _words), finding => finding.Rule == "code_twice");

    [Fact]
    public void A_name_shared_by_two_items_is_a_warning()
    {
        var shared = new[] { Make.SoundItem() with { ColloquialNames = ["低保"] }, Make.SoundItem("T-2", "另一事项") with { ColloquialNames = ["低保"] } };
        var finding = Assert.Single(ItemLint.CheckAll(shared, _words));
        Assert.Equal(("name_shared", FindingSeverity.Warning), (finding.Rule, finding.Severity));
    }
}
