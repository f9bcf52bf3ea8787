using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using ServiceBot.Cases;
using ServiceBot.Catalog;
using ServiceBot.Channels;
using ServiceBot.Channels.Sms;
using ServiceBot.Conversations;
using ServiceBot.Conversations.Linking;
using ServiceBot.Conversations.People;
using ServiceBot.Data;
using ServiceBot.Dialogs;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;
using ServiceBot.Transcripts;

namespace ServiceBot.Tools.Replaying;

/// <summary>
/// Plays a recording through one version of the dialogs: the real turn, with the recorded messages at their times, in a world as it was then.
/// Nothing is written. What a language model proposed is not played again: the recognisers alone decide. Not for two threads at once.
/// </summary>
internal sealed class ReplayEngine
{
    private readonly ReplayClock _clock = new();
    private readonly RecordedPast _past;
    private readonly Sealing _sealing;
    private readonly SmsNumbers _numbers;
    private readonly Settling _settling;
    private readonly Turn _turn;
    private readonly LetterTurn _letterTurn;

    public ReplayEngine(IServiceProvider services, DialogLibrary library)
    {
        _sealing = new Sealing(new ReadingOnly(services.GetRequiredService<IDataProtectionProvider>()));
        _numbers = services.GetRequiredService<SmsNumbers>();
        _settling = services.GetRequiredService<Settling>();
        var (book, texts, states) = (library.Book, library.Texts, new StateJson(_sealing));
        var drafts = Make<ElsewhereDrafts>(states, book, texts);
        _past = Make<RecordedPast>(Make<CaseWriter>(_sealing, new NobodyIsTold()), drafts);
        var links = Make<LinkPreparation>(_past, drafts, book, texts);
        var status = Make<StatusTexts>(texts);
        var rendering = Make<Rendering>(Make<SayRenderer>(texts), Make<CatalogAnswers>(texts), _past, status, texts);
        var resident = Make<ResidentTurn>(
            Make<Hearing>(book), book, _past, Make<AuthorisationText>(texts), status, rendering, Make<PersonCall>(book, _sealing, texts), links, texts);
        var drafting = Make<Drafting>(Make<SmsWords>(texts), Make<WeChatWords>(texts), states, _sealing, _clock);
        _turn = Make<Turn>(resident, drafting, states, _sealing, texts);
        _letterTurn = Make<LetterTurn>(resident, links, Make<LetterWords>(texts), drafting);

        T Make<T>(params object[] given) => ActivatorUtilities.CreateInstance<T>(services, given);
    }

    public async Task<IReadOnlyList<ReplayedTurn>> PlayAsync(Recording recording, CancellationToken cancellationToken)
    {
        (_past.Recording, _past.LastSaid) = (recording, []);
        var script = new ReplayScript(recording, row => recording.Conversation.Channel == SmsDoor.Channel && _settling.MayWait(TextOf(row)));
        var turns = new List<ReplayedTurn>();
        Warm? warm = null;
        foreach (var cue in script.Cues)
        {
            _clock.Moment = _past.Moment = cue.At;
            var activity = cue.Row is null ? null : ActivityJson.Parse(_sealing.Open(cue.Row.Payload));
            warm ??= Start(recording.Conversation, activity, cue);
            // The numbers and times of the recording, whatever this version says more or less: ids of new dialogs are made of them.
            warm = warm with { Row = warm.Next(warm.State, null, cue.Seq - 1, warm.LastAt).Row, LastAt = cue.At.AddMilliseconds(-1) };
            var draft = await DraftAsync(warm, recording.Conversation, cue, activity, script, cancellationToken);
            if (cue.Kind is not (CueKind.Take or CueKind.Untold)) turns.Add(Played(cue, warm, draft));
            else if (cue.Kind == CueKind.Untold && turns.Count > 0) turns[^1] = turns[^1] with { After = draft.After.State };
            if (draft.ReplyPayloads is { Count: > 0 } said) _past.LastSaid = [.. said.Select(ActivityJson.Parse).Select(StoredPast.Again).OfType<Reply>()];
            warm = draft.After;
        }

        return turns;
    }

    /// <summary>Before anything was said. Her client's language is not kept with the greeting; that of the greeting is.</summary>
    private static Warm Start(ConversationRow row, Activity? first, Cue cue) => Warm.New(
        row.Id, new Opening { Channel = row.Channel, UserId = row.UserId, Locale = cue.Row?.FromBot == true ? first?.Locale : null }, row.CreatedAt);

    private async Task<TurnDraft> DraftAsync(Warm before, ConversationRow row, Cue cue, Activity? activity, ReplayScript script, CancellationToken cancellationToken)
    {
        var opening = new Opening { Channel = row.Channel, UserId = row.UserId, Phone = PhoneOf(row) };
        switch (cue.Kind)
        {
            case CueKind.Take:
                return _turn.Take(before, new Knock { Activity = activity!, Opening = opening });
            case CueKind.Read:
                var parts = Settling.Join([.. cue.Parts.Select(part => ActivityJson.Parse(_sealing.Open(part.Payload)))]);
                return await _turn.ReadAsync(before, new StoredMessage(parts, cue.Parts[^1]), atOnce: true, cancellationToken);
            case CueKind.Owner:
                return _turn.Own(before, OwnerEvent.Read(activity!) == true);
            case CueKind.Letter:
                return await _letterTurn.DeliverAsync(before, [.. script.MarksOf(cue.Seq).Select(mark => new DueLetter(mark.Key, LetterOf(mark, cue.Row!, script)))], cancellationToken);
            case CueKind.Untold:
                return await _letterTurn.DeliverAsync(before, [new DueLetter(cue.Letter!.Key, LetterOf(cue.Letter))], cancellationToken);
            case CueKind.Greeting:
                activity = new Activity { Type = ActivityTypes.ConversationUpdate, Locale = activity!.Locale };
                break;
        }

        return await _turn.RunAsync(before, new Knock { Activity = activity!, Opening = opening }, cancellationToken);
    }

    /// <summary>As she wrote it: where a number is starred, only the payload has it.</summary>
    private string? TextOf(TranscriptRow row) => row.Text?.Contains('*', StringComparison.Ordinal) == true ? ActivityJson.Parse(_sealing.Open(row.Payload)).Text : row.Text;

    /// <summary>Her own number, which an SMS brings along and no transcript holds.</summary>
    private string? PhoneOf(ConversationRow row) =>
        row is { Channel: SmsDoor.Channel, Reference: { } reference } ? _numbers.MobileOf(SmsReference.Open(reference, _sealing).Hers) : null;

    /// <summary>Where its outbox row is gone, or never was, its values are missing in the text.</summary>
    private Letter LetterOf(LetterMark mark, TranscriptRow line, ReplayScript script) =>
        script.LetterOf(mark.Key) is { } row ? LetterOf(row) : new Letter { Text = mark.Text, CaseReference = line.CaseReference };

    private Letter LetterOf(OutboxRow row) => JsonSerializer.Deserialize<Letter>(_sealing.Open(row.Payload), JsonSerializerOptions.Web)!;

    private static ReplayedTurn Played(Cue cue, Warm before, TurnDraft draft) => new(cue.TurnSeq, before.State, draft.After.State)
    {
        Understood = draft.Rows.FirstOrDefault(row => !row.FromBot)?.Understood
            ?? draft.Effects.Statements.Select(statement => statement.Row).OfType<TranscriptRow>().FirstOrDefault()?.Understood,
        Replies =
        [
            .. draft.Rows.Zip(draft.Payloads).Where(pair => pair.First is { FromBot: true, Type: ActivityTypes.Message })
                .Select(pair => new ReplayedReply(pair.First.Understood, ActivityJson.Parse(pair.Second).Text ?? "")),
        ],
        Effects = [.. draft.Effects.Statements.Select(Effect).OfType<string>()],
    };

    private static string? Effect(CommitStatement statement) => statement.Row switch
    {
        CaseRow { Version: 1 } opened => $"new case {opened.ItemCode}",
        CaseEventRow { Number: > 1 } happened => $"case {happened.Type}",
        PersonRequestRow wanted => $"a person {wanted.Reason}",
        _ => null,
    };
}
