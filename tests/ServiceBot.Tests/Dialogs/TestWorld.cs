using ServiceBot.Dialogs;
using ServiceBot.Domain.Catalog;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Dialogs;

/// <summary>The real dialogs and texts, and a small world that answers from memory and keeps what was done to it.</summary>
internal sealed class TestWorld : IDialogFacts, IDialogActions
{
    public static readonly string Folder = Path.Combine(Repository.Root, "dialogs");
    public static readonly DialogLibrary Library = DialogLibrary.Load(Folder, Folder);

    private static readonly Dictionary<string, SubjectFacts> Items = new[]
    {
        new SubjectFacts { Code = "HB-01", Title = "高龄津贴", TitleEn = "old-age allowance", Slots = ["birth_date", "applicant_id", "bank_card_ready"] },
        new SubjectFacts { Code = "HB-02", Title = "低保", TitleEn = "minimum living allowance", Slots = ["household_size", "materials_ready", "remark"] },
        new SubjectFacts { Code = "HB-03", Title = "残疾人证", TitleEn = "disability certificate", Proxy = ProxyFit.HelpOnly, Reason = "评残要本人到医院。", Slots = ["visit_date"] },
        new SubjectFacts { Code = "HB-04", Title = "结婚登记", TitleEn = "marriage registration", Proxy = ProxyFit.No, Reason = "双方要亲自到场。" },
        new SubjectFacts { Code = "HB-05", Title = "公益性岗位", TitleEn = "public job" },
        new SubjectFacts { Code = "HB-90", Title = "项目备案", TitleEn = "project filing", Dialog = "project-request", Family = ItemFamily.KeyProject },
    }.ToDictionary(item => item.Code);

    public List<(string Action, string Key, DialogInstance Instance, IReadOnlyDictionary<string, string> With)> Done { get; } = [];

    /// <summary>References of her open cases.</summary>
    public List<string> Cases { get; } = [];

    public string? Refuse { get; set; }

    public int Created => Done.Count(done => done.Action == "case.create");

    public SubjectFacts? Find(SubjectKind kind, string code) => kind == SubjectKind.Item
        ? Items.GetValueOrDefault(code)
        : Cases.Contains(code) ? new SubjectFacts { Code = code, Title = "高龄津贴", TitleEn = "old-age allowance" } : null;

    public IReadOnlyList<SubjectFacts> Offer(SubjectKind kind) =>
        kind == SubjectKind.Item ? [Items["HB-01"], Items["HB-02"], Items["HB-03"]] : [.. Cases.Select(code => Find(SubjectKind.Case, code)!)];

    public string? Value(string name, DialogInstance instance, string locale) => name == "agent.name" && instance.Answers.ContainsKey("region") ? "张建国" : null;

    public ActionResult Execute(string action, string key, DialogInstance instance, IReadOnlyDictionary<string, string> with)
    {
        if (Refuse is { } refused) return new ActionResult(new Dictionary<string, string>(), refused);
        Done.Add((action, key, instance, with));
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
}
