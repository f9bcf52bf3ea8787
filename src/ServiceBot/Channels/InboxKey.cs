using System.Security.Cryptography;
using System.Text;

namespace ServiceBot.Channels;

/// <summary>Inbox keys from ids of the outside: prefixed, so that none can be mistaken for a key we make, and cut to the column by a hash.</summary>
internal static class InboxKey
{
    /// <summary>The beginning of a conversation: it is greeted once.</summary>
    public const string Start = "start";

    /// <summary>Follows the prefix where a hash stands for an id that was too long.</summary>
    public const string HashMark = "#";
    private const int MaxLength = 200;

    /// <returns>Null when there is no id to recognise a repeat by.</returns>
    public static string? Of(string prefix, string? id) => id switch
    {
        null or "" => null,
        _ when prefix.Length + id.Length <= MaxLength => prefix + id,
        _ => prefix + HashMark + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id))),
    };
}
