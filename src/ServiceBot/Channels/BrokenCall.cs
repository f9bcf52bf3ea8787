namespace ServiceBot.Channels;

/// <summary>What a broken call to a provider says about the message in it.</summary>
internal static class BrokenCall
{
    /// <summary>No connection came about, so nobody can have the message: try again. Otherwise nobody knows.</summary>
    /// <param name="who">As staff know it: <c>Kannel</c>.</param>
    public static SendResult Of(HttpRequestException exception, string who) => exception.HttpRequestError is
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError or HttpRequestError.ConfigurationLimitExceeded
        ? new SendResult.Retry($"{who} could not be reached.")
        : new SendResult.Unclear($"The connection to {who} broke before it had answered.");
}
