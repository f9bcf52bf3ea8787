using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceBot.Domain.Cases;

namespace ServiceBot.Cases;

/// <summary>
/// An errand. What can be decided about it is in <see cref="Facts"/>; the columns that lists are made from are copies of it, written by
/// <see cref="After"/> and nowhere else. Never changed in place: each act makes the next version.
/// </summary>
internal sealed record CaseRow
{
    /// <summary>Digits: <c>260000019</c>.</summary>
    public required string Reference { get; init; }
    /// <summary>Dialog instance and step that made it, unique: a confirmed instance makes one case, however often its turn is run.</summary>
    public required string OriginKey { get; init; }
    public required string ItemCode { get; init; }
    /// <summary>Version of the catalog item she was shown.</summary>
    public required int ItemVersion { get; init; }
    public required string ItemName { get; init; }
    public string? ItemNameEn { get; init; }
    /// <summary>12 digits, of the village where it is handled.</summary>
    public required string RegionCode { get; init; }
    /// <summary>First 9 digits of <see cref="RegionCode"/>: a township's list is an index.</summary>
    public required string TownshipCode { get; init; }
    /// <summary>First 6 digits of <see cref="RegionCode"/>.</summary>
    public required string CountyCode { get; init; }
    public required string RegionName { get; init; }
    /// <summary>In clear: every list shows it, and all who see a list are signed in.</summary>
    public required string ResidentName { get; init; }
    /// <summary>Sealed; null when she gave none.</summary>
    public string? Phone { get; init; }
    public string? PhoneMasked { get; init; }
    /// <summary>Sealed; null when the item does not ask for it.</summary>
    public string? ResidentId { get; init; }
    public string? ResidentIdMasked { get; init; }
    /// <summary>The conversation that made it: she and those linked with it may ask, withdraw and rate.</summary>
    public required string ConversationId { get; init; }
    public required string Channel { get; init; }
    /// <summary>Where letters to her go, as it was when the row was read for an act; null: to <see cref="ConversationId"/>. No column.</summary>
    public string? LettersTo { get; init; }
    /// <summary>JSON list: names of the item's materials, in that version. The agent picks what is missing from it.</summary>
    public required string Materials { get; init; }
    /// <summary>Sealed JSON: what she answered, as (label, shown value).</summary>
    public required string Answers { get; init; }
    /// <summary>Sealed: the 委托书 as she saw it when she said yes.</summary>
    public required string Authorisation { get; init; }
    /// <summary>SHA-256 of the text, hexadecimal.</summary>
    public required string AuthorisationHash { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }

    public required string ProxyAgentId { get; init; }
    public string? StandInId { get; init; }
    public string? OfferedToId { get; init; }
    public required CaseState State { get; init; }
    public DateTimeOffset? ProxyDueAt { get; init; }
    public DateTimeOffset? AuthorityDueAt { get; init; }
    public bool AuthorityEstimated { get; init; }
    public int? Rating { get; init; }
    /// <summary><see cref="CaseFacts"/> as JSON.</summary>
    public required string Facts { get; init; }
    /// <summary>Hash of the latest event: a chain that was cut short does not end with it.</summary>
    public required string LastHash { get; init; }
    public required long Version { get; init; }

    public IReadOnlyList<string> ReadMaterials() => JsonSerializer.Deserialize<List<string>>(Materials) ?? [];

    public CaseFacts ReadFacts() => CaseJson.ParseFacts(Facts);

    /// <summary>The row as it is after an act.</summary>
    public CaseRow After(CaseFacts facts, DateTimeOffset now, string lastHash) => this with
    {
        ProxyAgentId = facts.OwnerId,
        StandInId = facts.StandInId,
        OfferedToId = facts.OfferedToId,
        State = facts.State,
        ProxyDueAt = facts.Clocks.ProxyDue,
        AuthorityDueAt = facts.Clocks.AuthorityDue,
        AuthorityEstimated = facts.Clocks.AuthorityEstimated,
        Rating = facts.Rating,
        Facts = CaseJson.Write(facts),
        ChangedAt = now,
        LastHash = lastHash,
        Version = Version + 1,
    };
}

internal sealed class CaseMap : IEntityTypeConfiguration<CaseRow>
{
    public void Configure(EntityTypeBuilder<CaseRow> builder)
    {
        builder.HasKey(row => row.Reference);
        builder.Ignore(row => row.LettersTo);
        builder.Property(row => row.Reference).HasMaxLength(20);
        builder.Property(row => row.OriginKey).HasMaxLength(200);
        builder.Property(row => row.ItemCode).HasMaxLength(50);
        builder.Property(row => row.ItemName).HasMaxLength(200);
        builder.Property(row => row.ItemNameEn).HasMaxLength(200);
        builder.Property(row => row.RegionCode).HasMaxLength(12);
        builder.Property(row => row.TownshipCode).HasMaxLength(9);
        builder.Property(row => row.CountyCode).HasMaxLength(6);
        builder.Property(row => row.RegionName).HasMaxLength(200);
        builder.Property(row => row.ResidentName).HasMaxLength(100);
        builder.Property(row => row.PhoneMasked).HasMaxLength(30);
        builder.Property(row => row.ResidentIdMasked).HasMaxLength(30);
        builder.Property(row => row.ConversationId).HasMaxLength(100);
        builder.Property(row => row.Channel).HasMaxLength(20);
        builder.Property(row => row.AuthorisationHash).HasMaxLength(64);
        builder.Property(row => row.ProxyAgentId).HasMaxLength(40);
        builder.Property(row => row.StandInId).HasMaxLength(40);
        builder.Property(row => row.OfferedToId).HasMaxLength(40);
        builder.Property(row => row.LastHash).HasMaxLength(64);
        builder.HasIndex(row => row.OriginKey).IsUnique();
        builder.HasIndex(row => new { row.ProxyAgentId, row.State });
        builder.HasIndex(row => row.OfferedToId);
        builder.HasIndex(row => row.ConversationId);
        builder.HasIndex(row => new { row.OpenedAt, row.Reference });
        builder.HasIndex(row => new { row.CountyCode, row.OpenedAt, row.Reference });
        builder.HasIndex(row => new { row.TownshipCode, row.OpenedAt, row.Reference });
        builder.HasIndex(row => row.ProxyDueAt);
        builder.HasIndex(row => row.AuthorityDueAt);
    }
}
