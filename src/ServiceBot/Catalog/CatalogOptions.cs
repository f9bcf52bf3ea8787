namespace ServiceBot.Catalog;

/// <summary>Section <c>ServiceBot:Catalog</c>.</summary>
internal sealed class CatalogOptions
{
    public const string Section = "ServiceBot:Catalog";

    /// <summary>CSV of regions, <c>code,name</c> in its first two columns, plain or gzipped. Default: the regions of Hebei that come with the program.</summary>
    public string? RegionsFile { get; set; }

    /// <summary>CSV <c>alias,code</c> of further names people use for regions. Default: none.</summary>
    public string? RegionAliasesFile { get; set; }
}
