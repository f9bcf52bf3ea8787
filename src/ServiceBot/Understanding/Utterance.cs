namespace ServiceBot.Understanding;

/// <summary>One message as it arrived, with what is needed to read it: her language, and the township's date and time.</summary>
/// <param name="Text">As written. Where there is none, the value of the pressed button.</param>
/// <param name="Locale"><c>zh-Hans</c> or <c>en</c>.</param>
/// <param name="Today">The township's date: "tomorrow" counts from it.</param>
/// <param name="Now">The same moment, zone Asia/Shanghai.</param>
/// <param name="Sms">True where carrier keywords hold.</param>
internal sealed record Utterance(string Text, string Locale, DateOnly Today, DateTimeOffset Now, bool Sms = false)
{
    /// <summary>Ids of stored attachments, in order.</summary>
    public IReadOnlyList<string> AttachmentIds { get; init; } = [];

    /// <summary>Her own words so far in this form; empty: none.</summary>
    public string Earlier { get; init; } = "";

    /// <summary>Code (12 digits) of the place she is known to belong to; null where it is not known, and then items of every place are found.</summary>
    public string? Region { get; init; }
}
