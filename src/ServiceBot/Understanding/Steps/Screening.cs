using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Steps;

/// <summary>Nothing to read, too much to read, or a file.</summary>
internal static class Screening
{
    public const int LongestMessage = 2_000;

    public static readonly IReadOnlyList<Command> TooLong = [new Command.Unknown("too_long")];

    public static IReadOnlyList<Command>? Read(Heard heard, Expectation expectation)
    {
        if (heard.Said.AttachmentIds.Count > 0 && SlotFor(expectation) is { } slot)
            return [new Command.Answer(slot.Name, new SlotValue(SlotType.Attachment, string.Join(' ', heard.Said.AttachmentIds)), heard.Raw)];
        if (heard.Raw.Length == 0) return [new Command.Unknown("empty")];
        return null;
    }

    private static SlotSpec? SlotFor(Expectation expectation) => expectation.Open?.Type == SlotType.Attachment
        ? expectation.Open
        : expectation.Slots.FirstOrDefault(slot => slot.Type == SlotType.Attachment && !expectation.Answered.Contains(slot.Name));
}
