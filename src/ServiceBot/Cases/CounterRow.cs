using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ServiceBot.Cases;

/// <summary>A counter that many processes share: values below <see cref="Next"/> are given away in blocks.</summary>
internal sealed class CounterRow
{
    public required string Name { get; init; }
    public required long Next { get; init; }
    public required long Version { get; init; }
}

internal sealed class CounterMap : IEntityTypeConfiguration<CounterRow>
{
    public void Configure(EntityTypeBuilder<CounterRow> builder)
    {
        builder.HasKey(row => row.Name);
        builder.Property(row => row.Name).HasMaxLength(40);
    }
}
