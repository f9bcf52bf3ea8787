using System.Globalization;
using ServiceBot.Domain.Catalog;

namespace ServiceBot.Domain.Dialogs;

/// <summary>Facts a condition can name beside slots.</summary>
internal static class ConditionFacts
{
    public const string ItemNames = "item.slot(\"…\"), item.proxy, item.help_only, item.no_proxy, item.resident, item.project";

    /// <summary>The day of birth in an identity number: its places 7 to 14.</summary>
    public static FactNode Born(SlotNode id) => new(ConditionType.Date, scope =>
        id.Eval(scope) is { Known: true, Text: { Length: 18 } text } && DateOnly.TryParseExact(text.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Operand.Of(day)
            : Operand.Unknown);

    /// <summary>Full years today.</summary>
    public static FactNode Age(ConditionNode birth) => new(ConditionType.Number, scope =>
    {
        var day = birth.Eval(scope);
        if (!day.Known) return Operand.Unknown;
        var born = DateOnly.FromDayNumber((int)day.Number);
        var years = scope.Today.Year - born.Year;
        return Operand.Of(born.AddYears(years) > scope.Today ? years - 1 : years);
    });

    /// <summary>A village or community, and not the township or county above it: the last three of the twelve digits say so.</summary>
    public static FactNode Village(SlotNode region) => new(ConditionType.Truth, scope =>
    {
        var code = region.Eval(scope);
        return code.Known ? Operand.Of(code.Text is { Length: 12 } text && !text.EndsWith("000", StringComparison.Ordinal)) : Operand.Unknown;
    });

    /// <summary>The item wants this slot. False without an item.</summary>
    public static FactNode ItemSlot(string name) => new(ConditionType.Truth, scope => Operand.Of(Wants(scope.Subject, name)));

    public static FactNode? Item(string name) => name switch
    {
        "item.proxy" => Fact(subject => subject.Proxy == ProxyFit.Allowed),
        "item.help_only" => Fact(subject => subject.Proxy == ProxyFit.HelpOnly),
        "item.no_proxy" => Fact(subject => subject.Proxy == ProxyFit.No),
        "item.resident" => Fact(subject => subject.Family == ItemFamily.Resident),
        "item.project" => Fact(subject => subject.Family == ItemFamily.KeyProject),
        _ => null,
    };

    private static FactNode Fact(Func<SubjectFacts, bool> test) =>
        new(ConditionType.Truth, scope => scope.Subject is { } subject ? Operand.Of(test(subject)) : Operand.Unknown);

    private static bool Wants(SubjectFacts? subject, string name)
    {
        if (subject is null) return false;
        foreach (var slot in subject.Slots)
            if (slot == name) return true;
        return false;
    }
}
