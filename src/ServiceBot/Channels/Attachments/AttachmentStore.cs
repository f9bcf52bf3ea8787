using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceBot.Data;

namespace ServiceBot.Channels.Attachments;

/// <summary>
/// Keeps the files that people send: photos of identity cards, mostly. Outside the web root, encrypted with the store's own keys. Several
/// machines need a shared data folder for this.
/// </summary>
internal sealed class AttachmentStore(
    DataFolder folder, BotDbFactory databases, GroupCommit commit, IDataProtectionProvider protection, TimeProvider time,
    IOptions<AttachmentOptions> options)
{
    private readonly IDataProtector _protector = protection.CreateProtector("ServiceBot.Attachments.v1");
    private readonly string _folder = folder.Folder("attachments");

    public AttachmentOptions Options => options.Value;

    /// <summary>Takes a file in. It is on disk, and known, when this returns.</summary>
    /// <returns>Null when it is not a type that we take.</returns>
    public async Task<AttachmentRow?> SaveAsync(string conversationId, string? name, byte[] file, CancellationToken cancellationToken)
    {
        if (AttachmentKind.Of(file) is not { } contentType) return null;
        var row = new AttachmentRow
        {
            Id = Random128.Text(),
            ConversationId = conversationId,
            Name = AttachmentName.Clean(name),
            ContentType = contentType,
            Size = file.Length,
            CreatedAt = time.GetUtcNow(),
        };
        await WriteAsync(PathOf(row.Id), _protector.Protect(file), cancellationToken);
        var unit = new CommitUnit();
        unit.Insert(row);
        await commit.CommitAsync(unit, cancellationToken);
        return row;
    }

    public async Task<AttachmentRow?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        return await db.Attachments.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
    }

    /// <exception cref="FileNotFoundException">The row is there and the file is not: the data folder was not restored with the store.</exception>
    public async Task<byte[]> ReadAsync(string id, CancellationToken cancellationToken) =>
        _protector.Unprotect(await File.ReadAllBytesAsync(PathOf(id), cancellationToken));

    /// <summary>Takes back files that no message refers to: an upload that was refused half-way, or sent twice.</summary>
    public async Task DiscardAsync(IReadOnlyCollection<AttachmentRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return;
        var ids = rows.Select(row => row.Id).ToList();
        await using var db = databases.Create();
        await db.Attachments.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
        foreach (var id in ids) File.Delete(PathOf(id));
    }

    private string PathOf(string id) => Path.Combine(_folder, id);

    private static async Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        var part = path + ".part";
        await using (var stream = new FileStream(part, FileMode.CreateNew, FileAccess.Write))
        {
            await stream.WriteAsync(content, cancellationToken);
            stream.Flush(flushToDisk: true);
        }

        File.Move(part, path);
    }
}
