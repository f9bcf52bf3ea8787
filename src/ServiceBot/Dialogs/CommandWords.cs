using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Dialogs;

/// <summary>What a button does, as written in a pattern: <c>menu</c>, <c>start proxy-request</c>, <c>language en</c>.</summary>
internal static class CommandWords
{
    public const string Known = "menu, help, human, status, resume, cancel, back, skip, repeat, opt_in, link, unlink, start <dialog>, language <zh-Hans|en>";

    /// <returns>Null when the words mean no command.</returns>
    public static Command? Parse(string words)
    {
        var parts = words.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts switch
        {
            ["menu"] => new Command.Menu(),
            ["help"] => new Command.Help(),
            ["human"] => new Command.Human(),
            ["status"] => new Command.Status(),
            ["resume"] => new Command.Resume(),
            ["cancel"] => new Command.Cancel(),
            ["back"] => new Command.Back(),
            ["skip"] => new Command.Skip(),
            ["repeat"] => new Command.Repeat(),
            ["opt_in"] => new Command.OptIn(),
            ["link"] => new Command.Link(),
            ["unlink"] => new Command.Unlink(),
            ["start", var dialog] => new Command.Start(dialog),
            ["language", "zh-Hans" or "en"] => new Command.Language(parts[1]),
            _ => null,
        };
    }
}
