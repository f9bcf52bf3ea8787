using ServiceBot.Platform.Accounts;

namespace ServiceBot.Tests.Platform.Accounts;

public sealed class SignedInTests
{
    [Theory]
    [InlineData("130000000000", "13")]
    [InlineData("130100000000", "1301")]
    [InlineData("130123000000", "130123")]
    [InlineData("130123201000", "130123201")]
    [InlineData("130123201201", "130123201201")]
    [InlineData("130110000000", "130110")]
    [InlineData("130200000000", "1302")]
    public void A_region_is_known_by_the_digits_of_its_level(string code, string prefix) => Assert.Equal(prefix, SignedIn.PrefixOf(code));

    [Theory]
    [InlineData("130123201000", "130123201201", true)]
    [InlineData("130123201000", "130123202201", false)]
    [InlineData("130123000000", "130123202201", true)]
    [InlineData("130123000000", null, false)]
    [InlineData(null, "130123201201", false)]
    public void Staff_see_what_lies_below_their_own_region(string? own, string? region, bool seen) =>
        Assert.Equal(seen, Staff(own).Sees(region));

    [Fact]
    public void An_admin_sees_everything() => Assert.True(new SignedIn("1", "x", AccountRole.Admin, null, null).Sees("130123201201"));

    [Fact]
    public void A_proxy_agent_sees_nothing_by_region() =>
        Assert.False(new SignedIn("1", "x", AccountRole.Agent, "130123201201", "a").Sees("130123201201"));

    [Theory]
    [InlineData("130123000000", true)]
    [InlineData("130123201000", false)]
    public void What_belongs_to_no_region_is_read_at_county_level(string own, bool seen) =>
        Assert.Equal(seen, Staff(own).SeesConversationsWithoutCase);

    private static SignedIn Staff(string? region) => new("1", "x", AccountRole.Staff, region, null);
}
