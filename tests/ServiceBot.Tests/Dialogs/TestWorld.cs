using ServiceBot.Catalog;
using ServiceBot.Catalog.Regions;
using ServiceBot.Dialogs;
using ServiceBot.Domain.Catalog;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Tests.Support;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Dialogs;

/// <summary>The real dialogs and texts, and a small world that answers from memory and keeps what was done to it.</summary>
internal sealed class TestWorld : IDialogFacts, IDialogActions
{
    public static readonly string Folder = Path.Combine(Repository.Root, "dialogs");
    public static readonly DialogLibrary Library = DialogLibrary.Load(Folder, Folder);

    private static readonly ServiceItem[] Catalog =
    [
        Item("HB-01", "高龄津贴", "old-age allowance", ["高龄补贴", "老年补贴"]) with { IntakeSlots = ["birth_date", "applicant_id", "bank_card_ready"] },
        Item("HB-02", "低保", "minimum living allowance", ["最低生活保障", "吃低保"]) with { IntakeSlots = ["household_size", "materials_ready", "remark"] },
        Item("HB-03", "残疾人证", "disability certificate", ["残疾证"]) with { Proxy = ProxyFit.HelpOnly, InPersonReason = "残疾评定须本人到场", IntakeSlots = ["visit_date"] },
        Item("HB-04", "再生育审批", "second birth approval", []) with { Proxy = ProxyFit.No, InPersonReason = "这一项已经取消" },
        Item("HB-05", "公益性岗位", "public job", []) with { Proxy = ProxyFit.Allowed },
        Item("HB-06", "土地流转", "land transfer", ["包地"]) with { IntakeSlots = ["land_area_mu"] },
        Item("HB-90", "项目备案", "project filing", []) with { Family = ItemFamily.KeyProject, Dialog = "project-request" },
    ];

    private static readonly Dictionary<string, SubjectFacts> Items = Catalog.ToDictionary(item => item.Code, item => new SubjectFacts
    {
        Code = item.Code,
        Title = item.Name,
        TitleEn = item.NameEn,
        Dialog = item.Dialog,
        Slots = item.IntakeSlots,
        Proxy = item.Proxy,
        Family = item.Family,
        Reason = item.InPersonReason,
    });

    private static readonly Lazy<Understander> RealUnderstander = new(MakeUnderstander);

    public static Understander Understander => RealUnderstander.Value;

    public List<(string Action, string Key, DialogInstance Instance, IReadOnlyDictionary<string, string> With)> Done { get; } = [];

    /// <summary>References of her open cases.</summary>
    public List<string> Cases { get; } = [];

    public string? Refuse { get; set; }

    /// <summary>Code of an item that is no longer published.</summary>
    public string? Gone { get; set; }

    /// <summary>Nobody is on duty until then; null: somebody is there.</summary>
    public DateTimeOffset? PersonBy { get; set; }

    public int Created => Done.Count(done => done.Action == "case.create");

    public SubjectFacts? Find(SubjectKind kind, string code) => kind == SubjectKind.Item
        ? code == Gone ? null : Items.GetValueOrDefault(code)
        : Cases.Contains(code) ? new SubjectFacts { Code = code, Title = "高龄津贴", TitleEn = "old-age allowance" } : null;

    public IReadOnlyList<SubjectFacts> Offer(SubjectKind kind) =>
        kind == SubjectKind.Item ? [Items["HB-01"], Items["HB-02"], Items["HB-03"]] : [.. Cases.Select(code => Find(SubjectKind.Case, code)!)];

    public string? Value(string name, DialogInstance instance, string locale) => name == "agent.name" && instance.Answers.ContainsKey("region") ? "张建国" : null;

    public ActionResult Execute(string action, string key, DialogInstance instance, IReadOnlyDictionary<string, string> with)
    {
        if (Refuse is { } refused) return new ActionResult(new Dictionary<string, string> { ["other"] = "短信" }, refused);
        Done.Add((action, key, instance, with));
        if (action == "handoff") return new ActionResult(new Dictionary<string, string> { ["who"] = "张建国", ["when"] = "明天9:00" }) { PersonBy = PersonBy };
        if (action is "link" or "unlink" or "prefer")
            return new ActionResult(new Dictionary<string, string> { ["code"] = "482913", ["minutes"] = "10", ["other"] = "短信 138****5678" });
        if (action != "case.create") return new ActionResult(new Dictionary<string, string>());
        Cases.Add("260000018");
        return new ActionResult(new Dictionary<string, string>
        {
            ["reference"] = "260000018",
            ["agent_name"] = "张建国",
            ["agent_phone"] = "0311-88012345",
            ["proxy_due"] = "10月12日",
            ["authority_due"] = "预计11月20日前",
        });
    }

    private static ServiceItem Item(string code, string name, string english, string[] names) => new()
    {
        Code = code, Name = name, ShortName = name, NameEn = english, ColloquialNames = names, KeywordsEn = [english], Proxy = ProxyFit.Allowed,
    };

    /// <summary>The real one, over this small catalog and all places of Hebei.</summary>
    private static Understander MakeUnderstander()
    {
        var catalog = new CurrentCatalog();
        catalog.Replace(new CatalogBook(Catalog.Select(item => new CatalogEntry(item, 1, "0")), []));
        var regions = RegionBook.Load(Path.Combine(AppContext.BaseDirectory, "Catalog", "Regions", "hebei-regions.csv.gz"));
        var reading = new CatalogReading(catalog, new QuestionReader(catalog), regions);
        return new Understander(Vocabulary.Load(Path.Combine(Folder, "vocabulary")), reading.Regions, reading.Sense, reading.Danger);
    }
}
