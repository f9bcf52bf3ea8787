using ServiceBot.Conversations;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Tests.Conversations;

public sealed class HerPlaceTests
{
    private const string Ours = "130123000000";
    private static readonly SlotValue Village = new(SlotType.Region, "130123201201");
    private static readonly SlotValue Other = new(SlotType.Region, "131025105201");

    [Fact]
    public void Who_has_not_said_where_she_lives_is_taken_for_one_of_ours() => Assert.Equal(Ours, HerPlace.Of(new ConversationState(), Ours));

    [Fact]
    public void Without_a_region_of_ours_every_place_is_meant() => Assert.Null(HerPlace.Of(new ConversationState(), null));

    [Fact]
    public void What_she_said_in_an_earlier_form_holds() =>
        Assert.Equal(Village.Value, HerPlace.Of(new ConversationState { Profile = new Dictionary<string, SlotValue> { ["region"] = Village } }, Ours));

    [Fact]
    public void What_she_says_in_this_form_goes_before_the_earlier_one()
    {
        var active = new DialogInstance { Id = "1", Dialog = "proxy-request", Version = "1", StartedAt = default, Answers = new Dictionary<string, AnswerEntry> { ["region"] = new(Other, "", 1) } };
        Assert.Equal(Other.Value, HerPlace.Of(new ConversationState { Active = active, Profile = new Dictionary<string, SlotValue> { ["region"] = Village } }, Ours));
    }
}
