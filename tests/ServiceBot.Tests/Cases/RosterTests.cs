using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Catalog.Regions;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Cases;

public sealed class RosterTests(App app) : IClassFixture<App>
{
    private static readonly DateOnly Monday = new(2026, 9, 7);

    private Roster Roster => app.Services.GetRequiredService<Roster>();

    [Theory]
    [InlineData("130123201201", "AGENT-A", "AGENT-B")] // the village itself
    [InlineData("130123201203", "AGENT-E", "AGENT-T")] // one agent: the township lends the stand-in
    [InlineData("130123201204", "AGENT-T", "AGENT-S")] // none: the township
    [InlineData("130110102202", "AGENT-S", "AGENT-X")] // the city
    [InlineData("131025105201", "AGENT-X", "AGENT-Y")] // another city: the province
    public void The_nearest_who_is_there_takes_it(string region, string agent, string standIn)
    {
        var assignment = Roster.Assign(region, Monday)!;
        Assert.Equal((agent, standIn), (assignment.Agent.Id, assignment.StandIn?.Id));
    }

    [Theory]
    [InlineData(0, "AGENT-C")]
    [InlineData(1, "AGENT-D")]
    [InlineData(2, "AGENT-C")]
    [InlineData(3, "AGENT-D")]
    public void The_rota_changes_with_the_weekday(int days, string agent) =>
        Assert.Equal(agent, Roster.Assign("130123201202", Monday.AddDays(days))!.Agent.Id);

    [Fact]
    public void Every_region_of_the_province_has_an_owner()
    {
        var regions = app.Services.GetRequiredService<RegionBook>();
        Assert.All(regions.Children("130000000000").SelectMany(city => regions.Children(city.Code)), county =>
            Assert.All(regions.Children(county.Code), town => Assert.NotNull(Roster.Assign(town.Code, Monday)?.StandIn)));
    }

    [Fact]
    public async Task The_stand_in_takes_the_place_of_one_who_is_away()
    {
        var cancel = TestContext.Current.CancellationToken;
        await app.InStoreAsync(db => db.ProxyAgents.Where(row => row.Id == "AGENT-F").ExecuteUpdateAsync(set => set.SetProperty(row => row.AwayUntil, Monday), cancel));
        await Roster.ReloadAsync(cancel);
        Assert.Equal("AGENT-G", Roster.Assign("130110102201", Monday)!.Agent.Id);
        Assert.Equal("AGENT-F", Roster.Assign("130110102201", Monday.AddDays(1))!.Agent.Id);
    }
}
