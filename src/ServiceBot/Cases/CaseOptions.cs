using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using ServiceBot.Domain.Cases;

namespace ServiceBot.Cases;

/// <summary>The promises of the proxy service, <c>ServiceBot:Cases</c>. Lengths are working days; the law's own limits stand in the items.</summary>
internal sealed class CaseOptions
{
    public const string Section = "ServiceBot:Cases";

    /// <summary>From "yes" to the agent's 接单. Default 1.</summary>
    [Range(1, 30)]
    public int FirstContactDays { get; set; } = 1;

    /// <summary>From complete papers to 已报送. Default 2.</summary>
    [Range(1, 30)]
    public int HandOverDays { get; set; } = 2;

    /// <summary>For the resident to bring missing papers. Default 5.</summary>
    [Range(1, 60)]
    public int SupplementDays { get; set; } = 5;

    /// <summary>From 办结 to 送达. Default 3.</summary>
    [Range(1, 30)]
    public int DeliveryDays { get; set; } = 3;

    /// <summary>Folder of further holiday notices, beside the shipped ones. Default: <c>holidays</c> in the data folder.</summary>
    public string? Holidays { get; set; }

    /// <summary>Case numbers leased from the store at a time. What is left of a block is a gap after a restart. Default 200.</summary>
    [Range(10, 100_000)]
    public int NumberBlock { get; set; } = 200;

    public CaseRules Rules => new(FirstContactDays, HandOverDays, SupplementDays, DeliveryDays);
}

[OptionsValidator]
internal sealed partial class CaseOptionsValidator : IValidateOptions<CaseOptions>;
