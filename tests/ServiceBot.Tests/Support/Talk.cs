using ServiceBot.Catalog;
using ServiceBot.Catalog.Regions;
using ServiceBot.Domain.Catalog;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Support;

/// <summary>A person writes, on Monday 9 March 2026 at 8:30, to a service with four items.</summary>
internal static class Talk
{
    public static readonly DateOnly Today = new(2026, 3, 9);
    private static readonly Lazy<Understander> _understander = new(Make);

    public static Understander Understander => _understander.Value;

    public static readonly SlotSpec Name = Slot("name", SlotType.Name, "姓名", "名字", "name");
    public static readonly SlotSpec Phone = Slot("phone", SlotType.Phone, "电话", "手机号", "手机", "电话号码", "phone");
    public static readonly SlotSpec Id = Slot("id", SlotType.ResidentId, "身份证", "身份证号", "ID number");
    public static readonly SlotSpec Region = Slot("village", SlotType.Region, "村", "所在村", "village");
    public static readonly SlotSpec Address = Slot("address", SlotType.Address, "地址", "住址", "address");
    public static readonly SlotSpec Note = Slot("note", SlotType.Text, "说明", "情况", "note") with { Optional = true };
    public static readonly SlotSpec ForSelf = Slot("for_self", SlotType.YesNo, "给谁办");
    public static readonly SlotSpec Relation = Slot("relation", SlotType.Choice, "关系", "relation") with
    {
        Choices = [new("parent", "父母", "Parent", ["爸妈", "我妈", "我爸", "母亲", "父亲"]), new("spouse", "配偶", "Spouse", ["老伴", "爱人", "媳妇"]), new("other", "其他", "Other", ["别的"])],
    };
    public static readonly SlotSpec Visit = Slot("visit", SlotType.Date, "上门日期", "日期", "date");
    public static readonly SlotSpec Review = new(ReviewName, SlotType.YesNo, [], [new("true", "对，提交", "Yes, send it", []), new("false", "不对，要改", "No, change it", [])]);
    private const string ReviewName = "_review";

    public static readonly IReadOnlyList<SlotSpec> Form = [ForSelf, Name, Phone, Id, Region, Address, Relation, Note];

    public static SlotSpec Slot(string name, SlotType type, params string[] labels) => new(name, type, labels, []);

    /// <summary>A form with one question open and some answered.</summary>
    public static Expectation Asking(SlotSpec open, params SlotSpec[] answered) => new()
    {
        Open = open,
        Slots = [.. Form.Where(slot => slot.Name != open.Name), open],
        Answered = answered.Select(slot => slot.Name).ToHashSet(),
    };

    public static Expectation Reviewing(params SlotSpec[] answered) => new()
    {
        Open = Review, AtReview = true, Slots = Form, Answered = answered.Select(slot => slot.Name).ToHashSet(),
    };

    public static IReadOnlyList<Command> Say(string text, Expectation? expectation = null, bool sms = false, string locale = "zh-Hans") =>
        Understander.Understand(Heard(text, sms, locale), expectation ?? new Expectation());

    public static Command Single(string text, Expectation? expectation = null, bool sms = false, string locale = "zh-Hans") =>
        Assert.Single(Say(text, expectation, sms, locale));

    public static SlotValue? Value(string text, SlotSpec slot, string locale = "zh-Hans") =>
        Say(text, Asking(slot), locale: locale).OfType<Command.Answer>().FirstOrDefault(answer => answer.Slot == slot.Name)?.Value;

    /// <summary>What is read back before it is taken, the likeliest first.</summary>
    public static string? Doubt(string text, SlotSpec slot) =>
        Say(text, new Expectation { Open = slot, Slots = [slot] }) is [Command.Disambiguate doubt] ? string.Join(' ', doubt.Choices.Select(choice => choice.Value)) : null;

    public static string? Refusal(string text, SlotSpec slot) => Say(text, new Expectation { Open = slot, Slots = [slot] }) is [Command.Refuse refused] ? refused.Reason : null;

    public static Utterance Heard(string text, bool sms = false, string locale = "zh-Hans") =>
        new(text, locale, Today, new DateTimeOffset(2026, 3, 9, 8, 30, 0, TimeSpan.FromHours(8)), sms);

    private static Understander Make()
    {
        var catalog = new CurrentCatalog();
        catalog.Replace(new CatalogBook(
        [
            Item("GL-1", "高龄津贴发放", "高龄津贴", "高龄补贴", "老年补贴"),
            Item("DB-1", "最低生活保障对象认定", "低保", "吃低保"),
            Item("CJ-1", "残疾人证办理", "残疾证", "残疾人证"),
            Item("SY-1", "生育登记", "准生证", "birth registration"),
        ], []));
        var regions = RegionBook.Load(Path.Combine(AppContext.BaseDirectory, "Catalog", "Regions", "hebei-regions.csv.gz"));
        var reading = new CatalogReading(catalog, new QuestionReader(catalog), regions);
        return new Understander(Vocabulary.Load(Path.Combine(AppContext.BaseDirectory, "dialogs", "vocabulary")), reading.Regions, reading.Sense, reading.Danger);
    }

    private static CatalogEntry Item(string code, string name, params string[] names) =>
        new(new ServiceItem { Code = code, Name = name, ShortName = names[0], ColloquialNames = names[1..] }, 1, "0");
}
