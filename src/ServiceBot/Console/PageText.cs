using System.Globalization;
using ServiceBot.Platform;

namespace ServiceBot.Console;

/// <summary>Words and times of a page, in the reader's language: <c>T["sign_in"]</c>. The words live in <c>dialogs/texts/console.yml</c>.</summary>
internal sealed class PageText(TextBook texts, IHttpContextAccessor context)
{
    internal const string Cookie = "lang";
    private const string Chinese = "zh-Hans";

    /// <summary><c>zh-Hans</c> unless <c>?lang=en</c> was asked for, now or before.</summary>
    public string Locale => Chosen(context.HttpContext?.Request) ?? Chinese;

    public bool English => TextBook.IsEnglish(Locale);

    public string this[string id, params (string Name, string Value)[] args] =>
        texts.Render(id, Locale, args.Length == 0 ? null : args.ToDictionary(arg => arg.Name, arg => arg.Value, StringComparer.Ordinal));

    /// <summary>The text if there is one, else <paramref name="otherwise"/>: for codes that come from outside this book.</summary>
    public string Or(string id, string otherwise) => texts.Has(id) ? texts.Render(id, Locale) : otherwise;

    /// <summary>Township time: 2026-03-02 09:41.</summary>
    public static string Moment(DateTimeOffset at) =>
        at.ToOffset(TownshipClock.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string MomentWithSeconds(DateTimeOffset at) =>
        at.ToOffset(TownshipClock.Offset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static string? Chosen(HttpRequest? request) => request?.Query["lang"].ToString() switch
    {
        "en" => "en",
        "zh" => Chinese,
        _ => request?.Cookies[Cookie] switch { "en" => "en", "zh" => Chinese, _ => null },
    };
}
