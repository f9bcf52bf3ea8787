using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding;

/// <summary>A message made ready for the parsers, once.</summary>
/// <param name="Said">Where and when it was said.</param>
/// <param name="Raw">Her own words, trimmed: what a text answer keeps.</param>
/// <param name="Text">Compatibility forms, variants and control characters evened out, lower case: what is searched.</param>
/// <param name="Forms">The whole message without punctuation, then without fillers, then without particles: what is looked up.</param>
/// <param name="IsQuestion">It asks something.</param>
internal sealed record Heard(Utterance Said, string Raw, string Text, IReadOnlyList<string> Forms, bool IsQuestion)
{
    /// <summary>The shortest form: no punctuation, fillers or particles.</summary>
    public string Bare => Forms.Count == 0 ? "" : Forms[^1];

    public bool English => Platform.TextBook.IsEnglish(Said.Locale);

    /// <summary>Label of a choice in her language.</summary>
    public string Label(SlotChoice choice) => English ? choice.LabelEn ?? choice.Label : choice.Label;
}
