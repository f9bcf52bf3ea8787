namespace ServiceBot.Domain.Dialogs;

/// <summary>Kinds of answer. The YAML name is the lower-case member: <c>yesno</c>, <c>residentid</c>, <c>datetime</c>…</summary>
public enum SlotType
{
    Text, Name, YesNo, Choice, Number, Money, Date, Time, DateTime, Period, Phone, ResidentId, CreditCode, Region, Address, Attachment, Materials,
}

/// <summary>
/// A typed answer. <see cref="Value"/> is canonical and invariant; <see cref="Display"/> is what is read back to the resident.
/// </summary>
/// <param name="Type">Kind.</param>
/// <param name="Value">
/// yes/no <c>true|false</c>; choice the option's id; number/money an invariant decimal; date <c>2026-01-31</c>; time <c>14:30</c>;
/// date-time <c>2026-01-31T14:30</c>; period <c>from/to</c> half-open; phone digits as dialled in the country (<c>13912345678</c>,
/// <c>0311-88012345</c>); resident ID 18 characters, X upper case; region 12 digits; attachment ids separated by spaces.
/// </param>
/// <param name="Display">Null means <paramref name="Value"/>.</param>
public sealed record SlotValue(SlotType Type, string Value, string? Display = null)
{
    public string Shown => Display ?? Value;
}
