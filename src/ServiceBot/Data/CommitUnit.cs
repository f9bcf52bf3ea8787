namespace ServiceBot.Data;

/// <summary>
/// The rows that must be written together or not at all: one turn of a conversation, one act on a case. Handed to
/// <see cref="GroupCommit"/>, which puts many units into one database transaction; a unit that fails, fails alone.
/// </summary>
internal sealed class CommitUnit
{
    private readonly List<CommitStatement> _statements = [];

    public IReadOnlyList<CommitStatement> Statements => _statements;

    /// <summary>Inserts a row. A unique key that is taken fails the unit with <see cref="CommitFailure.Duplicate"/>.</summary>
    public void Insert<TRow>(TRow row)
        where TRow : class => _statements.Add(new CommitStatement(row, CommitVerb.Insert, null));

    /// <summary>
    /// Writes all columns of a row whose <c>Version</c> column still is <paramref name="expectedVersion"/>; the row carries the new
    /// version. When no row matches, the unit fails with <see cref="CommitFailure.Stale"/>.
    /// </summary>
    public void Update<TRow>(TRow row, long expectedVersion)
        where TRow : class => _statements.Add(new CommitStatement(row, CommitVerb.Update, expectedVersion));

    /// <summary>Writes all columns of a row that only one writer ever touches. No such row: <see cref="CommitFailure.Stale"/>.</summary>
    public void Overwrite<TRow>(TRow row)
        where TRow : class => _statements.Add(new CommitStatement(row, CommitVerb.Update, null));

    public void Add(CommitUnit other) => _statements.AddRange(other._statements);
}

internal sealed record CommitStatement(object Row, CommitVerb Verb, long? ExpectedVersion);

internal enum CommitVerb { Insert, Update }

/// <summary>How a unit fared. Only <see cref="None"/> means that it is on disk.</summary>
internal enum CommitFailure
{
    None,
    /// <summary>Somebody else wrote a newer version: read again, decide again.</summary>
    Stale,
    /// <summary>A unique key is taken: this effect has happened before.</summary>
    Duplicate,
}
