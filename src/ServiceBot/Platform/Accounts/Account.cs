using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ServiceBot.Platform.Accounts;

/// <summary>
/// Somebody of the administration who signs in: a proxy agent or staff. Residents have none. Identity's own columns hold the password
/// hash, the count of failures and the second factor; e-mail and phone are not kept here.
/// </summary>
internal sealed class Account : IdentityUser
{
    /// <summary>As shown to colleagues and written into the audit: 王建国.</summary>
    public required string DisplayName { get; set; }
    public required AccountRole Role { get; set; }
    /// <summary>
    /// 12-digit code of the region the person works for: a village, township, county, city or the province. Staff see what lies below
    /// it; null for an admin means the whole service, for staff it means nothing at all.
    /// </summary>
    public string? RegionCode { get; set; }
    /// <summary>Id of the proxy agent this account is; only with <see cref="AccountRole.Agent"/>.</summary>
    public string? ProxyAgentId { get; set; }
    /// <summary>Made at first start to try the service out; signs in from the machine itself only.</summary>
    public bool IsSample { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Agent: runs errands. Staff: reads and steers her own region. Admin: staff without a border.</summary>
internal enum AccountRole { Agent, Staff, Admin }

internal sealed class AccountMap : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("Account");
        builder.HasKey(account => account.Id);
        builder.Property(account => account.Id).HasMaxLength(36);
        builder.Property(account => account.UserName).HasMaxLength(64).IsRequired();
        builder.Property(account => account.NormalizedUserName).HasMaxLength(64).IsRequired();
        builder.HasIndex(account => account.NormalizedUserName).IsUnique();
        builder.Property(account => account.PasswordHash).HasMaxLength(256);
        builder.Property(account => account.SecurityStamp).HasMaxLength(64);
        builder.Property(account => account.ConcurrencyStamp).HasMaxLength(64).IsConcurrencyToken();
        builder.Property(account => account.DisplayName).HasMaxLength(60);
        builder.Property(account => account.RegionCode).HasMaxLength(12);
        builder.Property(account => account.ProxyAgentId).HasMaxLength(40);
        builder.Ignore(account => account.Email);
        builder.Ignore(account => account.NormalizedEmail);
        builder.Ignore(account => account.EmailConfirmed);
        builder.Ignore(account => account.PhoneNumber);
        builder.Ignore(account => account.PhoneNumberConfirmed);
    }
}
