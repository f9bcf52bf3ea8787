using System.Text.RegularExpressions;
using ServiceBot.Platform;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Understanding;

public sealed partial class RefusalTextTests
{
    [Fact]
    public void Every_reason_a_parser_gives_has_words()
    {
        var texts = TextBook.Load(Path.Combine(AppContext.BaseDirectory, "dialogs", "texts"));
        var reasons = (from file in Repository.Files("src/ServiceBot/Understanding", ".cs")
                       from match in Reason().Matches(Repository.Read(file))
                       select match.Groups[1].Value).Distinct().ToList();
        Assert.InRange(reasons.Count, 20, 100);
        Assert.All(reasons, reason => Assert.True(texts.Has(reason), reason));
        Assert.All(reasons, reason => Assert.NotEqual(texts.Template(reason, "en"), texts.Template(reason, "zh-Hans")));
    }

    [GeneratedRegex("\"((?:yesno|choice|text|name|phone|id|credit|number|money|date|time|datetime|period|region|address|attachment|materials)_[a-z_]+)\"")]
    private static partial Regex Reason();
}
