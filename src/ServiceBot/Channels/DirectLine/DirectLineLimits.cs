using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace ServiceBot.Channels.DirectLine;

/// <summary>Rate limits: new tokens per network address, messages per conversation. Generous to people, closed to floods.</summary>
internal sealed class DirectLineLimits(IOptions<DirectLineOptions> options) : IDisposable
{
    private readonly MessageBuckets _tokens = new(options.Value.TokenBurst, options.Value.TokensPerSecond, TimeSpan.FromSeconds(1));
    private readonly MessageBuckets _messages = new(options.Value.MessageBurst, options.Value.MessagesPerSecond, TimeSpan.FromSeconds(1));

    /// <returns>Null, or the refusal.</returns>
    public IResult? Token(IPAddress? address) => Ask(_tokens, Network(address));

    /// <returns>Null, or the refusal.</returns>
    public IResult? Message(string conversationId) => Ask(_messages, conversationId);

    public void Dispose()
    {
        _tokens.Dispose();
        _messages.Dispose();
    }

    /// <summary>One household or village gets one IPv6 /64; a limit per full address would limit nobody.</summary>
    private static string Network(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private static IResult? Ask(MessageBuckets buckets, string who) =>
        buckets.WaitOf(who) is { } wait ? Refusals.TooMany(Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))) : null;
}
