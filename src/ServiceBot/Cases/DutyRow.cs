using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ServiceBot.Cases;

/// <summary>
/// A line of a village's rota (轮流值班): who is A and who is B. The most particular line that fits a day counts: dates and weekday
/// before dates, before weekday, before a line for every day.
/// </summary>
internal sealed class DutyRow
{
    /// <summary>Example <c>130123201201-1</c>.</summary>
    public required string Id { get; init; }
    public required string RegionCode { get; init; }
    /// <summary>Null: every day of the week.</summary>
    public DayOfWeek? Weekday { get; init; }
    /// <summary>First day; null: since ever.</summary>
    public DateOnly? From { get; init; }
    /// <summary>Last day; null: for ever.</summary>
    public DateOnly? Until { get; init; }
    public required string AgentId { get; init; }
    public string? StandInId { get; init; }
    public long Version { get; init; }
}

internal sealed class DutyMap : IEntityTypeConfiguration<DutyRow>
{
    public void Configure(EntityTypeBuilder<DutyRow> builder)
    {
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasMaxLength(60);
        builder.Property(row => row.RegionCode).HasMaxLength(12);
        builder.Property(row => row.AgentId).HasMaxLength(40);
        builder.Property(row => row.StandInId).HasMaxLength(40);
        builder.HasIndex(row => row.RegionCode);
    }
}
