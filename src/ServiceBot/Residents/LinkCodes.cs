using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using ServiceBot.Data;

namespace ServiceBot.Residents;

/// <summary>Six digits from the system's random source, and the hashes that stand for them in the store.</summary>
internal sealed class LinkCodes
{
    public const int Length = 6;
    private const string FileName = "link-key";
    private const int PlaceLength = 2;
    private readonly byte[] _key;

    public LinkCodes(IOptions<LinkingOptions> options, DataFolder folder) => _key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(options.Value.Key ?? Kept(folder)), 32, info: "ServiceBot.Residents.Link.v1"u8.ToArray());

    public static string Draw() => RandomNumberGenerator.GetInt32(0, 1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    public static bool IsCode(string text) => text.Length == Length && text.All(char.IsAsciiDigit);

    public string HashOf(string code) => Signed("code:" + code);

    /// <summary>
    /// Of the first two digits. Who guesses does not say which code he means; what begins alike is counted against it, so that no code lives
    /// through more than a few guesses in ten thousand.
    /// </summary>
    public string PlaceOf(string code) => Signed("place:" + code[..PlaceLength]);

    private string Signed(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));

    private static string Kept(DataFolder folder)
    {
        var file = folder.File(FileName);
        if (!File.Exists(file)) folder.WriteSecret(FileName, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        return File.ReadAllText(file).Trim();
    }
}
