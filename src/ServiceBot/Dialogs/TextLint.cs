using System.Text.RegularExpressions;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;

namespace ServiceBot.Dialogs;

/// <summary>
/// What a text of a dialog or pattern may not contain: a fact written out instead of referred to, a word that a carrier takes as "stop
/// sending", more than two SMS.
/// </summary>
internal static partial class TextLint
{
    private const int MaxSmsSegments = 2;
    /// <summary>What a value is counted as: most are names, numbers and dates of about this length.</summary>
    private const string SampleValue = "\u503C\u503C\u503C\u503C\u503C\u503C";

    public static void Check(TextVariants text, List<string> faults)
    {
        foreach (var variant in new[] { text.Zh, text.En, text.ZhSms, text.EnSms })
        {
            if (variant is null) continue;
            var written = Name().Replace(variant, "");
            if (Fact().Match(written) is { Success: true } fact)
                faults.Add($"{text.Place}: text '{text.Id}' has the fact \"{fact.Value}\" written out; refer to {{{{catalog.<field>}}}} so that it stays true");
            if (CarrierWord().Match(written) is { Success: true } word)
                faults.Add($"{text.Place}: text '{text.Id}' tells people to send \"{word.Value}\", which a carrier takes as an order to stop");
        }

        Segments(text, text.ZhSms ?? text.Zh, text.ZhSms is null ? "zh" : "zh_sms", faults);
        if ((text.EnSms ?? text.En) is { } english) Segments(text, english, text.EnSms is null ? "en" : "en_sms", faults);
    }

    private static void Segments(TextVariants text, string variant, string name, List<string> faults)
    {
        var sms = SmsText.Measure(Name().Replace(variant, match => match.Value.Contains("catalog.", StringComparison.Ordinal) ? "" : name.StartsWith("en", StringComparison.Ordinal) ? "value" : SampleValue));
        if (sms.Segments > MaxSmsSegments)
            faults.Add($"{text.Place}: text '{text.Id}' ({name}) takes {sms.Segments} SMS ({sms.Units} units); give a {name[..2]}_sms of at most {MaxSmsSegments}");
    }

    [GeneratedRegex(@"\{\{[^}]*\}\}")]
    private static partial Regex Name();

    /// <summary>
    /// Links, phones (7 digits and more), dates, money, lengths of time. In the escapes: U+5143 yuan, U+5757 kuai, U+4E2A measure word,
    /// U+5DE5 U+4F5C U+65E5 working day, U+5929 and U+65E5 day, U+5E74 year, U+6708 month.
    /// </summary>
    [GeneratedRegex(@"https?://\S+|www\.\S+|\d[\d -]{6,}\d|\d{4}-\d{2}-\d{2}|\d+(\.\d+)?\s*(\u5143|\u5757|yuan)|\d+\s*\u4E2A?\s*(\u5DE5\u4F5C\u65E5|\u5929|\u65E5|\u5E74|\u6708|working days?|days?|months?|years?)|\d{1,2}:\d{2}", RegexOptions.IgnoreCase)]
    private static partial Regex Fact();

    /// <summary>U+9000 U+8BA2 is the Chinese "unsubscribe"; U+201C and U+201D are curly quotes. In quotes any case, alone in capitals.</summary>
    [GeneratedRegex(@"\b(CANCEL|STOP|STOPALL|END|QUIT|YES|UNSUBSCRIBE|TD)\b|\u9000\u8BA2|[""'\u201C](?i:cancel|stop|end|quit|yes|unsubscribe|td|t)[""'\u201D]")]
    private static partial Regex CarrierWord();
}
