using ServiceBot.Dialogs;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Tests.Dialogs;

/// <summary><c>command: answer phone 13800138000</c>: what a test conversation says in place of understanding.</summary>
internal static class ScriptCommands
{
    public static Command Parse(string line, Expectation expectation)
    {
        var parts = line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["answer", var slot, var value] => new Command.Answer(slot, Value(slot, value, expectation), value),
            ["correct", var slot, var value] => new Command.Correct(slot, Value(slot, value, expectation), value),
            ["correct", var slot] => new Command.Correct(slot, null, ""),
            ["refuse", var slot, var reason] => new Command.Refuse(slot, reason, ""),
            ["start", var dialog, var item] => new Command.Start(dialog, item),
            ["unknown"] => new Command.Unknown(),
            ["unknown", var reason] => new Command.Unknown(reason),
            ["clarify"] => new Command.Clarify(
            [
                new LabelledCommand("高龄津贴 / old-age allowance", new Command.Ask("", "HB-01", [])),
                new LabelledCommand("HB-02", new Command.Ask("", "HB-02", [])),
            ]),
            ["opt_out"] => new Command.OptOut(),
            _ => CommandWords.Parse(line) ?? throw new InvalidDataException($"'{line}' is no command"),
        };
    }

    private static SlotValue Value(string slot, string value, Expectation expectation)
    {
        var spec = expectation.Open?.Name == slot ? expectation.Open : expectation.Slots.First(candidate => candidate.Name == slot);
        return new SlotValue(spec.Type, value);
    }
}
