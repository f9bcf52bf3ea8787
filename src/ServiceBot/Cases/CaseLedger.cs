using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ServiceBot.Domain.Cases;

namespace ServiceBot.Cases;

/// <summary>The hash chain over the events of a case: a changed, removed or inserted event breaks it.</summary>
internal static class CaseLedger
{
    public static CaseEventRow Link(string reference, CaseEvent happened, string previousHash)
    {
        // The store keeps whole milliseconds: what is hashed must be what is read back.
        var at = DateTimeOffset.FromUnixTimeMilliseconds(happened.At.ToUnixTimeMilliseconds());
        var (type, data) = (happened.GetType().Name, CaseJson.Write(happened));
        return new CaseEventRow
        {
            Reference = reference,
            Number = happened.Number,
            At = at,
            ActorKind = happened.By.Kind,
            ActorId = happened.By.Id,
            Type = type,
            Data = data,
            ForResident = happened.ForResident,
            PreviousHash = previousHash,
            Hash = Hash(previousHash, reference, happened.Number, at, happened.By, type, data),
        };
    }

    /// <summary>Number of the first event that does not fit, 0 when all do. One more than the last: the end is missing.</summary>
    /// <param name="events">All of one case, in order.</param>
    /// <param name="lastHash">As the case's row says.</param>
    public static int FirstBroken(IReadOnlyList<CaseEventRow> events, string lastHash)
    {
        var previous = "";
        for (var i = 0; i < events.Count; i++)
        {
            var row = events[i];
            var hash = Hash(previous, row.Reference, row.Number, row.At, new CaseActor(row.ActorKind, row.ActorId), row.Type, row.Data);
            if (row.Number != i + 1 || row.PreviousHash != previous || row.Hash != hash) return i + 1;
            previous = hash;
        }

        return previous == lastHash ? 0 : events.Count + 1;
    }

    private static string Hash(string previous, string reference, int number, DateTimeOffset at, CaseActor by, string type, string data)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{previous}\n{reference}\n{number}\n{at.ToUnixTimeMilliseconds()}\n{by.Kind}\n{by.Id}\n{type}\n{data}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
