using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace ServiceBot.Conversations.Silence;

/// <summary>When a form that was left half-way is spoken of, <c>ServiceBot:Silence</c>.</summary>
internal sealed class SilenceOptions
{
    public const string Section = "ServiceBot:Silence";

    /// <summary>Hours without a message of hers, 0–720. 0 switches reminders off. Default 24.</summary>
    [Range(0, 720)]
    public int Hours { get; set; } = 24;
}

[OptionsValidator]
internal sealed partial class SilenceOptionsValidator : IValidateOptions<SilenceOptions>;
