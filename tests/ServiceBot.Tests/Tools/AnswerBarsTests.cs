using ServiceBot.Catalog;
using ServiceBot.Catalog.Regions;
using ServiceBot.Platform;
using ServiceBot.Tests.Catalog;
using ServiceBot.Tests.Support;
using ServiceBot.Tools;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Tools;

/// <summary>The bars of the test split of <c>tests/questions</c>, from which no rule was made. A miss is named by its id only.</summary>
public sealed class AnswerBarsTests
{
    [Fact]
    public void Questions_that_no_rule_was_made_from_are_answered_rightly()
    {
    }
}
