using System.Collections.Frozen;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Steps;

/// <summary>
/// Words that the carriers act on themselves, whatever a dialog is waiting for. Exactly one of them and nothing else, only on SMS:
/// "STOP 12345" is no opt-out, and in a chat "stop" leaves a form. YES is left to the dialog.
/// </summary>
internal sealed class CarrierWords(Vocabulary words)
{
    private readonly FrozenSet<string> _optOut = words.Set("commands.sms.optout");
    private readonly FrozenSet<string> _optIn = words.Set("commands.sms.optin");
    private readonly FrozenSet<string> _help = words.Set("commands.sms.help");

    public IReadOnlyList<Command>? Read(Heard heard, Expectation expectation)
    {
        if (!heard.Said.Sms || heard.Forms.Count == 0) return null;
        var word = heard.Forms[0];
        if (_optOut.Contains(word)) return [new Command.OptOut()];
        if (_optIn.Contains(word)) return [new Command.OptIn()];
        return _help.Contains(word) ? [new Command.Help()] : null;
    }
}
