namespace ServiceBot.Domain.Messaging;

/// <summary>Characters that count, in everyday and in formal writing, with the units: 一二三… 壹贰叁… 十百千万亿 廿卅 半 两 几 双.</summary>
public static class ChineseNumerals
{
    private const string All =
        "\u96F6\u3007\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D\u5341\u767E\u5343\u4E07\u4EBF" // zero to nine, ten, hundred, thousand, ten thousand, hundred million
        + "\u58F9\u8D30\u53C1\u8086\u4F0D\u9646\u67D2\u634C\u7396\u62FE\u4F70\u4EDF" // formal
        + "\u5E7A\u4E24\u4FE9\u4EE8\u5EFF\u5345\u534A\u51E0\u53CC\u842C\u5104\u5169\u58F9\u8CB3\u53C3\u9678"; // yao, two, both, three of, twenty, thirty, half, some, a pair, traditional

    public static bool Contains(char c) => c > '\u3000' && All.Contains(c, StringComparison.Ordinal);
}
