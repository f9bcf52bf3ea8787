using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceBot.Data;

namespace ServiceBot.Platform.Accounts;

/// <summary>
/// Accounts to try the service out with, made once in an empty store. Their passwords are random, kept beside the data in
/// <c>sample-accounts.json</c> for the operator alone, and shown at each start; there is no published default password.
/// </summary>
internal sealed class SampleAccounts(
    UserManager<Account> users, BotDb db, IOptions<SampleOptions> options, DataFolder folder, TimeProvider time)
{
    internal const string FileName = "sample-accounts.json";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        // For people to read; it is never part of a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Makes the accounts where the store has none at all.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled || await db.Set<Account>().AnyAsync(cancellationToken)) return;

        var made = new List<SampleAccount>();
        foreach (var sample in await ReadAsync(Path.Combine(AppContext.BaseDirectory, "Platform", "Accounts", "samples.json"), cancellationToken))
        {
            var account = new Account
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
                UserName = sample.Name,
                DisplayName = sample.DisplayName,
                Role = sample.Role,
                RegionCode = sample.RegionCode,
                ProxyAgentId = sample.ProxyAgentId,
                IsSample = true,
                CreatedAt = time.GetUtcNow(),
            };
            var password = NewPassword();
            var result = await users.CreateAsync(account, password);
            if (!result.Succeeded) throw new InvalidOperationException($"The sample account {sample.Name} was refused: {result}");
            made.Add(sample with { Password = password });
        }

        folder.WriteSecret(FileName, JsonSerializer.Serialize(made, Json));
    }

    /// <summary>Makes them if need be; one line each for the start banner: name, password, who it is.</summary>
    public async Task<IReadOnlyList<string>> DescribeAsync(CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        var kept = folder.File(FileName);
        if (!options.Value.Enabled || !File.Exists(kept)) return [];
        return [.. (await ReadAsync(kept, cancellationToken)).Select(sample => $"{sample.Name,-10} {sample.Password}   {sample.DisplayName}")];
    }

    /// <summary>Sixteen letters and digits that cannot be mistaken for each other, in groups of four: about 79 bits.</summary>
    internal static string NewPassword() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 4)));

    private static async Task<IReadOnlyList<SampleAccount>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync<List<SampleAccount>>(file, Json, cancellationToken) ?? [];
    }
}

/// <summary>An entry of <c>samples.json</c>, and with its password one of <c>sample-accounts.json</c>.</summary>
internal sealed record SampleAccount(
    string Name, string DisplayName, AccountRole Role, string? RegionCode = null, string? ProxyAgentId = null, string? Password = null);
