using System.Globalization;
using Microsoft.Extensions.Options;
using ServiceBot.Cases;
using ServiceBot.Platform;
using ServiceBot.Residents;

namespace ServiceBot.Conversations.Lines;

/// <summary>What an agent says about his work line, in his web chat and on the line. A code is given there and taken here, never the other way round.</summary>
internal sealed class LineTurn(AgentReader reader, AgentLines lines, LinkDesk desk, TextBook texts, IOptions<LinkingOptions> options)
{
    /// <returns>Null where he speaks of something else.</returns>
    public async Task<Answer?> RunAsync(string proxyAgentId, Warm before, AgentWord word, string text, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var onLine = AgentConversation.AgentOf(before.Row.Id) is null;
        // The carrier stops sending at these words, whatever was asked.
        if (onLine && SmsWords.Speaks(before) && reader.Stops(text)) return await StopAsync(proxyAgentId, before, "line_stopped", now, cancellationToken) with { Understood = "optOut" };
        return word switch
        {
            AgentWord.Unlink => await LeaveAsync(proxyAgentId, before, onLine, now, cancellationToken) with { Understood = "unlink" },
            AgentWord.Link when onLine => Says(before, "line_is_here") with { Understood = "link" },
            AgentWord.Link => await GiveAsync(proxyAgentId, before, now, cancellationToken) with { Understood = "link" },
            AgentWord.Code code => Says(before, onLine ? "line_is_here" : "line_say_it_there") with { Understood = "link(code)", Secret = code.Digits },
            _ => null,
        };
    }

    /// <summary>He wants nothing more on this phone: the line is over, and so are messages of any kind until he asks for them.</summary>
    /// <param name="text">What he is told, as the last word; null: he cannot be told anything.</param>
    /// <param name="proxyAgentId">Whose line it was.</param>
    /// <param name="before">The line.</param>
    /// <param name="now">Of the turn.</param>
    /// <param name="cancellationToken">Another time.</param>
    public async Task<Answer> StopAsync(string proxyAgentId, Warm before, string? text, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var change = await lines.EndAsync(proxyAgentId, before, "notice_line_stopped", now, cancellationToken);
        var answer = text is null ? new Answer(before.State, []) : Says(before, text);
        return change.In(answer with { State = answer.State with { OptedOut = true }, Line = new LineChange() });
    }

    private async Task<Answer> LeaveAsync(string proxyAgentId, Warm before, bool onLine, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var change = await lines.EndAsync(proxyAgentId, before, "notice_line_ended", now, cancellationToken);
        if (change.Refused is { } refused) return Says(before, refused);
        return change.In(onLine ? Says(before, "line_left") with { Line = change } : Says(before, "line_ended"));
    }

    private async Task<Answer> GiveAsync(string proxyAgentId, Warm before, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var outcome = await desk.GiveAsync(before.Row.Id, before.Row.Channel, now, cancellationToken);
        if (outcome.Refused is { } refused) return Says(before, refused);
        var words = new Dictionary<string, string> { ["code"] = outcome.Code!, ["minutes"] = options.Value.CodeMinutes.ToString(CultureInfo.InvariantCulture) };
        var answer = Says(before, "line_code", words);
        if (await lines.OfAsync(proxyAgentId, cancellationToken) is { } line)
            answer = answer with { Replies = [.. Says(before, "line_now", await lines.WordsAsync(line, cancellationToken)).Replies, .. answer.Replies] };
        answer.Effects.Add(outcome.Rows);
        return answer with { Secret = outcome.Code };
    }

    private Answer Says(Warm before, string text, IReadOnlyDictionary<string, string>? words = null) => new(
        before.State, [Reply.Plain(CaseWords.Render(texts, text, before.State.Locale, words ?? new Dictionary<string, string>(), SmsWords.Speaks(before)), text)]);
}
