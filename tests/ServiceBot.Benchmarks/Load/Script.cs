using System.Text.RegularExpressions;
using ServiceBot.EndToEnd.Support;

namespace ServiceBot.Benchmarks.Load;

/// <summary>
/// A round from "do it for me" to the case number, learnt by talking: a resident reads the question and gives her answer. Later rounds say
/// the same and expect the same, but for the numbers in it.
/// </summary>
internal sealed partial class Script
{
    private Script(IReadOnlyList<(string Text, string Reply)> turns) => Turns = turns;

    public IReadOnlyList<(string Text, string Reply)> Turns { get; }

    /// <param name="afterEach">Called when a message was answered.</param>
    public static async Task<Script> LearnAsync(Chat chat, Func<Task> afterEach)
    {
        var turns = new List<(string, string)>();
        var say = RequestWalk.Start;
        var asked = false;
        while (turns.Count < RequestWalk.LongestRound)
        {
            var id = await chat.SayAsync(say);
            await afterEach();
            var reply = string.Join('\n', (await chat.RepliesAsync()).GetValueOrDefault(id) ?? []);
            turns.Add((say, Shape(reply)));
            if (RequestWalk.CaseNumber(reply) is not null) return new Script(turns);
            // In the middle she wants to know something else; the dialog answers and asks again.
            var digress = !asked && RequestWalk.AsksForName(reply);
            asked |= digress;
            say = digress ? RequestWalk.Digression : RequestWalk.AnswerTo(reply);
        }

        throw new InvalidOperationException($"No case number after {RequestWalk.LongestRound} messages:\n{string.Join('\n', turns)}");
    }

    /// <summary>Replies but for the numbers in them: case numbers and days differ from round to round.</summary>
    public static string Shape(string reply) => Numbers().Replace(reply, "#");

    [GeneratedRegex(@"\d+")]
    private static partial Regex Numbers();
}
