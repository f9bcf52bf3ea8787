using Microsoft.Recognizers.Text;
using Microsoft.Recognizers.Text.Number;

namespace ServiceBot.Understanding.Slots;

/// <summary>English number words, by the recognisers. They are slow to warm up, so only a text with Latin letters gets here.</summary>
internal static class EnglishWords
{
    private const int Longest = 200;

    public static decimal? Number(string text)
    {
        if (text.Length > Longest || !text.AsSpan().ContainsAnyInRange('a', 'z')) return null;
        var results = NumberRecognizer.RecognizeNumber(text, Culture.English);
        return results.Count == 1 && decimal.TryParse(results[0].Resolution["value"]?.ToString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
    }
}
