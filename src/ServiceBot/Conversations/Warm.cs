using System.Text.RegularExpressions;
using ServiceBot.Channels;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Conversations;

/// <summary>A conversation as its grain holds it between turns.</summary>
/// <param name="Row">As last committed; never changed in place.</param>
/// <param name="State">Opened form of <see cref="ConversationRow.State"/>.</param>
/// <param name="Stored">False until the row exists.</param>
/// <param name="LastAt">Time of the newest activity: the next one is later, because Web Chat sorts by it.</param>
internal sealed partial record Warm(ConversationRow Row, ConversationState State, bool Stored, DateTimeOffset LastAt)
{
    public ConversationFacts Facts => new(Row.LastSeq, Row.UserId, Row.Ended);

    public static Warm New(string id, Opening opening, DateTimeOffset now)
    {
        var state = new ConversationState { Locale = Language(opening.Locale) };
        var row = new ConversationRow
        {
            Id = id,
            Channel = opening.Channel,
            UserId = opening.UserId,
            ProxyAgentId = opening.ProxyAgentId,
            Reference = opening.Reference,
            Locale = state.Locale,
            State = "{}",
            Version = 0,
            LastSeq = 0,
            CreatedAt = now,
            LastTurnAt = now,
        };
        return new Warm(row, state, false, now.AddMilliseconds(-1));
    }

    /// <summary>What her client last said it speaks. Only a change of it changes the conversation: she may also have asked for English in words.</summary>
    public string ClientLocale { get; init; } = Row.Locale;

    /// <summary>In this turn it turned out that this is no agent's line any more.</summary>
    public bool LineIsOver { get; init; }

    /// <summary>From this turn on it is this agent's, or a resident's.</summary>
    public Warm ServedBy(string? proxyAgentId) => this with { Row = Row with { ProxyAgentId = proxyAgentId } };

    /// <param name="locale">The activity's; null where the client does not say.</param>
    public Warm SpokenIn(string? locale) =>
        string.IsNullOrEmpty(locale) || Language(locale) == ClientLocale ? this
            : this with { ClientLocale = Language(locale), State = State with { Locale = Language(locale) } };

    /// <summary>
    /// Where the channel does not say what she speaks (SMS), her first message does: several words and no Chinese sign among them is English.
    /// </summary>
    public Warm WrittenIn(string? text, string? locale) =>
        Row.HeardAt is null && string.IsNullOrEmpty(locale) && text is not null && SpelledOut().Count(text) > 1 && !Chinese().IsMatch(text)
            ? this with { State = State with { Locale = "en" } } : this;

    /// <summary>Her own number is offered to her before she has given one: "1 13800138000" instead of eleven digits.</summary>
    public Warm ReachedAt(string? phone) => phone is null || Row.ProxyAgentId is not null || State.Profile.ContainsKey(PhoneSlot)
        ? this
        : this with
        {
            State = State with { Profile = new Dictionary<string, SlotValue>(State.Profile) { [PhoneSlot] = new SlotValue(SlotType.Phone, phone) } },
        };

    /// <summary>Name of the slot that every dialog asks for a phone with; shared between them.</summary>
    private const string PhoneSlot = "phone";

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex SpelledOut();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();

    private static string Language(string? locale) => locale?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? "en" : "zh-Hans";

    /// <summary>The row that follows this one.</summary>
    /// <param name="json">The new state, sealed where it must be; null keeps the old.</param>
    /// <param name="heard">This is her message: her silence counts from <paramref name="at"/>.</param>
    public Warm Next(ConversationState state, string? json, long lastSeq, DateTimeOffset at, bool ended = false, string? reference = null, bool heard = false) => new(
        new ConversationRow
        {
            Id = Row.Id,
            Channel = Row.Channel,
            UserId = Row.UserId,
            ProxyAgentId = Row.ProxyAgentId,
            Reference = reference ?? Row.Reference,
            Locale = ClientLocale,
            State = json ?? Row.State,
            Version = Row.Version + 1,
            LastSeq = lastSeq,
            Ended = Row.Ended || ended,
            WaitingUntil = state.Waiting?.Until,
            HumanOwned = state.Owner == ConversationOwner.Human,
            DraftSince = ended || Row.Ended || !LeftOpen(state) ? null : heard ? at : Row.DraftSince ?? at,
            CreatedAt = Row.CreatedAt,
            LastTurnAt = at,
            HeardAt = heard ? at : Row.HeardAt,
            UnreadFrom = Row.UnreadFrom,
        },
        state,
        true,
        at);

    /// <summary>A form she has begun, and may be reminded of.</summary>
    private bool LeftOpen(ConversationState state) =>
        Row.ProxyAgentId is null && state is { Owner: ConversationOwner.Bot, OptedOut: false, Active: { Reminded: false, Answers.Count: > 0 } };
}
