using System.Diagnostics;
using ServiceBot.Catalog;
using ServiceBot.Catalog.Regions;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Platform;
using ServiceBot.Understanding;

namespace ServiceBot.Tools;

/// <summary>A question on the way it takes in a conversation in which no form is open, without store or server: understood, then answered.</summary>
internal sealed class AnswerPath(Understander understander, QuestionReader reader, CatalogAnswers answers, RegionBook regions, TextBook texts, TownshipClock clock)
{
    private const string ProxyDialog = "proxy-request";
    private const int MostRanked = 10, RegionCodeLength = 12;

    public AnswerResult Answer(AnswerQuestion question)
    {
        var region = Code(question.Region);
        var before = new Expectation();
        foreach (var text in question.Previous ?? []) before = After(before, Say(text, region, before).Answer);
        var start = Stopwatch.GetTimestamp();
        var (status, answer) = Say(question.Text, region, before);
        var milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return new AnswerResult(
            question.Id,
            status,
            Ranked(question.Text, region, answer),
            answer.Fields.Count > 0 ? answer.Fields[0] : null,
            answer.Fields,
            answer.Text,
            [.. answer.Citations.Select(citation => new AnswerCitation(citation.Code, citation.Field, citation.Version, citation.Text))],
            Math.Round(milliseconds, 3));
    }

    private (AnswerKind Status, ComposedAnswer Answer) Say(string text, string? region, Expectation before)
    {
        var locale = text.Any(TextFold.IsHan) || !text.Any(char.IsAsciiLetter) ? "zh-Hans" : "en";
        var said = new Utterance(text, locale, clock.Today, clock.Now) { Region = region };
        return understander.Understand(said, before)[0] switch
        {
            Command.Ask ask => Told(ask, locale, region),
            Command.Start { Item: { } item } => Told(new Command.Ask("", item), locale, region),
            Command.Clarify clarify => (AnswerKind.Clarify, Bare(AnswerStatus.Clarify, texts.Render("answer_clarify", locale), clarify.Choices)),
            Command.Start { Dialog: ProxyDialog } => (AnswerKind.Clarify, Bare(AnswerStatus.Clarify, texts.Render("answer_clarify", locale), [])),
            Command.Status => (AnswerKind.OutOfScope, Bare(AnswerStatus.OutOfScope, texts.Render("door_own_record", locale), [])),
            Command.Unknown { Reason: { } reason } when reason.StartsWith(Command.Unknown.OutOfScope, StringComparison.Ordinal) =>
                (AnswerKind.OutOfScope, Bare(AnswerStatus.OutOfScope, texts.Render(reason[Command.Unknown.OutOfScope.Length..], locale), [])),
            Command.Unknown => (AnswerKind.NoInfo, Bare(AnswerStatus.NoInfo, texts.Render("answer_no_info", locale), [])),
            _ => (AnswerKind.SmallTalk, Bare(AnswerStatus.NoInfo, "", [])),
        };
    }

    private (AnswerKind, ComposedAnswer) Told(Command.Ask ask, string locale, string? region)
    {
        var answer = answers.Compose(ask, locale, sms: false, clock.Today, region);
        return (answer.Status switch
        {
            AnswerStatus.Answered or AnswerStatus.Cancelled => AnswerKind.Answered,
            AnswerStatus.Clarify => AnswerKind.Clarify,
            AnswerStatus.OutOfScope => AnswerKind.OutOfScope,
            _ => AnswerKind.NoInfo,
        }, answer);
    }

    /// <summary>What the conversation keeps for the next message.</summary>
    private static Expectation After(Expectation before, ComposedAnswer answer) => new()
    {
        FocusItem = answer.Item ?? before.FocusItem,
        FocusFields = answer.Item is null ? before.FocusFields : answer.Fields,
        Menu = answer.Choices,
    };

    /// <summary>What was answered, or offered, first; then what else the search found.</summary>
    private List<AnswerCandidate> Ranked(string text, string? region, ComposedAnswer answer)
    {
        var found = reader.Read(text, clock.Today, region).About.Candidates;
        var first = answer.Status == AnswerStatus.Clarify ? answer.Choices.Select(choice => Code(choice.Command)) : [answer.Item ?? (answer.Citations is [var cited, ..] ? cited.Code : null)];
        return [.. first.OfType<string>().Concat(found.Select(candidate => candidate.Id)).Distinct().Take(MostRanked)
            .Select((id, at) => new AnswerCandidate(id, Math.Round(1.0 / (at + 1), 3)))];
    }

    /// <summary>A code of any level, or a name; null for none and for one that is nowhere.</summary>
    private string? Code(string? region) =>
        string.IsNullOrWhiteSpace(region) ? null
        : region.All(char.IsAsciiDigit) ? region.PadRight(RegionCodeLength, '0')
        : regions.Find(region).Matches is [var best, ..] ? best.Region.Code : null;

    private static string? Code(Command command) => command switch { Command.Ask ask => ask.Item, Command.Start start => start.Item, _ => null };

    private static ComposedAnswer Bare(AnswerStatus status, string text, IReadOnlyList<LabelledCommand> choices) => new() { Status = status, Text = text, Choices = choices };
}
