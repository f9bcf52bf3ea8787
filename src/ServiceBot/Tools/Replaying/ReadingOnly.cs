using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ServiceBot.Tools.Replaying;

/// <summary>Opens what is sealed in the store. What it is given to seal never leaves the process, so it is only marked, and no key is made for it.</summary>
internal sealed class ReadingOnly(IDataProtectionProvider inner) : IDataProtectionProvider
{
    private static readonly byte[] Mark = RandomNumberGenerator.GetBytes(16);

    public IDataProtector CreateProtector(string purpose) => new Protector(inner.CreateProtector(purpose));

    private sealed class Protector(IDataProtector inner) : IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => new Protector(inner.CreateProtector(purpose));

        public byte[] Protect(byte[] plaintext) => [.. Mark, .. plaintext];

        public byte[] Unprotect(byte[] protectedData) => protectedData.AsSpan().StartsWith(Mark) ? protectedData[Mark.Length..] : inner.Unprotect(protectedData);
    }
}
