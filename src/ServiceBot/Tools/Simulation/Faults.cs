namespace ServiceBot.Tools.Simulation;

/// <summary>What may go wrong between a resident and the store. The names on the command line are the lower-case members.</summary>
[Flags]
internal enum Faults
{
    None = 0,
    /// <summary>The same message delivered again: at once, or much later.</summary>
    Dup = 1,
    /// <summary>Two messages arrive in the wrong order, or at the same moment.</summary>
    Reorder = 2,
    /// <summary>A message arrives after some that were written later; the outbox is not emptied for a while; a provider is busy.</summary>
    Delay = 4,
    /// <summary>One message arrives as two.</summary>
    Split = 8,
    /// <summary>The acknowledgement is lost: whoever delivers asks again with the same key.</summary>
    LostAck = 16,
    /// <summary>Memory is gone before a commit, between a commit and its acknowledgement, between a send and its mark; at times of the whole process.</summary>
    Crash = 32,
    All = Dup | Reorder | Delay | Split | LostAck | Crash,
}
