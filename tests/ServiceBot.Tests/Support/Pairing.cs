using System.Text.RegularExpressions;

namespace ServiceBot.Tests.Support;

/// <summary>People who link their channels.</summary>
internal static partial class Pairing
{
    /// <summary>She asks for a code here.</summary>
    public static async Task<string> CodeAsync(this Person person)
    {
        await person.SaysAsync("关联");
        return CodeIn([await person.SentAsync("关联码")]);
    }

    /// <summary>The six digits that were said.</summary>
    public static string CodeIn(IEnumerable<string> said)
    {
        var text = string.Join('\n', said);
        var match = SixDigits().Match(text);
        Assert.True(match.Success, $"no code in: {text}");
        return match.Value;
    }

    /// <summary>The code of <paramref name="one"/> is said on <paramref name="two"/>.</summary>
    public static async Task LinkAsync(Person one, Person two)
    {
        var answer = string.Join('\n', await two.SaysAsync("绑定 " + await one.CodeAsync()));
        Assert.Contains("关联。两边都能", answer, StringComparison.Ordinal);
        await one.HearsAsync("那边能看到您办的事");
    }

    [GeneratedRegex(@"(?<!\d)\d{6}(?!\d)")]
    private static partial Regex SixDigits();
}
