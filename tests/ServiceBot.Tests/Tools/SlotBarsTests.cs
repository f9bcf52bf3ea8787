using System.Globalization;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Tests.Support;
using ServiceBot.Tools;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Tools;

/// <summary>The test split of <c>tests/slots</c>, from which no rule is made. A miss is named by its id only.</summary>
public sealed class SlotBarsTests(App app) : IClassFixture<App>
{
    private const double Bar = 0.95;
    private static readonly DateTimeOffset _today = new(2026, 10, 14, 9, 20, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Answers_that_no_rule_was_made_from_are_written_down_as_a_clerk_would()
    {
        var score = new SlotScore();
        var understander = app.Services.GetRequiredService<Understander>();
        foreach (var line in Repository.Read("tests/slots/test.jsonl").Split('\n'))
            if (SlotCaseReader.Read(line, 0)?.Case is { } slotCase) score.Add(slotCase, EvalSlotsCommand.Measure(understander, slotCase, EvalSlotsCommand.Now(slotCase, _today)), _today.DateTime);
        TestContext.Current.TestOutputHelper?.WriteLine(score.ToString());
        Assert.True(score.Count > 250);
        Assert.True(score.Share >= Bar, string.Create(CultureInfo.InvariantCulture, $"{score.Share:P1}, bar {Bar:P1}\n{score}"));
    }

    [Fact]
    public void The_cases_hold_every_kind_of_slot_in_both_languages()
    {
        var cases = new[] { "dev", "test" }.SelectMany(split => Repository.Read($"tests/slots/{split}.jsonl").Split('\n')).Select(line => SlotCaseReader.Read(line, 0)?.Case).OfType<SlotCase>().ToList();
        Assert.True(cases.Count >= 800);
        foreach (var type in Enum.GetNames<SlotType>())
            Assert.Contains(cases, slotCase => string.Equals(slotCase.Type, type, StringComparison.OrdinalIgnoreCase) && slotCase.Lang == "en");
        Assert.Equal(cases.Count, cases.Select(slotCase => slotCase.Id).Distinct(StringComparer.Ordinal).Count());
    }
}
