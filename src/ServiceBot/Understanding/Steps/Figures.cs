using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Steps;

/// <summary>A message that is nothing but a date, an hour or a sum answers something, if not what is open; it is no question about an item that has such figures.</summary>
internal sealed class Figures(SlotParsers parsers)
{
    private const int Longest = 20;
    private static readonly SlotSpec[] _kinds =
        [.. new[] { SlotType.Date, SlotType.Time, SlotType.DateTime, SlotType.Number, SlotType.Money }.Select(type => new SlotSpec("", type, [], []))];

    /// <summary>One message is asked about in several places.</summary>
    private volatile Latest? _latest;

    public bool Is(Heard heard)
    {
        if (_latest is { } latest && ReferenceEquals(latest.Heard, heard)) return latest.Is;
        var figures = IsOne(heard);
        _latest = new Latest(heard, figures);
        return figures;
    }

    private bool IsOne(Heard heard) => heard.Text.Length <= Longest && Array.Exists(_kinds, kind => parsers.Read(heard, kind) is Reading.Found found && Covers(found, heard.Text));

    /// <summary>A parser that reads another spelling of the message may count a character more.</summary>
    private static bool Covers(Reading.Found found, string text) => found.Length == 0
        || text.Where((letter, at) => char.IsLetterOrDigit(letter) && (at < found.Start || at >= found.Start + found.Length)).Take(2).Count() <= 1;

    private sealed record Latest(Heard Heard, bool Is);
}
