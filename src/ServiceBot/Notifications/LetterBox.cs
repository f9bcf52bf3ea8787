using System.Text.Json;
using ServiceBot.Channels;
using ServiceBot.Platform;

namespace ServiceBot.Notifications;

/// <summary>Puts a letter into an outbox row, sealed: it may name people and phones.</summary>
internal sealed class LetterBox(Sealing sealing)
{
    /// <param name="key">Unique per letter: <c>case/260000019/3/resident</c>.</param>
    public OutboxRow Post(string recipient, string key, Letter letter, DateTimeOffset now) => new()
    {
        Recipient = recipient,
        Kind = OutboxKind.Notify,
        Key = key,
        Payload = sealing.Seal(JsonSerializer.Serialize(letter, JsonSerializerOptions.Web)),
        CreatedAt = now,
        DueAt = now,
        Urgency = letter.Urgent ? OutboxUrgency.Urgent : OutboxUrgency.Normal,
        CaseReference = letter.CaseReference,
    };

    /// <exception cref="JsonException">The row holds no letter.</exception>
    public Letter Open(OutboxRow row) =>
        JsonSerializer.Deserialize<Letter>(sealing.Open(row.Payload), JsonSerializerOptions.Web) ?? throw new JsonException("A letter is a JSON object.");
}
