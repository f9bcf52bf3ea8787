using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using ServiceBot.Data;

namespace ServiceBot.Channels.DirectLine;

/// <summary>The secret of the Direct Line host, and the key for tokens that follows from it.</summary>
internal sealed class DirectLineSecret
{
    private const string FileName = "directline-secret";
    private readonly byte[] _digest;

    public DirectLineSecret(IOptions<DirectLineOptions> options, DataFolder folder)
    {
        var secret = options.Value.Secret ?? Kept(folder);
        _digest = SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        SigningKey = HKDF.DeriveKey(
            HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, info: "ServiceBot.DirectLine.Tokens.v1"u8.ToArray());
    }

    public byte[] SigningKey { get; }

    /// <summary>Takes the same time whatever was shown.</summary>
    public bool Is(string shown) =>
        CryptographicOperations.FixedTimeEquals(_digest, SHA256.HashData(Encoding.UTF8.GetBytes(shown)));

    private static string Kept(DataFolder folder)
    {
        var file = folder.File(FileName);
        if (!File.Exists(file)) folder.WriteSecret(FileName, Random128.Text() + Random128.Text());
        return File.ReadAllText(file).Trim();
    }
}
