using ServiceBot.Platform;

namespace ServiceBot.Understanding.Llm;

/// <summary>A file of <c>prompts/</c>: what the model is told, with what, and within which limits.</summary>
/// <param name="Id">File name without its ending.</param>
/// <param name="Inputs">Names of the values it takes; each stands as <c>{{name}}</c> in one of its two parts, and no other does.</param>
/// <param name="MaxInput">Longest request in UTF-16 units, both parts together: a longer one is not made.</param>
/// <param name="Hash">First 8 hex digits of SHA-256 over the file: which wording of the prompt an answer came from.</param>
internal sealed record Prompt(string Id, string Purpose, IReadOnlyList<string> Inputs, int MaxInput, int MaxOutputTokens, string System, string User, string Hash)
{
    /// <summary>Null when it would be too long. Values are filled in once: what stands in a value is never a name.</summary>
    public ModelRequest? Request(IReadOnlyDictionary<string, string> inputs)
    {
        if (Inputs.FirstOrDefault(name => !inputs.ContainsKey(name)) is { } missing) throw new KeyNotFoundException($"Prompt {Id} was not given its input '{missing}'.");
        var request = new ModelRequest(TextBook.Fill(System, inputs), TextBook.Fill(User, inputs), MaxOutputTokens);
        return request.System.Length + request.User.Length > MaxInput ? null : request;
    }
}
