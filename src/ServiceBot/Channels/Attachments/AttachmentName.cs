namespace ServiceBot.Channels.Attachments;

/// <summary>A file's name from outside, fit to be shown and offered for saving: no folder, no control characters, not too long.</summary>
internal static class AttachmentName
{
    public const int MaxLength = 120;
    private const string Nameless = "file";

    public static string Clean(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var kept = new string([.. last.Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter) && letter is not ('"' or '<' or '>' or ':' or '|' or '?' or '*'))]).Trim();
        if (kept.Trim('.').Length == 0) return Nameless;
        return kept.Length <= MaxLength ? kept : kept[^MaxLength..];
    }
}
