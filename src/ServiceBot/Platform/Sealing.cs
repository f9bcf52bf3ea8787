using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ServiceBot.Platform;

/// <summary>
/// Encryption at rest for identity numbers, phones and whatever contains them. Keys live in the store and roll over by themselves.
/// </summary>
internal sealed class Sealing(IDataProtectionProvider provider)
{
    private const string Mark = "sealed:";
    private readonly IDataProtector _protector = provider.CreateProtector("ServiceBot.Sealing.v1");

    /// <summary>Encrypted, marked, printable.</summary>
    public string Seal(string plain) => Mark + _protector.Protect(plain);

    /// <summary>Opens a sealed text; a text that was never sealed comes back as it is.</summary>
    /// <exception cref="CryptographicException">The keys are gone or the text was changed.</exception>
    public string Open(string text) =>
        text.StartsWith(Mark, StringComparison.Ordinal) ? _protector.Unprotect(text[Mark.Length..]) : text;
}
