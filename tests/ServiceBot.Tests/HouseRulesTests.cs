using System.Text.RegularExpressions;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests;

/// <summary>What the compiler does not refuse. Each rule's reason is in src/README.md.</summary>
public sealed partial class HouseRulesTests
{
    [Fact]
    public void Words_people_read_are_not_in_code()
    {
        var faults = from file in Repository.Files("src", ".cs")
                     from line in CSharpText.WithoutComments(Repository.Read(file)).Split('\n').Select((text, index) => (text, number: index + 1))
                     where Chinese().IsMatch(line.text)
                     select $"{file}:{line.number}: {line.text.Trim()}";
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("var a = \"办\";", true)]
    [InlineData("var a = $\"\"\"办\"\"\";", true)]
    [InlineData("var a = '\"'; var b = \"，\";", true)]
    [InlineData("var a = @\"c:\\\"; // 办", false)]
    [InlineData("/* 办 */ var a = \"//\";", false)]
    [InlineData("/// <c>办</c>", false)]
    public void Chinese_is_found_in_literals_and_not_in_comments(string source, bool found) =>
        Assert.Equal(found, Chinese().IsMatch(CSharpText.WithoutComments(source)));

    [Fact]
    public void No_folder_is_named_for_what_did_not_find_a_place()
    {
        string[] banned = ["Helpers", "Utils", "Utilities", "Common", "Managers", "Services", "Shared", "Misc"];
        var faults = Repository.Files("src", ".cs", ".cshtml").Concat(Repository.Files("tests", ".cs"))
            .Where(file => file.Split('/').SkipLast(1).Any(part => banned.Contains(part)));
        Assert.Empty(faults);
    }

    [Fact]
    public void No_file_is_longer_than_400_lines()
    {
        var faults = from file in Repository.Files("src", ".cs", ".cshtml", ".js").Concat(Repository.Files("tests", ".cs", ".mjs"))
                     let lines = Repository.Read(file).AsSpan().Count('\n')
                     where lines > 400
                     select $"{file} has {lines} lines";
        Assert.Empty(faults);
    }

    [Fact]
    public void Nothing_is_left_for_later_and_no_test_is_switched_off()
    {
        var faults = from file in Repository.Files("src", ".cs", ".cshtml", ".js").Concat(Repository.Files("tests", ".cs", ".mjs"))
                     where !file.EndsWith("/HouseRulesTests.cs", StringComparison.Ordinal)
                     from match in LeftForLater().Matches(Repository.Read(file))
                     select $"{file}: {match.Value}";
        Assert.Empty(faults);
    }

    [GeneratedRegex(@"[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF]")]
    private static partial Regex Chinese();

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|\bHACK\b|\bXXX\b|NotImplementedException|\bSkip\s*=\s*""|Thread\.Sleep|#pragma warning disable(?! \w+ // )")]
    private static partial Regex LeftForLater();
}
