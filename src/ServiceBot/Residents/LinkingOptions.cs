using System.ComponentModel.DataAnnotations;

namespace ServiceBot.Residents;

/// <summary>Linking channels of one person by a one-time code: <c>ServiceBot:Linking</c>.</summary>
internal sealed class LinkingOptions
{
    public const string Section = "ServiceBot:Linking";

    /// <summary>Key of the codes' hashes. Null: made at the first start and kept in the data folder; several machines need the same one.</summary>
    [MinLength(16)]
    public string? Key { get; set; }

    /// <summary>How long a code is good, in minutes.</summary>
    [Range(1, 60)]
    public int CodeMinutes { get; set; } = 10;

    /// <summary>Wrong codes after which a conversation is locked, and after which a code that was guessed at is dead.</summary>
    [Range(1, 20)]
    public int MostTries { get; set; } = 5;

    /// <summary>How long wrong codes of a conversation count, in minutes.</summary>
    [Range(1, 1440)]
    public int LockMinutes { get; set; } = 60;

    /// <summary>Wrong codes in the whole service during the life of one code, from all conversations, after which none is taken for a while.</summary>
    [Range(5, 100_000)]
    public int MostTriesOfAll { get; set; } = 100;
}
