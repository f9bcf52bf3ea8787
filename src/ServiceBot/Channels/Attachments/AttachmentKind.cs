namespace ServiceBot.Channels.Attachments;

/// <summary>What a file is, by its first bytes: a photo or a PDF. Nothing that a browser or an office program would run is taken.</summary>
internal static class AttachmentKind
{
    /// <returns>The content type; null when the file is none of these.</returns>
    public static string? Of(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return "image/jpeg";
        if (file.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) return "image/png";
        if (file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8)) return "image/gif";
        if (file.Length > 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8)) return "image/webp";
        return file.StartsWith("%PDF-"u8) ? "application/pdf" : null;
    }
}
