namespace ServiceBot.Understanding.Llm;

/// <summary>The edge of the process: a text in, a text out. No tools, no memory, no streaming.</summary>
internal interface ILanguageModel
{
    /// <summary>What it said, or why it said nothing; exceptions only for what nobody foresaw.</summary>
    Task<ModelReply> AskAsync(ModelRequest request, CancellationToken cancellationToken);
}

/// <param name="System">The prompt's own words.</param>
/// <param name="User">Data, as JSON: masked words of hers, names from the catalog.</param>
internal sealed record ModelRequest(string System, string User, int MaxOutputTokens);

internal abstract record ModelReply
{
    private ModelReply()
    {
    }

    /// <param name="Text">Empty when it wanted to call a function or was cut off.</param>
    internal sealed record Said(string Text, int PromptTokens, int CompletionTokens) : ModelReply;

    /// <summary>429, or 503 with Retry-After.</summary>
    internal sealed record Busy(TimeSpan? RetryAfter) : ModelReply;

    /// <param name="Reason">Status or kind of fault, never content.</param>
    internal sealed record Broken(string Reason) : ModelReply;
}
