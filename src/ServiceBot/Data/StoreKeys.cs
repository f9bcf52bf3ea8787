using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Options;

namespace ServiceBot.Data;

/// <summary>A Data Protection key: the store holds them so that every replica can open what another one sealed.</summary>
internal sealed class KeyRow
{
    public required string Name { get; init; }
    public required string Xml { get; init; }
}

internal sealed class KeyMap : IEntityTypeConfiguration<KeyRow>
{
    public void Configure(EntityTypeBuilder<KeyRow> builder)
    {
        builder.HasKey(row => row.Name);
        builder.Property(row => row.Name).HasMaxLength(100);
    }
}

/// <summary>Data Protection's key ring in our own table: the packaged repository wants a public context with its own set.</summary>
internal sealed class StoreKeys(BotDbFactory databases) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = databases.Create();
        return [.. db.Set<KeyRow>().AsNoTracking().Select(row => row.Xml).AsEnumerable().Select(xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = databases.Create();
        db.Add(new KeyRow { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}

internal sealed class StoreKeysSetup(StoreKeys keys) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options) => options.XmlRepository = keys;
}
