using ServiceBot.Domain.Dialogs;
using ServiceBot.Understanding.Time;

namespace ServiceBot.Understanding.Slots;

/// <summary>
/// A day that is no day: "随时都行", "开春以后", "周一到周五上午九点到十一点". Where the form says that this will do, her own words are kept for who comes to
/// see her, and read back. What she says beside a day ("下周三头晌") is kept with it.
/// </summary>
internal sealed class LooseTime(TimeReader reader, Vocabulary words)
{
    private const int Longest = 40;
    private readonly string[] _times = words.Longest("dates.loose");

    /// <param name="reading">What it is as a day.</param>
    public Reading Read(Heard heard, SlotSpec slot, Reading reading)
    {
        if (heard.IsQuestion || heard.Raw.Length is 0 or > Longest) return reading;
        return reading switch
        {
            Reading.Found { IsDoubtful: false } found => HasHour(heard) ? found with { Value = found.Value with { Display = $"{found.Value.Shown}\uFF08{heard.Raw}\uFF09" } } : found,
            Reading.Found or Reading.Wrong { Reason: "date_day_missing" or "date_several" } => Kept(heard, slot),
            Reading.Nothing when Words.Contains(heard.Text, _times) => Kept(heard, slot),
            _ => reading,
        };
    }

    private bool HasHour(Heard heard) => reader.Find(heard.Text, heard.Said.Now.DateTime, out _).Exists(spot => spot.HasTime || spot.Grain == TimeGrain.Part);

    private static Reading.Found Kept(Heard heard, SlotSpec slot) => new(new SlotValue(slot.Type, "", heard.Raw));
}
