using System.Text.RegularExpressions;

namespace ServiceBot.EndToEnd.Support;

/// <summary>How a resident gets from "do it for me" to her case number: she reads the question and answers it.</summary>
internal static partial class RequestWalk
{
    public const string Start = "帮我办高龄津贴";
    public const string Digression = "要带什么材料？";
    public const string ReadBack = "填得对不对";
    public const string Yes = "对";
    /// <summary>Far more than any request takes.</summary>
    public const int LongestRound = 30;

    /// <summary>Words of the question, and what she says to it. The first that fits counts.</summary>
    private static readonly (string Question, string Answer)[] Answers =
    [
        ("都对吗", Yes), ("给谁办", "给自己办"), ("您的姓名", "王秀英"), ("哪个村", "正定县南楼乡南楼村"), ("住在哪儿", "村东头三排五号"),
        ("出生日期是哪天", "1944年5月6日"), ("几口人", "3口"), ("同意现在告诉我吗", "不同意"), ("银行卡或社保卡", "有"), ("材料准备得", "都齐了"),
        ("哪天方便", "跳过"), ("联系电话是多少", "13800138000"), ("还有什么要说", "跳过"),
    ];

    /// <summary>Fits a reply that she can go on from: a question she knows, or her case number.</summary>
    public static Regex Next { get; } =
        new(string.Join('|', Answers.Select(answer => Regex.Escape(answer.Question)).Append(@"登记好了，编号 ?\d{6,}")));

    /// <exception cref="InvalidOperationException">The reply holds no question that she knows.</exception>
    public static string AnswerTo(string reply) =>
        Answers.FirstOrDefault(answer => reply.Contains(answer.Question, StringComparison.Ordinal)).Answer
        ?? throw new InvalidOperationException($"She has no answer to: {reply}");

    public static bool AsksForName(string reply) => reply.Contains("您的姓名", StringComparison.Ordinal);

    /// <summary>The number of the case that the reply announces, or null.</summary>
    public static string? CaseNumber(string reply) => Announced().Match(reply) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"登记好了，编号 ?(\d{6,})")]
    private static partial Regex Announced();
}
