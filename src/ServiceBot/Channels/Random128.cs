using System.Buffers.Text;
using System.Security.Cryptography;

namespace ServiceBot.Channels;

/// <summary>128 unguessable bits as 22 characters of <c>A-Z a-z 0-9 - _</c>: ids that are also the right to know of a thing.</summary>
internal static class Random128
{
    public static string Text() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}
