namespace ServiceBot.Channels;

/// <summary>
/// Something the service has to tell a person without having been asked. It is rendered when delivered, in the language of the
/// conversation: a text id and values, never a finished sentence.
/// </summary>
[GenerateSerializer, Immutable]
internal sealed record Letter
{
    /// <summary>Text id in <c>dialogs/texts</c>: <c>notice_case_accepted</c>.</summary>
    [Id(0)] public required string Text { get; init; }
    [Id(1)] public IReadOnlyDictionary<string, string> Args { get; init; } = new Dictionary<string, string>();
    [Id(2)] public IReadOnlyList<LetterChoice> Choices { get; init; } = [];
    /// <summary>The case it is about: kept with the transcript row, and what a short answer of the receiver then refers to.</summary>
    [Id(3)] public string? CaseReference { get; init; }
    /// <summary>Dialog to start with it, such as the rating after completion.</summary>
    [Id(4)] public string? StartDialog { get; init; }
    /// <summary>It cannot wait for the morning: quiet hours let it pass.</summary>
    [Id(5)] public bool Urgent { get; init; }
    /// <summary>A form that was moved to another conversation of hers: this one drops its copy.</summary>
    [Id(9)] public string? DropsDraft { get; init; }
    /// <summary>It is about this very conversation and makes no sense in another one of hers.</summary>
    [Id(10)] public bool OnlyHere { get; init; }
    /// <summary>A copy for the work line of this proxy agent, who has it in his web chat already. Where the conversation is not (any more) his line it is not told.</summary>
    [Id(11)] public string? ForAgent { get; init; }

    /// <summary>About links and lines: who is at it waits for it, and if it was somebody else, the owner must know at once. No hour is too quiet for it.</summary>
    public static Letter HereAtOnce(string text, IReadOnlyDictionary<string, string> words) => new() { Text = text, Args = words, Urgent = true, OnlyHere = true };
}

[GenerateSerializer, Immutable]
internal sealed record LetterChoice([property: Id(0)] string Value, [property: Id(1)] string LabelText);

/// <summary>A letter and the key under which it is delivered once: <see cref="OutboxRow.Key"/>.</summary>
[GenerateSerializer, Immutable]
internal sealed record DueLetter([property: Id(0)] string Key, [property: Id(1)] Letter Letter);
