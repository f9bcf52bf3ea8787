using System.Globalization;

namespace ServiceBot.Domain.Dialogs;

internal enum ConditionType { Truth, Number, Date, Text }

/// <summary>A value, or unknown. Dates count as day numbers so that one comparison serves both.</summary>
internal readonly record struct Operand(bool Known, bool Truth, decimal Number, string? Text)
{
    public static readonly Operand Unknown;

    public bool? AsTruth => Known ? Truth : null;

    public static Operand Of(bool? truth) => truth is { } known ? new Operand(true, known, 0, null) : Unknown;

    public static Operand Of(decimal number) => new(true, false, number, null);

    public static Operand Of(string text) => new(true, false, 0, text);

    public static Operand Of(DateOnly date) => Of(date.DayNumber);
}

/// <summary>A node of a compiled condition.</summary>
internal abstract class ConditionNode(ConditionType type)
{
    public ConditionType Type { get; } = type;

    public virtual bool IsConstant => false;

    public abstract Operand Eval(ConditionScope scope);
}

internal sealed class LiteralNode(ConditionType type, Operand value) : ConditionNode(type)
{
    public Operand Value { get; } = value;

    public override bool IsConstant => true;

    public override Operand Eval(ConditionScope scope) => Value;
}

/// <summary>The answer to a slot, read as the slot's type says.</summary>
internal sealed class SlotNode(int slot, SlotSpec spec) : ConditionNode(TypeOf(spec.Type))
{
    public int Slot { get; } = slot;

    public SlotSpec Spec { get; } = spec;

    public override Operand Eval(ConditionScope scope)
    {
        var entry = scope.Live[Slot];
        if (entry is null || entry.Skipped) return Operand.Unknown;
        var text = entry.Value.Value;
        return Spec.Type switch
        {
            SlotType.YesNo => Operand.Of(text == "true"),
            SlotType.Number or SlotType.Money => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
                ? Operand.Of(number)
                : Operand.Unknown,
            SlotType.Date or SlotType.DateTime => ReadDate(text) is { } date ? Operand.Of(date) : Operand.Unknown,
            _ => Operand.Of(text),
        };
    }

    internal static DateOnly? ReadDate(string text) =>
        text.Length >= 10 && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    private static ConditionType TypeOf(SlotType type) => type switch
    {
        SlotType.YesNo => ConditionType.Truth,
        SlotType.Number or SlotType.Money => ConditionType.Number,
        SlotType.Date or SlotType.DateTime => ConditionType.Date,
        _ => ConditionType.Text,
    };
}

/// <summary>A fact that is looked up: <c>today</c>, <c>sms</c>, <c>answered(x)</c>, <c>item.slot("x")</c>.</summary>
internal sealed class FactNode(ConditionType type, Func<ConditionScope, Operand> read) : ConditionNode(type)
{
    public override Operand Eval(ConditionScope scope) => read(scope);
}

internal sealed class NotNode(ConditionNode inner) : ConditionNode(ConditionType.Truth)
{
    public override bool IsConstant => inner.IsConstant;

    public override Operand Eval(ConditionScope scope) => Operand.Of(!inner.Eval(scope).AsTruth);
}

internal sealed class AndNode(ConditionNode left, ConditionNode right) : ConditionNode(ConditionType.Truth)
{
    public override bool IsConstant => left.IsConstant && right.IsConstant;

    public override Operand Eval(ConditionScope scope) => Operand.Of(left.Eval(scope).AsTruth & right.Eval(scope).AsTruth);
}

internal sealed class OrNode(ConditionNode left, ConditionNode right) : ConditionNode(ConditionType.Truth)
{
    public override bool IsConstant => left.IsConstant && right.IsConstant;

    public override Operand Eval(ConditionScope scope) => Operand.Of(left.Eval(scope).AsTruth | right.Eval(scope).AsTruth);
}

internal sealed class CompareNode(string sign, ConditionNode left, ConditionNode right) : ConditionNode(ConditionType.Truth)
{
    public override bool IsConstant => left.IsConstant && right.IsConstant;

    public override Operand Eval(ConditionScope scope)
    {
        var (a, b) = (left.Eval(scope), right.Eval(scope));
        if (!a.Known || !b.Known) return Operand.Unknown;
        if (left.Type == ConditionType.Truth) return Operand.Of(a.Truth == b.Truth == (sign == "="));
        var order = left.Type == ConditionType.Text ? string.CompareOrdinal(a.Text, b.Text) : a.Number.CompareTo(b.Number);
        return Operand.Of(sign switch
        {
            "=" => order == 0,
            "!=" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        });
    }
}

/// <summary><c>region in "1301"</c>: begins with; <c>relation in ("child", "spouse")</c>: is one of.</summary>
internal sealed class InNode(ConditionNode left, IReadOnlyList<string> options, bool prefix) : ConditionNode(ConditionType.Truth)
{
    public override bool IsConstant => left.IsConstant;

    public override Operand Eval(ConditionScope scope)
    {
        var value = left.Eval(scope);
        if (!value.Known) return Operand.Unknown;
        foreach (var option in options)
            if (prefix ? value.Text!.StartsWith(option, StringComparison.Ordinal) : value.Text == option) return Operand.Of(true);
        return Operand.Of(false);
    }
}
