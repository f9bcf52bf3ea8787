using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceBot.Data;

namespace ServiceBot.Channels.WeChat;

/// <summary>The account's access token: one for all machines, because fetching another may end it.</summary>
internal sealed record WeChatTokenRow
{
    public required string AppId { get; init; }
    /// <summary>Sealed; null before the first one.</summary>
    public string? Token { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    /// <summary>From here on another one is fetched, while this one still holds.</summary>
    public required DateTimeOffset RenewAt { get; init; }
    /// <summary>Until then whoever wrote this fetches, and nobody else.</summary>
    public required DateTimeOffset LeaseUntil { get; init; }
    /// <summary>When the platform was last told to end the token and give another: it allows that twenty times a day.</summary>
    public required DateTimeOffset ForcedAt { get; init; }
    public required long Version { get; init; }
}

internal sealed class WeChatTokenMap : IEntityTypeConfiguration<WeChatTokenRow>
{
    public void Configure(EntityTypeBuilder<WeChatTokenRow> builder)
    {
        builder.ToTable("WeChatToken");
        builder.HasKey(row => row.AppId);
        builder.Property(row => row.AppId).HasMaxLength(64);
    }
}

internal static class WeChatTokenRows
{
    extension(BotDb db)
    {
        public DbSet<WeChatTokenRow> WeChatTokens => db.Set<WeChatTokenRow>();
    }
}
