using ServiceBot.Domain.Catalog;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Tests.Domain.Dialogs;

public sealed class ConditionTests
{
    private static readonly SlotSpec[] Slots =
    [
        new("self", SlotType.YesNo, [], []),
        new("born", SlotType.Date, [], []),
        new("size", SlotType.Number, [], []),
        new("level", SlotType.Choice, [], [new SlotChoice("one", "", null, []), new SlotChoice("two", "", null, [])]),
        new("region", SlotType.Region, [], []),
        new("id", SlotType.ResidentId, [], []),
        new("note", SlotType.Text, [], []),
    ];

    [Theory]
    [InlineData("self", true)]
    [InlineData("not self", false)]
    [InlineData("self = true", true)]
    [InlineData("self != true", false)]
    [InlineData("age(born) = 80", true)]
    [InlineData("age(born) >= 80 and self", true)]
    [InlineData("age(born) < 80 or not self", false)]
    [InlineData("born < today", true)]
    [InlineData("born >= '1946-10-13'", false)]
    [InlineData("id_birth(id) = '1946-10-12'", true)]
    [InlineData("id_birth(id) != born", false)]
    [InlineData("age(id) = 80", true)]
    [InlineData("size > 2.5", true)]
    [InlineData("size <= 3 and (self or size = 9)", true)]
    [InlineData("level = 'two'", true)]
    [InlineData("level in ('one', 'two')", true)]
    [InlineData("level in 'one'", false)]
    [InlineData("region in \"1301\"", true)]
    [InlineData("region in (\"1302\", \"1303\")", false)]
    [InlineData("answered(size)", true)]
    [InlineData("answered(note)", false)]
    [InlineData("note = 'x'", false)]
    [InlineData("not (note = 'x')", false)]
    [InlineData("note = 'x' or self", true)]
    [InlineData("note = 'x' and not self", false)]
    [InlineData("item.slot('born') and not item.slot('size')", true)]
    [InlineData("item.help_only", true)]
    [InlineData("item.proxy or item.project", false)]
    [InlineData("not sms", true)]
    public void Is(string text, bool expected)
    {
        var (condition, fault) = Condition.Parse(text, Slots);
        Assert.Null(fault);
        Assert.Equal(expected, condition!.IsTrue(Scope()));
    }

    [Theory]
    [InlineData("", 1, "ends too early")]
    [InlineData("self and", 9, "ends too early")]
    [InlineData("self or size", 13, "need true or false")]
    [InlineData("self selfish", 6, "not expected")]
    [InlineData("size = 'x'", 6, "cannot be compared")]
    [InlineData("level = 'three'", 9, "no choice 'three'")]
    [InlineData("level in ('one', 'three')", 18, "no choice 'three'")]
    [InlineData("level < 'two'", 7, "no order")]
    [InlineData("size in '3'", 6, "'in' needs")]
    [InlineData("born > '2026-13-01'", 8, "not a date")]
    [InlineData("id_birth(note) = born", 1, "needs a residentid slot")]
    [InlineData("item.slot('fax')", 11, "no slot 'fax'")]
    [InlineData("item.colour", 1, "not known")]
    [InlineData("self; drop", 5, "not understood")]
    [InlineData("note = 'x", 8, "no end")]
    public void Is_refused_with_its_column(string text, int column, string message)
    {
        var (condition, fault) = Condition.Parse(text, Slots);
        Assert.Null(condition);
        Assert.Equal(column, fault!.Column);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2006-10-13", 19)]
    [InlineData("2006-10-12", 20)]
    [InlineData("2008-02-29", 18)]
    public void Age_is_full_years_today(string born, int age)
    {
        var scope = Scope();
        scope.Live[1] = new AnswerEntry(new SlotValue(SlotType.Date, born), born, 1);
        Assert.True(Condition.Parse($"age(born) = {age}", Slots).Condition!.IsTrue(scope));
    }

    private static ConditionScope Scope()
    {
        var scope = new ConditionScope(Slots.Length)
        {
            Today = new DateOnly(2026, 10, 12),
            Subject = new SubjectFacts { Code = "A", Title = "A", Slots = ["born"], Proxy = ProxyFit.HelpOnly },
        };
        string[] values = ["true", "1946-10-12", "3", "two", "130123204201", "13019919461012002X"];
        for (var at = 0; at < values.Length; at++) scope.Live[at] = new AnswerEntry(new SlotValue(Slots[at].Type, values[at]), values[at], 1);
        return scope;
    }
}
