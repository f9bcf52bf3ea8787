namespace ServiceBot.Domain.Dialogs;

/// <summary>A short word of a dialog file in both languages: a title, a label. Chinese is mandatory, English falls back to it.</summary>
public sealed record LocalText(string Zh, string? En = null)
{
    public string In(string locale) => IsEnglish(locale) ? En ?? Zh : Zh;

    public static bool IsEnglish(string locale) => locale.StartsWith("en", StringComparison.OrdinalIgnoreCase);
}

/// <param name="Id">Id in the text book; an inline text has <c>dialog/step</c>.</param>
/// <param name="Names">The <c>{{names}}</c> that its variants contain: only these are looked up when it is said.</param>
public sealed record TextRef(string Id, IReadOnlyList<string> Names)
{
    public TextRef(string id)
        : this(id, [])
    {
    }
}
