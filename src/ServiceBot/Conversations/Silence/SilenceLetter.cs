using System.Globalization;
using ServiceBot.Channels;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Conversations.Silence;

/// <summary>
/// The reminder on its way through the outbox. Its key names the form, <c>silence/sms-…:12</c>, so that there is one per form; what it
/// says is decided when it is delivered, by the pattern <c>silence</c>.
/// </summary>
internal static class SilenceLetter
{
    private const string Prefix = "silence/";
    private const string Since = "since";

    public static string KeyOf(string instance) => Prefix + instance;

    /// <returns>Null for a key of another letter.</returns>
    public static string? InstanceOf(string key) => key.StartsWith(Prefix, StringComparison.Ordinal) ? key[Prefix.Length..] : null;

    public static Letter Of(DateTimeOffset since) => new()
    {
        Text = PatternIds.Silence, Args = new Dictionary<string, string> { [Since] = Number(since) },
    };

    /// <summary>Whether it was written about this very silence.</summary>
    public static bool IsOf(Letter letter, DateTimeOffset since) => letter.Args.GetValueOrDefault(Since) == Number(since);

    private static string Number(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
