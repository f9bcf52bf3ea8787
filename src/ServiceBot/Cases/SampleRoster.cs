using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;

namespace ServiceBot.Cases;

/// <summary>
/// Agents and rotas to try the service out, marked 示例, put into an empty roster on the first start unless
/// <c>ServiceBot:Samples:Enabled</c> is false. Every region has an owner: what no village or township has, the province's centre takes.
/// </summary>
internal sealed class SampleRoster(BotDbFactory databases, IConfiguration configuration)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        if (!configuration.GetValue("ServiceBot:Samples:Enabled", true)) return;
        await using var db = databases.Create();
        if (await db.ProxyAgents.AnyAsync(cancellationToken)) return;
        await using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Cases", "samples", "roster.json"));
        var samples = await JsonSerializer.DeserializeAsync<Samples>(file, Json, cancellationToken) ?? throw new InvalidDataException("roster.json is empty.");
        db.ProxyAgents.AddRange(samples.Agents.Select(agent => new ProxyAgentRow
        {
            Id = agent.Id, Name = agent.Name, Post = agent.Post, Phone = agent.Phone, RegionCode = agent.RegionCode, Version = 1,
        }));
        db.Duties.AddRange(samples.Duties.Select((duty, index) => new DutyRow
        {
            Id = $"{duty.RegionCode}-{index + 1}", RegionCode = duty.RegionCode, Weekday = duty.Weekday, AgentId = duty.AgentId, StandInId = duty.StandInId, Version = 1,
        }));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Another process starts for the first time too: its rows are the same.
            if (!await db.ProxyAgents.AnyAsync(cancellationToken)) throw;
        }
    }

    private sealed record Samples(IReadOnlyList<ProxyAgent> Agents, IReadOnlyList<SampleDuty> Duties);

    private sealed record SampleDuty(string RegionCode, string AgentId, string? StandInId, DayOfWeek? Weekday);
}
