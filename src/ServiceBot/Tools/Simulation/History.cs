using ServiceBot.Channels;
using ServiceBot.Tools.Replaying;

namespace ServiceBot.Tools.Simulation;

/// <summary>All that is known of a conversation when it is over: what she wrote, what the store holds, what arrived on her phone, how it replays.</summary>
internal sealed record History
{
    public required Recording Recording { get; init; }
    public required IReadOnlyList<InboxRow> Inbox { get; init; }
    public IReadOnlyList<SentMessage> Sent { get; init; } = [];
    /// <summary>Empty on the web.</summary>
    public IReadOnlyList<PhoneMessage> Phone { get; init; } = [];
    public IReadOnlyList<ReplayedTurn> Replayed { get; init; } = [];
    /// <summary>The dialog state as stored, opened: JSON.</summary>
    public required string StoredState { get; init; }
    /// <summary>The same, derived again from the recorded turns.</summary>
    public required string ReplayedState { get; init; }
    /// <summary>Keys of the letters to her that the events of her cases demand.</summary>
    public IReadOnlyList<string> Owed { get; init; } = [];
}

/// <summary>A rule that did not hold.</summary>
/// <param name="Rule">Name of the invariant.</param>
/// <param name="Seq">Where in the transcript; 0: nowhere in particular.</param>
internal sealed record Broken(string Rule, long Seq, string What);
