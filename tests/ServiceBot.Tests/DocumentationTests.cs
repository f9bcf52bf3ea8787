using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using ServiceBot.Platform;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests;

/// <summary>A page that no longer tells the truth is a red test.</summary>
public sealed partial class DocumentationTests
{
    /// <summary>Read before there are options: where everything else is found.</summary>
    private static readonly Dictionary<string, string> Bootstrap = new() { ["ServiceBot:Data"] = "`data`", ["ServiceBot:Dialogs"] = "none" };

    [Fact]
    public void Every_setting_stands_in_the_table_with_its_default_and_no_other_does()
    {
        var documented = SettingRow().Matches(Repository.Read("src/README.md")).ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value);
        var real = Options().SelectMany(type => Settings(type)).Concat(Bootstrap).ToDictionary();

        Assert.Equal(
            real.Select(setting => $"{setting.Key} = {setting.Value}").Order(StringComparer.Ordinal),
            documented.Select(setting => $"{setting.Key} = {setting.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_options_class_names_its_section()
    {
        var nameless = typeof(TextBook).Assembly.GetTypes()
            .Where(type => type.IsClass && type.Name.EndsWith("Options", StringComparison.Ordinal) && type.Namespace?.StartsWith("ServiceBot", StringComparison.Ordinal) == true)
            .Except(Options());
        Assert.Empty(nameless);
    }

    [Fact]
    public void Every_text_that_is_used_exists()
    {
        var texts = TextBook.Load(Path.Combine(Repository.Root, "dialogs", "texts"));
        var faults = from file in Repository.Files("src/ServiceBot", ".cs", ".cshtml")
                     from match in TextUse().Matches(CSharpText.WithoutComments(Repository.Read(file)))
                     let id = match.Groups[1].Value
                     where !texts.Has(id)
                     select $"{file}: {id}";
        Assert.Empty(faults.Distinct());
    }

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("dialogs")]
    [InlineData("prompts")]
    [InlineData(".")]
    public void Every_top_folder_has_a_readme(string folder) => Assert.True(File.Exists(Path.Combine(Repository.Root, folder, "README.md")));

    [Fact]
    public void Every_link_of_a_page_leads_somewhere()
    {
        var pages = Repository.Files(".", ".md").Where(page => !page.StartsWith("artifacts/", StringComparison.Ordinal));
        var faults = from page in pages
                     from match in Link().Matches(Repository.Read(page))
                     let target = match.Groups[1].Value.Split('#')[0]
                     where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
                     let path = Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, target)
                     where !File.Exists(path) && !Directory.Exists(path)
                     select $"{page}: {target}";
        Assert.Empty(faults);
    }

    [Fact]
    public void The_map_tells_the_order_of_the_folders() =>
        Assert.Contains($"`{string.Join(" · ", DependencyRules.Order)}`", Repository.Read("src/README.md"), StringComparison.Ordinal);

    [Fact]
    public void Decisions_are_numbered_without_a_gap()
    {
        var numbers = Repository.Files("src/decisions", ".md").Select(file => int.Parse(Path.GetFileName(file)[..4], CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
    }

    private static IEnumerable<Type> Options() => typeof(TextBook).Assembly.GetTypes()
        .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetField("Section", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static) is not null);

    private static IEnumerable<KeyValuePair<string, string>> Settings(Type type)
    {
        var section = (string)type.GetField("Section", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)!.GetRawConstantValue()!;
        var defaults = Activator.CreateInstance(type, nonPublic: true)!;
        return type.GetProperties().Where(property => property.CanWrite)
            .Select(property => KeyValuePair.Create($"{section}:{property.Name}", Told(property.GetValue(defaults))));
    }

    private static string Told(object? value) => value switch
    {
        null or "" or System.Collections.ICollection { Count: 0 } => "none",
        bool yes => yes ? "`true`" : "`false`",
        IReadOnlyCollection<string> { Count: > 1 } several => $"{several.Count} values",
        IEnumerable<string> many => $"`{string.Join(", ", many)}`",
        IFormattable number => $"`{number.ToString(null, CultureInfo.InvariantCulture)}`",
        _ => $"`{value}`",
    };

    [GeneratedRegex(@"^\| `(ServiceBot:[\w:]+)` \| ([^|]+?) \|", RegexOptions.Multiline)]
    private static partial Regex SettingRow();

    [GeneratedRegex(@"(?:\b(?:Render|Template)\(|\bT\[)\s*""([a-z][a-z0-9_/]*)""\s*[,)\]]")]
    private static partial Regex TextUse();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
