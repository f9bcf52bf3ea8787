using System.Text.Json.Serialization;

namespace ServiceBot.Tools;

/// <summary>One answer and, where it is labelled, what a careful clerk would write down. <c>{"id":"s1","type":"date","text":"下周三","lang":"zh","reference":"2026-10-14T09:20:00+08:00","ok":true,"value":"2026-10-21"}</c></summary>
/// <param name="Type">A slot type's name.</param>
/// <param name="Lang"><c>zh</c> or <c>en</c>.</param>
/// <param name="Reference">ISO instant that "tomorrow" counts from; null: now.</param>
/// <param name="Choices">Options of a choice, papers of a list.</param>
/// <param name="Ok">Null: not looked at.</param>
/// <param name="Value">Null: not looked at.</param>
/// <param name="Doubt">The bot has to read it back before it is taken.</param>
internal sealed record SlotCase(
    string Id, string Type, string Text, string? Lang, string? Reference = null, IReadOnlyList<SlotCaseChoice>? Choices = null,
    bool? Ok = null, string? Value = null, string? From = null, string? To = null, bool Doubt = false)
{
    /// <summary>What the file calls it, where that is no slot type of ours: <c>time_span</c>.</summary>
    [JsonIgnore]
    public string? Kind { get; init; }

    /// <summary>It was labelled by other rules than ours: spans are compared by <see cref="ForeignSpan"/>, whether it is in doubt is not looked at.</summary>
    [JsonIgnore]
    public bool IsForeign { get; init; }

    [JsonIgnore]
    public bool IsLabelled => Ok is not null || Value is not null || From is not null || To is not null;
}

/// <summary>An option with the words that mean it.</summary>
internal sealed record SlotCaseChoice(string Id, string Label, string? LabelEn, IReadOnlyList<string>? Words);

/// <summary>What the parsers made of it. <paramref name="From"/> and <paramref name="To"/> are local times, half-open; <paramref name="Reason"/> is a text id.</summary>
internal sealed record SlotResult(
    string Id, bool Ok, string? Value, string? From, string? To, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Doubt, string? Reason);
