using System.Globalization;
using ServiceBot.Catalog.Regions;
using ServiceBot.Domain.Calendar;
using ServiceBot.Domain.Cases;
using ServiceBot.Platform;

namespace ServiceBot.Cases;

/// <summary>
/// The values that texts about an errand are filled with. They are made without a language, because a letter is rendered when it
/// arrives: <c>@case_state_received</c> stands for another text, <c>@day 2026-10-08</c> for a date, and <c>item_en</c> is taken for
/// <c>item</c> in English.
/// </summary>
internal sealed class CaseWords(Roster roster, RegionBook regions)
{
    private const string TextMark = "@";
    private const string DayMark = "@day ";
    private const string English = "_en";
    private const int Deepest = 4;

    public Dictionary<string, string> Of(CaseRow row) => Of(row, row.ReadFacts());

    public Dictionary<string, string> Of(CaseRow row, CaseFacts facts)
    {
        var owner = roster.Name(facts.OwnerId);
        var state = facts.State.ToString().ToLowerInvariant();
        var words = new Dictionary<string, string>
        {
            ["reference"] = row.Reference,
            ["item"] = row.ItemName,
            ["item_en"] = row.ItemNameEn ?? row.ItemName,
            ["region"] = row.RegionName,
            ["village"] = regions.Get(row.RegionCode)?.ShortName ?? row.RegionName,
            ["resident"] = row.ResidentName,
            ["owner"] = owner.Name,
            ["post"] = owner.Post,
            ["phone"] = owner.Phone,
            ["state"] = TextMark + "case_state_" + state,
            ["means"] = TextMark + "case_means_" + state,
            ["next"] = TextMark + "case_next_" + (facts.State == CaseState.Received && facts.EndsInVillage ? "in_village" : state),
            ["materials"] = string.Join(Separator, facts.WaitingFor),
            ["body"] = facts.Body ?? TextMark + "case_body_unnamed",
            ["result"] = facts.Result ?? "",
            ["reason"] = facts.Reason ?? "",
            ["opened"] = Day(row.OpenedAt),
        };
        Add(words, facts);
        return words;
    }

    /// <summary>The values in one language, ready for <see cref="TextBook.Render"/>.</summary>
    public static IReadOnlyDictionary<string, string> In(string locale, IReadOnlyDictionary<string, string> words, TextBook texts) => In(locale, words, texts, 0);

    public static string Render(TextBook texts, string id, string locale, IReadOnlyDictionary<string, string> words, bool sms = false) =>
        texts.Render(id, locale, In(locale, words, texts), sms);

    public static string Day(DateTimeOffset moment) => Day(Deadline.DayOf(moment));

    public static string Day(DateOnly day) => DayMark + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Another text as a value.</summary>
    public static string Text(string id) => TextMark + id;

    /// <summary>Between names in a list: the Chinese enumeration comma, U+3001. English readers know it from every list of ours.</summary>
    public const string Separator = "\u3001";

    private static void Add(Dictionary<string, string> words, CaseFacts facts)
    {
        var clocks = facts.Clocks;
        words["proxy_due"] = TextMark + ProxyDue(facts);
        words["proxy_day"] = clocks.ProxyDue is { } proxy ? Estimated(words, "proxy_plain_day", proxy, clocks.ProxyEstimated) : "";
        words["waiting_day"] = clocks.WaitingUntil is { } waiting ? Day(waiting) : "";
        words["authority_due"] = TextMark + AuthorityDue(facts);
        words["authority_day"] = clocks.AuthorityDue is { } authority ? Estimated(words, "authority_plain_day", authority, clocks.AuthorityEstimated) : "";
    }

    private static string Estimated(Dictionary<string, string> words, string plain, DateTimeOffset due, bool estimated)
    {
        words[plain] = Day(due);
        return estimated ? TextMark + plain.Replace("_plain_day", "_estimated", StringComparison.Ordinal).Insert(0, "case_") : words[plain];
    }

    private static string ProxyDue(CaseFacts facts) => facts switch
    {
        { Clocks.WaitingUntil: not null } => "case_proxy_due_waiting",
        { Clocks.ProxyDue: not null } => "case_proxy_due_" + facts.Clocks.Leg.ToString().ToLowerInvariant(),
        _ when facts.State.IsOpen() => "case_proxy_due_done",
        _ => "case_due_over",
    };

    private static string AuthorityDue(CaseFacts facts) => facts switch
    {
        _ when !facts.State.IsOpen() => "case_due_over",
        { Clocks.AuthorityDue: null } => "case_authority_due_none",
        { Clocks.SuspendedAt: not null } => "case_authority_due_suspended",
        { Clocks.AuthorityFrom: null } => "case_authority_due_guess",
        _ => "case_authority_due",
    };

    private static Dictionary<string, string> In(string locale, IReadOnlyDictionary<string, string> words, TextBook texts, int depth, string? template = null)
    {
        var result = new Dictionary<string, string>(words.Count);
        foreach (var (name, value) in words)
        {
            if (template is not null && !template.Contains("{{" + name + "}}", StringComparison.Ordinal)) continue;
            var own = TextBook.IsEnglish(locale) && words.TryGetValue(name + English, out var english) ? english : value;
            result[name] = Plain(own, locale, words, texts, depth);
        }

        return result;
    }

    private static string Plain(string value, string locale, IReadOnlyDictionary<string, string> words, TextBook texts, int depth)
    {
        if (value.StartsWith(DayMark, StringComparison.Ordinal) &&
            DateOnly.TryParseExact(value.AsSpan(DayMark.Length), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return texts.Render("case_day", locale, Parts(day));
        // What people wrote may begin with the mark too: only ids that exist are texts, and no chain of them is endless.
        if (depth >= Deepest || !value.StartsWith(TextMark, StringComparison.Ordinal) || !texts.Has(value[TextMark.Length..])) return value;
        var template = texts.Template(value[TextMark.Length..], locale);
        return TextBook.Fill(template, In(locale, words, texts, depth + 1, template));
    }

    private static Dictionary<string, string> Parts(DateOnly day) => new()
    {
        ["year"] = day.Year.ToString(CultureInfo.InvariantCulture),
        ["month"] = day.Month.ToString(CultureInfo.InvariantCulture),
        ["day"] = day.Day.ToString(CultureInfo.InvariantCulture),
        ["month_name"] = day.ToString("MMMM", CultureInfo.InvariantCulture),
    };
}
