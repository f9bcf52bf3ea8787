namespace ServiceBot.Platform.Accounts;

/// <summary>Names of the two policies; which folder has which is in <c>Console/ConsoleFeature.cs</c>.</summary>
internal static class AccountPolicies
{
    /// <summary>A proxy agent's own account.</summary>
    public const string ProxyAgent = "agent";
    /// <summary>Staff or admin.</summary>
    public const string Staff = "staff";
}
