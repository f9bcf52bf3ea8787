using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Slots;

/// <summary>Pictures and files that came with the message. Words are none: <c>attachment_none</c>.</summary>
internal sealed class AttachmentParser : ISlotParser
{
    public Reading Read(Heard heard, SlotSpec slot) => heard.Said.AttachmentIds is { Count: > 0 } ids
        ? new Reading.Found(new SlotValue(SlotType.Attachment, string.Join(' ', ids)))
        : new Reading.Nothing("attachment_none");
}
