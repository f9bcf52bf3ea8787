using System.Text;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Domain.Messaging;

namespace ServiceBot.Conversations;

/// <summary>Commands in one line for the transcript: <c>answer(phone=139****5678); ask(HB-MZ-001: Materials)</c>. Masked.</summary>
internal static class CommandLog
{
    public static string Of(IReadOnlyList<Command> commands)
    {
        var line = new StringBuilder();
        foreach (var command in commands)
        {
            if (line.Length > 0) line.Append("; ");
            Append(line, command);
        }

        return Redaction.Mask(line.ToString());
    }

    private static void Append(StringBuilder line, Command command)
    {
        var name = command.GetType().Name;
        line.Append(char.ToLowerInvariant(name[0])).Append(name, 1, name.Length - 1);
        var detail = command switch
        {
            Command.Answer answer => $"{answer.Slot}={answer.Value.Value}",
            Command.Refuse refuse => $"{refuse.Slot}: {refuse.Reason}",
            Command.Disambiguate which => $"{which.Slot}: {which.Choices.Count}",
            Command.Correct correct => $"{correct.Slot}={correct.Value?.Value}",
            Command.Start start => start.Item is null ? start.Dialog : $"{start.Dialog}, {start.Item}",
            Command.Ask ask => $"{ask.Item}: {string.Join(", ", ask.Fields ?? [])}",
            Command.Clarify clarify => string.Join(", ", clarify.Choices.Select(choice => choice.Label)),
            Command.Status status => status.CaseReference,
            Command.Resume resume => resume.Instance,
            Command.Language language => language.Locale,
            // Never the code.
            Command.Link link => link.Code is null ? null : "code",
            Command.Prefer prefer => prefer.Channel,
            Command.Unknown unknown => unknown.Reason,
            _ => null,
        };
        if (!string.IsNullOrEmpty(detail)) line.Append('(').Append(detail).Append(')');
    }
}
