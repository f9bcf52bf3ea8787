using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ServiceBot.Cases;

/// <summary>A proxy agent (代办员). Name, post and work phone are public: they are told to every resident he serves.</summary>
internal sealed record ProxyAgentRow
{
    /// <summary>Example <c>AGENT-A</c>. His conversation is <c>dl-agent-</c> and this.</summary>
    public required string Id { get; init; }
    public required string Name { get; set; }
    /// <summary>As residents know him: 南楼村党支部书记.</summary>
    public required string Post { get; set; }
    public required string Phone { get; set; }
    /// <summary>12 digits: the village, township… he serves.</summary>
    public required string RegionCode { get; set; }
    public bool Active { get; set; } = true;
    /// <summary>Last day of an absence; the B agent has his turn until then. Null: he is there.</summary>
    public DateOnly? AwayUntil { get; set; }
    /// <summary>
    /// His work line: the conversation on SMS or WeChat that he named by a one-time code. What is said there is his word only while he is active and
    /// this names it, and that conversation's row names him. Null: his web chat alone.
    /// </summary>
    public string? Line { get; init; }
    public long Version { get; set; }
}

internal sealed class ProxyAgentMap : IEntityTypeConfiguration<ProxyAgentRow>
{
    public void Configure(EntityTypeBuilder<ProxyAgentRow> builder)
    {
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasMaxLength(40);
        builder.Property(row => row.Name).HasMaxLength(60);
        builder.Property(row => row.Post).HasMaxLength(100);
        builder.Property(row => row.Phone).HasMaxLength(30);
        builder.Property(row => row.RegionCode).HasMaxLength(12);
        builder.Property(row => row.Line).HasMaxLength(100);
        builder.HasIndex(row => row.RegionCode);
    }
}
