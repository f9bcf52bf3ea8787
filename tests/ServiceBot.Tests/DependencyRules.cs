using System.Text.RegularExpressions;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests;

/// <summary>A folder may use the folders before it, never those after it. The order stands in src/README.md, with its reasons.</summary>
public sealed partial class DependencyRules
{
    internal static readonly string[] Order =
    [
        "Data", "Platform", "Residents", "Catalog", "Channels", "Transcripts", "Cases", "Understanding", "Dialogs", "Notifications",
        "Conversations", "Console", "Tools",
    ];

    [Fact]
    public void A_folder_uses_no_folder_after_it()
    {
        var faults = from file in Repository.Files("src/ServiceBot", ".cs", ".cshtml")
                     let own = Array.IndexOf(Order, file.Split('/')[2])
                     where own >= 0
                     from use in Uses(Repository.Read(file))
                     where Array.IndexOf(Order, use) > own
                     select $"{file} uses {use}";
        Assert.Empty(faults.Distinct());
    }

    [Fact]
    public void Every_folder_has_a_place_in_the_order()
    {
        var folders = Repository.Files("src/ServiceBot", ".cs").Select(file => file.Split('/')).Where(parts => parts.Length > 3).Select(parts => parts[2]);
        Assert.Empty(folders.Distinct().Except(Order));
    }

    [Fact]
    public void The_domain_uses_nothing()
    {
        var project = Repository.Read("src/ServiceBot.Domain/ServiceBot.Domain.csproj");
        Assert.DoesNotContain("Reference", project, StringComparison.Ordinal);

        var faults = from file in Repository.Files("src/ServiceBot.Domain", ".cs")
                     from match in WhatTheDomainMustNotUse().Matches(CSharpText.WithoutComments(Repository.Read(file)))
                     select $"{file} uses {match.Value}";
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("using ServiceBot.Cases;", "Cases")]
    [InlineData("global using static ServiceBot.Cases.CaseRow;", "Cases")]
    [InlineData("var options = new Cases.CaseOptions();", "Cases")]
    [InlineData("@model ServiceBot.Console.Cases.IndexModel", "Console")]
    [InlineData("/// <see cref=\"Cases.CaseRow\"/>", "Cases")]
    public void A_use_is_seen(string line, string folder) => Assert.Contains(folder, Uses(line));

    [Theory]
    [InlineData("using ServiceBot.Domain.Cases;")]
    [InlineData("var open = agent.Cases.Count;")]
    [InlineData("// who talks to whom is up to Conversations.")]
    [InlineData("System.Console.WriteLine();")]
    public void What_only_looks_like_a_use_is_not(string line) => Assert.Empty(Uses(line));

    private static IEnumerable<string> Uses(string source) => FolderName().Matches(source).Select(match => match.Groups[1].Value);

    /// <summary>A bare name too: inside namespace ServiceBot.Channels, <c>Cases.CaseRow</c> is a use of ServiceBot.Cases.</summary>
    [GeneratedRegex(@"(?<![\w.])(?:ServiceBot\.)?(Data|Platform|Residents|Catalog|Channels|Transcripts|Cases|Understanding|Dialogs|Notifications|Conversations|Console|Tools)(?:\.[A-Za-z]|;)")]
    private static partial Regex FolderName();

    [GeneratedRegex(@"\b(?:async|await|Task|ValueTask|TimeProvider|Stopwatch|File|Directory|HttpClient|ILogger|DbContext|Random|Environment|Console)\b(?:[\s<.(]|$)|using (?!System|ServiceBot\.Domain|static |var |\()[\w.]+;")]
    private static partial Regex WhatTheDomainMustNotUse();
}
