using ServiceBot.Platform;

namespace ServiceBot.Cases;

/// <summary>The answer to "查进度": state, owner with phone, next step, both due dates.</summary>
internal sealed class StatusTexts(CaseWords words, TextBook texts)
{
    /// <summary>Text id of one case's status, to be filled with <see cref="Args"/>.</summary>
    public const string One = "case_status";

    public IReadOnlyDictionary<string, string> Args(CaseRow row, string locale) => CaseWords.In(locale, words.Of(row), texts);

    /// <summary>The finished text of one case.</summary>
    public string Render(CaseRow row, string locale, bool sms = false) => texts.Render(One, locale, Args(row, locale), sms);

    /// <summary>A line of a list: number, item, state.</summary>
    public string Line(CaseRow row, string locale) => texts.Render("case_line", locale, Args(row, locale));
}
