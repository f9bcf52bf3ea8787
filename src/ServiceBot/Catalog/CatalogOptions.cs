namespace ServiceBot.Catalog;

/// <summary>Section <c>ServiceBot:Catalog</c>.</summary>
internal sealed class CatalogOptions
{
    public const string Section = "ServiceBot:Catalog";

    /// <summary>CSV of regions, <c>code,name</c> in its first two columns, plain or gzipped. Default: the regions of Hebei that come with the program.</summary>
    public string? RegionsFile { get; set; }

    /// <summary>CSV <c>alias,code</c> of further names people use for regions. Default: none.</summary>
    public string? RegionAliasesFile { get; set; }

    /// <summary>Code (12 digits) of the region this service is for: who has not said where she lives is offered its items only. Default: none, items of every place.</summary>
    public string? Region { get; set; }

    /// <summary>Codes of the items offered when somebody wants something done and has not said what, in that order; at most nine are shown.</summary>
    public IReadOnlyList<string> Popular { get; set; } = ["HB-MZ-005", "HB-MZ-001", "HB-YB-002", "HB-CL-001", "HB-RS-001", "HB-WJ-004", "HB-TY-001", "HB-NY-001"];
}
