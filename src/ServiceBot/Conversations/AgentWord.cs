using ServiceBot.Domain.Cases;

namespace ServiceBot.Conversations;

/// <summary>What an agent's message says, by itself, before anybody looks at his errands.</summary>
internal abstract record AgentWord
{
    private AgentWord()
    {
    }

    /// <summary>0, 列表.</summary>
    internal sealed record List : AgentWord;

    /// <summary>看 2: the second of the last list.</summary>
    internal sealed record See(int Number) : AgentWord;

    /// <summary>A case number and nothing else.</summary>
    internal sealed record Look(CaseReference Case) : AgentWord;

    /// <summary>A number of the menu or a word for it, and what follows: 3 缺 身份证复印件.</summary>
    /// <param name="Case">Where he named it.</param>
    /// <param name="ByWord">He said the word, not the number.</param>
    /// <param name="Bare">The message is the number or the word alone.</param>
    internal sealed record Do(CaseVerb Verb, CaseReference? Case, string Rest, bool Bare, bool ByWord) : AgentWord;

    /// <summary>A number that is on no menu.</summary>
    internal sealed record OffMenu(int Value) : AgentWord;

    internal sealed record Help : AgentWord;

    /// <summary>绑定, 手机: he wants his errands on a phone.</summary>
    internal sealed record Link : AgentWord;

    /// <summary>解绑.</summary>
    internal sealed record Unlink : AgentWord;

    /// <summary>绑定 482913.</summary>
    internal sealed record Code(string Digits) : AgentWord;

    /// <summary>Anything else: an answer to what was asked, or not understood.</summary>
    internal sealed record Other : AgentWord;
}
