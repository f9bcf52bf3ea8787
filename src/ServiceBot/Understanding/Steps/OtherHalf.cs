using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Steps;

/// <summary>
/// An answer in two messages: "五九年生的", "三月初五"; "正定县南楼乡", "南楼村"; a number that was cut in two. The first was refused, and the second is read
/// together with it where that makes an answer.
/// </summary>
internal sealed class OtherHalf(SlotParsers parsers, Ear ear)
{
    /// <param name="alone">What the message is by itself.</param>
    public Reading Read(Heard heard, Expectation expectation, SlotSpec open, Reading alone)
    {
        if (expectation.Tried is not { } tried || heard.IsQuestion || !IsWhole(open.Type)) return alone;
        var first = parsers.Read(ear.Hear(heard.Said, tried), open);
        // A day without the year that she has just given is not the day she means.
        if (alone is Reading.Found && !(open.Type == SlotType.Date && first is Reading.Wrong { Reason: "date_day_missing" })) return alone;
        if (parsers.Read(ear.Hear(heard.Said, $"{tried} {heard.Raw}"), open) is not Reading.Found both) return alone;
        // What was refused by a rule is not said again by saying something else.
        return first is Reading.Found refused && (open.Type != SlotType.Region || refused.Value.Value == both.Value.Value) ? alone : both with { Start = 0, Length = 0 };
    }

    private static bool IsWhole(SlotType type) => type is SlotType.Date or SlotType.Region || SlotParsers.IsShaped(type);
}
