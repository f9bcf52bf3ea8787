using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace ServiceBot.Platform.Accounts;

/// <summary>Section <c>ServiceBot:Accounts</c>.</summary>
internal sealed class AccountOptions
{
    public const string Section = "ServiceBot:Accounts";

    /// <summary>Wrong passwords or codes in a row before an account is locked. Default 5.</summary>
    [Range(3, 20)]
    public int MaxFailures { get; set; } = 5;

    /// <summary>How long a locked account stays locked, in minutes. Default 15.</summary>
    [Range(1, 1440)]
    public int LockoutMinutes { get; set; } = 15;

    /// <summary>A session ends this many hours after the last page. Default 8: one working day.</summary>
    [Range(1, 24)]
    public int SessionHours { get; set; } = 8;
}

[OptionsValidator]
internal sealed partial class AccountOptionsValidator : IValidateOptions<AccountOptions>;

/// <summary>Section <c>ServiceBot:Samples</c>: what a first start makes so that a newcomer can try everything.</summary>
internal sealed class SampleOptions
{
    public const string Section = "ServiceBot:Samples";

    /// <summary>Make sample accounts when the store has no account yet. Default true; set it false on a real server.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Let sample accounts sign in from another machine. Default false.</summary>
    public bool AllowRemote { get; set; }
}
