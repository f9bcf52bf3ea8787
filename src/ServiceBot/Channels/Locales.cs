namespace ServiceBot.Channels;

/// <summary>Language tags from outside: kept when they look like one (BCP 47), otherwise as if none had been sent.</summary>
internal static class Locales
{
    private const int MaxLength = 20;

    public static string? OrNull(string? locale) =>
        locale is { Length: >= 2 and <= MaxLength } && locale.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? locale : null;
}
