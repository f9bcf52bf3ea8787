using ServiceBot.Data;

namespace ServiceBot.Residents;

/// <summary>What became of a wish about links: rows that the turn commits, or a reason why not.</summary>
/// <param name="Refused">A <see cref="LinkRefusals"/>, which is also the text id of what she is told; null: done.</param>
internal sealed record LinkOutcome(string? Refused = null)
{
    public CommitUnit Rows { get; init; } = new();
    /// <summary>The code she was given.</summary>
    public string? Code { get; init; }
    /// <summary>Conversations that hear of it: the other end of a new link, the others of an ended one.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];
    /// <summary>Unique for the new or ended link: part of the keys of letters about it.</summary>
    public string Key { get; init; } = "";
}

/// <summary>A code that was said.</summary>
/// <param name="Given">It is good; null: <paramref name="Outcome"/> says why not.</param>
internal sealed record CodeCheck(LinkCodeRow? Given, LinkOutcome Outcome)
{
    public static CodeCheck Refused(string reason) => new(null, new LinkOutcome(reason));
}

/// <summary>Why a link is not made.</summary>
internal static class LinkRefusals
{
    /// <summary>No such code, used, out of time, or guessed at too often: which of them is nobody's business.</summary>
    public const string Wrong = "link_wrong";
    public const string Locked = "link_locked";
    public const string Busy = "link_busy";
    /// <summary>The code was given in this very conversation.</summary>
    public const string Same = "link_same";
    public const string Already = "link_already";
    /// <summary>Both sides belong to others already: they are not merged, one of them must be unlinked first.</summary>
    public const string Two = "link_two";
    public const string Full = "link_full";
    public const string None = "link_none";
    public const string NoSuchChannel = "prefer_none";
}
