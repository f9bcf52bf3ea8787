namespace ServiceBot.Conversations;

/// <summary>
/// What the transcript says of a letter: its text id and its key, <c>notice_case_taken_on case/260000019/2/resident</c>. A line that tells several
/// has several, between semicolons.
/// </summary>
internal sealed record LetterMark(string Text, string Key)
{
    private const string Between = "; ";

    /// <summary>All letters that a line tells, in order; empty for any other line.</summary>
    public static IReadOnlyList<LetterMark> Parse(string? told) =>
        [.. (told ?? "").Split(Between).Select(part => part.Split(' ')).Where(part => part is [_, var key] && key.Contains('/', StringComparison.Ordinal)).Select(part => new LetterMark(part[0], part[1]))];

    public override string ToString() => $"{Text} {Key}";
}
