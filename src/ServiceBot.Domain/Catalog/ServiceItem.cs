namespace ServiceBot.Domain.Catalog;

/// <summary>
/// One item of government service (事项): field names follow the public 实施清单 schema (reference: GB/T 39554 field names as
/// published by two open implementations; no conformity is claimed). All texts are Simplified Chinese; <c>…En</c> is the English.
/// </summary>
/// <remarks>An item is identified by <see cref="Code"/>; codes are opaque. What is not published answers nothing and takes no case.</remarks>
public sealed record ServiceItem
{
    /// <summary>实施编码 or our own short code: <c>[0-9A-Z-]</c>, at most 50. Example <c>HB-MZ-001</c>. Never parsed.</summary>
    public required string Code { get; init; }
    /// <summary>事项名称, the official name. Example 最低生活保障对象认定.</summary>
    public required string Name { get; init; }
    public string? NameEn { get; init; }
    /// <summary>What people call it in a heading: 低保.</summary>
    public string? ShortName { get; init; }
    /// <summary>Colloquial and retired names: 准生证 for 生育登记.</summary>
    public IReadOnlyList<string> ColloquialNames { get; init; } = [];
    /// <summary>Needs in residents' own words: "我妈八十了有啥钱能领".</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];
    public IReadOnlyList<string> KeywordsEn { get; init; } = [];
    public ItemFamily Family { get; init; } = ItemFamily.Resident;
    /// <summary>事项类型: 行政许可, 行政给付, 行政确认, 其他行政权力, 公共服务…</summary>
    public string? ItemType { get; init; }
    /// <summary>主题分类: 社会救助, 医疗保障, 社会保险, 就业, 卫健, 户籍, 土地, 住房, 市场主体, 退役军人, 法律, 重点项目.</summary>
    public string? Topic { get; init; }
    public ProjectStage? ProjectStage { get; init; }

    /// <summary>实施主体 (mandatory, public).</summary>
    public string? Department { get; init; }
    /// <summary>行使层级: 省, 市, 县, 乡, 村.</summary>
    public IReadOnlyList<string> ExerciseLevels { get; init; } = [];
    /// <summary>设定依据 (mandatory, public): law, article.</summary>
    public IReadOnlyList<LegalBasis> LegalBases { get; init; } = [];
    /// <summary>服务对象: 自然人, 企业法人…</summary>
    public IReadOnlyList<string> ServiceObjects { get; init; } = [];
    /// <summary>办件类型: 即办件 or 承诺件.</summary>
    public string? CaseType { get; init; }
    /// <summary>受理条件 (mandatory, public).</summary>
    public IReadOnlyList<string> AcceptConditions { get; init; } = [];
    /// <summary>申请材料 (mandatory, public).</summary>
    public IReadOnlyList<Material> Materials { get; init; } = [];
    /// <summary>办理流程 (mandatory, public).</summary>
    public IReadOnlyList<HandlingStep> Steps { get; init; } = [];
    /// <summary>法定办结时限.</summary>
    public TimeLimit? LegalLimit { get; init; }
    /// <summary>承诺办结时限; legal or promised is mandatory and public.</summary>
    public TimeLimit? PromisedLimit { get; init; }
    public IReadOnlyList<SpecialProcedure> SpecialProcedures { get; init; } = [];
    public IReadOnlyList<Fee> Fees { get; init; } = [];
    /// <summary>One sentence where there is no fee: 不收费.</summary>
    public string? FeeNote { get; init; }
    /// <summary>给付标准: what is paid, to whom, how often, in words: 80至89周岁每月30元.</summary>
    public string? Benefit { get; init; }
    /// <summary>审批结果.</summary>
    public IReadOnlyList<string> Results { get; init; } = [];
    /// <summary>到办事现场次数.</summary>
    public int OnSiteVisits { get; init; }
    /// <summary>必须现场办理原因; mandatory when <see cref="OnSiteVisits"/> is not 0.</summary>
    public string? OnSiteReason { get; init; }
    /// <summary>办理形式: 窗口, 网上, 邮寄, 代办.</summary>
    public IReadOnlyList<string> HandleForms { get; init; } = [];
    public string? OnlineUrl { get; init; }
    public string? OnlineDepth { get; init; }
    /// <summary>通办范围: 全国, 全省, 全县…</summary>
    public string? CrossRegionScope { get; init; }
    public IReadOnlyList<HandlingPlace> Places { get; init; } = [];
    public string? ConsultPhone { get; init; }
    /// <summary>监督投诉电话; differs from <see cref="ConsultPhone"/>.</summary>
    public string? ComplaintPhone { get; init; }
    /// <summary>行政复议/诉讼 routes, told with every refusal.</summary>
    public string? Remedies { get; init; }
    public IReadOnlyList<Faq> Faqs { get; init; } = [];

    /// <summary>村级办理方式.</summary>
    public VillageHandling VillageHandling { get; init; } = VillageHandling.None;
    /// <summary>Who does what, level by level: {"村":"受理","乡":"初审","县":"办结"}.</summary>
    public IReadOnlyDictionary<string, string> LevelRoles { get; init; } = new Dictionary<string, string>();
    /// <summary>Whether a cadre may run it for the resident (Civil Code 161; licensing law 29). Default 帮办 when unknown.</summary>
    public ProxyFit Proxy { get; init; } = ProxyFit.HelpOnly;
    /// <summary>Why she must appear herself: 指纹采集.</summary>
    public string? InPersonReason { get; init; }
    /// <summary>Who may stand in for her, in words: 近亲属, 村委会.</summary>
    public string? ProxyNote { get; init; }
    /// <summary>Dialog that takes the request; null means <c>proxy-request</c>.</summary>
    public string? Dialog { get; init; }
    /// <summary>Ids of slots of the dialog that this item asks for, in order, beside the common ones.</summary>
    public IReadOnlyList<string> IntakeSlots { get; init; } = [];

    public DateOnly? EffectiveFrom { get; init; }
    /// <summary>Last day is the day before.</summary>
    public DateOnly? CancelOn { get; init; }
    /// <summary>Code of the item to use instead of a cancelled one.</summary>
    public string? RedirectTo { get; init; }
    /// <summary>Why it was cancelled, in one sentence.</summary>
    public string? CancelNote { get; init; }
    /// <summary>Region (12 digits) where it holds; null means everywhere.</summary>
    public string? RegionCode { get; init; }
    /// <summary>True for made-up or borrowed local numbers: shown as 示例.</summary>
    public bool Sample { get; init; }
    /// <summary>Where each fact comes from.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];
}

public enum ItemFamily { Resident, KeyProject }

/// <summary>The four stages of a key project (seed document; Anyang regulation art. 31).</summary>
public enum ProjectStage { LandUse = 1, ConstructionPlanning = 2, ConstructionStart = 3, Completion = 4 }

/// <summary>村级办理方式: 直办, 代办, 协办, 公开告知.</summary>
public enum VillageHandling { None, Direct, Proxy, Assist, InformOnly }

/// <summary>代办 allowed; 帮办 only; not possible.</summary>
public enum ProxyFit { Allowed, HelpOnly, No }

public sealed record LegalBasis(string Law, string? Article = null, string? DocumentNumber = null, string? Text = null);

/// <summary>申请材料.</summary>
public sealed record Material
{
    public required string Name { get; init; }
    public string? NameEn { get; init; }
    public MaterialNeed Need { get; init; } = MaterialNeed.Required;
    /// <summary>纸质, 电子化, 纸质/电子化.</summary>
    public string? Format { get; init; }
    public int Originals { get; init; }
    public int Copies { get; init; }
    /// <summary>来源渠道: 申请人自备, 政府部门核发.</summary>
    public string? Source { get; init; }
    /// <summary>填报须知 or what it must look like.</summary>
    public string? Note { get; init; }
    /// <summary>When it is needed, in words: 委托他人时.</summary>
    public string? Situation { get; init; }
}

/// <summary>材料必要性: 必要, 非必要, 容缺后补.</summary>
public enum MaterialNeed { Required, Optional, Deferrable }

public sealed record HandlingStep(string Name, string? By = null, TimeLimit? Limit = null, string? Note = null);

/// <summary>A length with its unit; the unit is a field because not every statute counts working days.</summary>
public sealed record TimeLimit(int Value, LimitUnit Unit, string? Note = null);

public enum LimitUnit { WorkingDays, CalendarDays, Months, Years, Hours, Immediate }

/// <summary>特别程序: time that may not count.</summary>
public sealed record SpecialProcedure(string Name, TimeLimit? Limit = null, bool Counted = false, string? Note = null);

public sealed record Fee(string Name, string Standard, string? Basis = null, string? Note = null);

public sealed record HandlingPlace(string Name, string? Address = null, string? Hours = null, string? Phone = null, string? RegionCode = null);

public sealed record Faq(string Question, string Answer);
