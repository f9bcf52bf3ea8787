using ServiceBot.Data;

namespace ServiceBot.Platform.Accounts;

/// <summary>Writes the audit. A page calls it before it shows anything: what could not be written down is not shown.</summary>
internal sealed class AuditLog(BotDb db, TimeProvider time)
{
    public async Task WriteAsync(SignedIn who, string act, string subject, CancellationToken cancellationToken)
    {
        db.Add(new AuditRow { At = time.GetUtcNow(), Actor = who.AccountId, Act = act, Subject = subject });
        await db.SaveChangesAsync(cancellationToken);
    }
}
