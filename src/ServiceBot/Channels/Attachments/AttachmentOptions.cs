using System.ComponentModel.DataAnnotations;

namespace ServiceBot.Channels.Attachments;

/// <summary>Files that people send: <c>ServiceBot:Attachments</c>.</summary>
internal sealed class AttachmentOptions
{
    public const string Section = "ServiceBot:Attachments";

    /// <summary>Largest file; a larger one is refused with 413.</summary>
    [Range(1, 100)]
    public int MaxMegabytes { get; set; } = 10;

    /// <summary>Most files in one message; more are refused with 413.</summary>
    [Range(1, 20)]
    public int MaxFiles { get; set; } = 5;

    public int MaxBytes => MaxMegabytes * 1024 * 1024;
}
