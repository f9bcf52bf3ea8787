using ServiceBot.Channels;
using ServiceBot.Data;

namespace ServiceBot.Conversations.Lines;

/// <summary>Staff end a line: the phone was lost, he has left.</summary>
internal sealed class LineDesk(AgentLines lines, GroupCommit commits, OutboxSignal signal, TimeProvider time)
{
    private const int MostTries = 3;

    /// <summary>His web chat and the phone are told. Over already: no effect.</summary>
    public async Task EndAsync(string proxyAgentId, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var change = await lines.EndAsync(proxyAgentId, null, "notice_line_ended", time.GetUtcNow(), cancellationToken);
            if (change.Refused is not null) return;
            var unit = new CommitUnit();
            unit.Add(change.Rows);
            foreach (var letter in change.Letters) unit.Insert(letter);
            if (await commits.CommitAsync(unit, cancellationToken) != CommitFailure.None) continue;
            foreach (var letter in change.Letters) signal.Wake(letter.Recipient);
            return;
        }
    }
}
