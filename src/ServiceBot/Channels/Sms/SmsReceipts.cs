using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;

namespace ServiceBot.Channels.Sms;

/// <summary>
/// Receipts of gateways. Each letter is sent with an address of its own, signed, so a receipt needs no secret: it can say nothing but how this
/// one attempt fared. <c>?letter=7&amp;attempt=1&amp;key=…</c>.
/// </summary>
internal sealed class SmsReceipts(SmsKey key, BotDbFactory databases, IGrainFactory grains)
{
    /// <summary>The part behind the question mark.</summary>
    public string QueryOf(SmsLetter letter)
    {
        var (id, attempt) = (Text(letter.Id), Text(letter.Attempt));
        return $"letter={id}&attempt={attempt}&key={key.ReceiptKeyOf(Signed(id, attempt))}";
    }

    /// <summary>The letter and attempt that a receipt's address names; null when nobody signed it.</summary>
    public (long Letter, int Attempt)? Read(IQueryCollection query)
    {
        var (letter, attempt) = (query["letter"].ToString(), query["attempt"].ToString());
        return key.IsReceiptKey(Signed(letter, attempt), query["key"].ToString())
            ? (long.Parse(letter, CultureInfo.InvariantCulture), int.Parse(attempt, CultureInfo.InvariantCulture))
            : null;
    }

    public async Task TakeAsync(long letter, int attempt, LetterReceipt receipt, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var row = await db.Outbox.AsNoTracking().Where(row => row.Id == letter).Select(row => new { row.Recipient, row.State }).FirstOrDefaultAsync(cancellationToken);
        // "On its way" comes for every message and is news only of one whose fate is open.
        if (row is null || (receipt == LetterReceipt.Accepted && row.State is not (OutboxState.Sending or OutboxState.Uncertain))) return;
        await grains.GetGrain<IMailbox>(row.Recipient).ReceiptAsync(letter, attempt, receipt);
    }

    private static string Signed(string letter, string attempt) => $"{letter}/{attempt}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
