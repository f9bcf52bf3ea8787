namespace ServiceBot.Channels;

/// <summary>
/// A reply that may be given as the answer to the call that brought her message. It leaves either as that answer or by the outbox, never both, and
/// never neither. It is born in the outbox with its turn, held back (<see cref="Knock.Hold"/>); then
/// <list type="bullet">
/// <item>held: nobody has said it. When the hold is over it leaves by itself;</item>
/// <item>claimed: it is being given as an answer. Claimed and over: we died meanwhile, and nobody knows;</item>
/// <item>sent: it was given. Asked for again, it is given again: the platform asks only when it got nothing;</item>
/// <item>released: it leaves by the outbox, and every answer is empty.</item>
/// </list>
/// </summary>
internal static class HeldReply
{
    /// <summary>In place of the provider's id. Claimed rows have it before they are sent.</summary>
    public const string Mark = "answer";

    /// <summary>A row that was claimed and came to be sent all the same.</summary>
    public static bool IsDoubtful(OutboxRow row) => row is { ProviderId: Mark, Attempts: 0 };
}
