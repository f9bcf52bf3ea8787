using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.Notifications;
using ServiceBot.Platform;

namespace ServiceBot.Conversations.Silence;

/// <summary>
/// Finds those who left a form half-way and have said nothing for long, by the index over <see cref="ConversationRow.DraftSince"/>, and
/// writes each one letter. By day only; the key of the letter makes a second one impossible, whatever dies in between.
/// </summary>
internal sealed partial class SilenceWatch(
    BotDbFactory databases, GroupCommit commits, StateJson states, LetterBox box, OutboxSignal outbox, IEnumerable<ISender> senders,
    IOptions<SilenceOptions> options, TimeProvider time, ILogger<SilenceWatch> logger) : Rounds(Every, time)
{
    private const string Pulled = "directline";
    private const int MostAtOnce = 200;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);
    private static readonly TimeOnly Morning = new(8, 0), Evening = new(20, 0);
    /// <summary>A form left longer ago than this was given up: after a long stop of the service nobody is reminded of last month.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromDays(14);
    /// <summary>Where a letter can get to: into the page's own log, or out through a sender.</summary>
    private readonly string[] _channels = [Pulled, .. senders.Select(sender => sender.Channel)];

    protected override async Task<bool> RoundAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Hours == 0) return false;
        await SweepAsync(cancellationToken);
        return true;
    }

    protected override void Failed(Exception exception) => Log.SweepFailed(logger, exception);

    /// <returns>How many letters were written.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        var clock = TimeOnly.FromDateTime(now.ToOffset(TownshipClock.Offset).DateTime);
        if (options.Value.Hours == 0 || clock < Morning || clock >= Evening) return 0;
        var due = now.AddHours(-options.Value.Hours);
        var (after, written) = (due - LongestSilence, 0);
        while (true)
        {
            await using var db = databases.Create();
            var rows = await db.Conversations.AsNoTracking()
                .Where(row => row.DraftSince > after && row.DraftSince <= due && !row.HumanOwned && _channels.Contains(row.Channel))
                .OrderBy(row => row.DraftSince).Take(MostAtOnce).ToListAsync(cancellationToken);
            foreach (var row in rows)
                if (await RemindAsync(row, now, cancellationToken)) written++;
            if (rows.Count < MostAtOnce) return written;
            after = rows[^1].DraftSince!.Value;
        }
    }

    /// <returns>False when there is nothing to remind her of, or she was.</returns>
    public async Task<bool> RemindAsync(ConversationRow row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (FormOf(row) is not { } form) return false;
        var unit = new CommitUnit();
        unit.Insert(box.Post(row.Id, SilenceLetter.KeyOf(form), SilenceLetter.Of(row.DraftSince!.Value), now));
        // Duplicate: it is on its way, or she was reminded of this form before.
        if (await commits.CommitAsync(unit, cancellationToken) != CommitFailure.None) return false;
        outbox.Wake(row.Id);
        Log.Reminded(logger, row.Id);
        return true;
    }

    /// <summary>One state that cannot be read must not keep the others from being reminded.</summary>
    private string? FormOf(ConversationRow row)
    {
        try
        {
            return states.Read(row.State).Active?.Id;
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            Log.Unreadable(logger, row.Id, exception);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3122, LogLevel.Warning, "The state of {Conversation} could not be read; nobody is reminded there")]
        public static partial void Unreadable(ILogger logger, string conversation, Exception exception);

        [LoggerMessage(3120, LogLevel.Information, "A form of {Conversation} was left half-way; a reminder was written")]
        public static partial void Reminded(ILogger logger, string conversation);

        [LoggerMessage(3121, LogLevel.Warning, "The sweep over forms left half-way failed; the next one follows")]
        public static partial void SweepFailed(ILogger logger, Exception exception);
    }
}
