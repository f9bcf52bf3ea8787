using System.Text.Json.Serialization;

namespace ServiceBot.Domain.Dialogs;

/// <summary>
/// What is remembered of a conversation between turns: ids and values, never a prompt. Written as JSON with every turn, in the turn's
/// own transaction. A newer build must read what an older one wrote.
/// </summary>
public sealed record ConversationState
{
    /// <summary><c>zh-Hans</c> or <c>en</c>.</summary>
    public string Locale { get; init; } = "zh-Hans";
    public DialogInstance? Active { get; init; }
    /// <summary>Left unfinished, newest first, at most <see cref="MaxDrafts"/>.</summary>
    public IReadOnlyList<DialogInstance> Drafts { get; init; } = [];
    /// <summary>Messages in a row that were not understood: 1 rephrase, 2 menu, 3 a person.</summary>
    public int Misses { get; init; }
    /// <summary>Code of the catalog item last talked about: "那要多久？" keeps it.</summary>
    public string? FocusItem { get; init; }
    public IReadOnlyList<CatalogField> FocusFields { get; init; } = [];
    /// <summary>What the numbers 1, 2, 3… on her screen stand for beyond the open slot's own choices. Cleared by the next turn.</summary>
    public IReadOnlyList<LabelledCommand> Menu { get; init; } = [];
    /// <summary>How many numbers on her screen come before those of <see cref="Menu"/>: the open slot's own choices. 0 when the menu stands alone.</summary>
    public int MenuOffset { get; init; }
    /// <summary>The last dialog that ran to its end with an effect: what she corrects afterwards goes to the case as a request for change.</summary>
    public DialogInstance? Finished { get; init; }
    /// <summary>She has been told who answers and what happens with her data (PIPL art. 17).</summary>
    public bool Noticed { get; init; }
    public ConversationOwner Owner { get; init; } = ConversationOwner.Bot;
    /// <summary>By when somebody was promised to get in touch, asked for while nobody was there; null: nobody was promised.</summary>
    public DateTimeOffset? PersonBy { get; init; }
    public bool OptedOut { get; init; }
    /// <summary>On SMS: messages of the last answer that were not sent yet; "9" brings them.</summary>
    public IReadOnlyList<string> Pages { get; init; } = [];
    /// <summary>What she wrote last, where nothing was understood: what comes right after may be its other half. Null where it was understood.</summary>
    public Fragment? Fragment { get; init; }
    /// <summary>She was just asked for a link code: six digits alone are one. Cleared by the next turn.</summary>
    public bool LinkAsked { get; init; }
    /// <summary>Values she has given before and may be offered again, by slot name; only slots marked <c>share: profile</c>.</summary>
    public IReadOnlyDictionary<string, SlotValue> Profile { get; init; } = new Dictionary<string, SlotValue>();

    /// <summary>Her message that is not answered yet, because slow work is being done on it; null nearly always.</summary>
    public WaitingMessage? Waiting { get; init; }

    /// <summary>Only in a proxy agent's own conversation.</summary>
    public AgentChat? Agent { get; init; }

    public const int MaxDrafts = 5;
}

/// <param name="Text">Her words, of several messages joined by blanks.</param>
/// <param name="At">When the last of them came.</param>
public sealed record Fragment(string Text, DateTimeOffset At);

/// <summary>A message that is stored and acknowledged, and whose answer follows in a turn of its own.</summary>
/// <param name="Seq">Its place in the transcript: where its text stands, and the number its answers belong to.</param>
/// <param name="ReplyTo">The channel's id of it, for the answer.</param>
/// <param name="Until">From then on it is answered without what was waited for.</param>
public sealed record WaitingMessage(long Seq, string? ReplyTo, DateTimeOffset Until);

/// <summary>Who answers. While a person owns a conversation the bot stores and is silent.</summary>
public enum ConversationOwner { Bot, Human, None }

/// <summary>One run of a dialog. The path is never stored: it is derived from <see cref="Answers"/> and <see cref="Effects"/>.</summary>
public sealed record DialogInstance
{
    /// <summary>Part of the unique key of every effect, so that a confirmed instance makes one case.</summary>
    public required string Id { get; init; }
    public required string Dialog { get; init; }
    /// <summary>Hash of the dialog's text when last walked; differs after an edit.</summary>
    public required string Version { get; init; }
    public string? Item { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required DateTimeOffset StartedAt { get; init; }
    public IReadOnlyDictionary<string, AnswerEntry> Answers { get; init; } = new Dictionary<string, AnswerEntry>();
    /// <summary>Answers whose step is not on the path now; they come back with it.</summary>
    public IReadOnlyDictionary<string, AnswerEntry> Parked { get; init; } = new Dictionary<string, AnswerEntry>();
    /// <summary>
    /// Executed effects: the step's id with an empty text, and beside it each result as <c>step.name</c>. An answer consumed by one can no longer be changed here.
    /// </summary>
    public IReadOnlyDictionary<string, string> Effects { get; init; } = new Dictionary<string, string>();
    public IReadOnlyDictionary<string, int> Attempts { get; init; } = new Dictionary<string, int>();
    /// <summary>Id of the step whose question is open.</summary>
    public string? Asked { get; init; }
    /// <summary>Ids of the reviews she said yes to; any changed answer empties it.</summary>
    public IReadOnlyList<string> Confirmed { get; init; } = [];
    /// <summary>Ids of the <c>say</c> steps that were said: once each.</summary>
    public IReadOnlyList<string> Told { get; init; } = [];
    /// <summary>She has been reminded of it after a long silence: once, however often she comes back to it.</summary>
    public bool Reminded { get; init; }
    /// <summary>Values that fit the open slot equally well, waiting for her pick ("南楼" in two counties).</summary>
    public IReadOnlyList<SlotValue> Candidates { get; init; } = [];
    /// <summary>Values in doubt that she gave before their question, by slot: they are read back instead of the question.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<SlotValue>> Doubts { get; init; } = new Dictionary<string, IReadOnlyList<SlotValue>>();
    /// <summary>Her words to the open question that were no answer yet: what comes next may be their other half ("五九年的", then "三月初五"). Null: none.</summary>
    public string? Tried { get; init; }
    /// <summary>Ids of the steps she could not answer, for which somebody was promised to her while nobody was there: they are not asked again before that.</summary>
    public IReadOnlyList<string> Left { get; init; } = [];
}

/// <param name="Value">Typed and canonical.</param>
/// <param name="Raw">Her own words.</param>
/// <param name="Turn">Number of the message that gave it; "back" drops the latest.</param>
/// <param name="Source"><c>user</c>, <c>skipped</c> (an optional question passed over: the value is empty).</param>
public sealed record AnswerEntry(SlotValue Value, string Raw, long Turn, string Source = "user")
{
    public const string SkippedSource = "skipped";

    [JsonIgnore]
    public bool Skipped => Source == SkippedSource;
}
