using ServiceBot.Conversations;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Conversations;

/// <summary>Half sentences that follow each other are read together; what comes later, or is clear by itself, is not.</summary>
public sealed class BurstsTests
{
    private static readonly Bursts Bursts = new(Talk.Understander);

    [Theory]
    [InlineData("要什么材料", "低保")]
    [InlineData("材料要哪些", "高龄津贴的")]
    public void What_she_wants_before_of_what(string first, string second) =>
        Assert.Equal([CatalogField.Materials], Assert.IsType<Command.Ask>(Last(5, first, second)).Fields);

    [Fact]
    public void Three_pieces_are_one_question()
    {
        var ask = Assert.IsType<Command.Ask>(Last(5, "那个啥", "要什么材料", "低保"));
        Assert.Equal(("DB-1", CatalogField.Materials), (ask.Item, Assert.Single(ask.Fields!)));
    }

    [Fact]
    public void After_a_pause_it_is_something_else() => Assert.Empty(Assert.IsType<Command.Ask>(Last(40, "要什么材料", "低保")).Fields!);

    [Fact]
    public void What_is_clear_by_itself_is_not_bent_by_what_came_before()
    {
        Assert.IsType<Command.Status>(Last(5, "要什么材料", "查进度"));
        Assert.Equal([CatalogField.TimeLimit], Assert.IsType<Command.Ask>(Last(5, "要什么材料", "低保要多久")).Fields);
    }

    [Fact]
    public void What_makes_no_sense_together_either_is_not_understood() => Assert.IsType<Command.Unknown>(Last(5, "嘟噜", "呱唧"));

    [Fact]
    public void Nothing_is_kept_of_what_was_understood() =>
        Assert.Null(Bursts.Keep("低保要多久", new ConversationState(), [new Command.Ask("低保要多久", "DB-1", [CatalogField.TimeLimit])], Talk.Heard("x").Now));

    private static Command Last(int secondsBetween, params string[] texts)
    {
        var (state, commands, now) = (new ConversationState(), (IReadOnlyList<Command>)[], Talk.Heard("x").Now);
        foreach (var text in texts)
        {
            now = now.AddSeconds(secondsBetween);
            commands = Bursts.Understand(Talk.Heard(text) with { Now = now }, state, new Expectation());
            state = state with { Fragment = Bursts.Keep(text, state, commands, now) };
        }

        return Assert.Single(commands);
    }
}
