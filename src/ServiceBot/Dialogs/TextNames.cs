using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Dialogs;

/// <summary>
/// The texts that dialogs and patterns refer to. What names a text contains is known only after all files are read, so a reference is
/// given out first and completed at the end.
/// </summary>
internal sealed class TextNames
{
    private readonly Dictionary<string, (TextRef Ref, List<string> Names, string Place)> _refs = new(StringComparer.Ordinal);

    /// <summary>Each text id and where it is first used.</summary>
    public IEnumerable<(string Id, string Place)> Used => _refs.Select(pair => (pair.Key, pair.Value.Place));

    public TextRef Of(string id, string place)
    {
        if (_refs.TryGetValue(id, out var known)) return known.Ref;
        var names = new List<string>();
        var made = new TextRef(id, names);
        _refs.Add(id, (made, names, place));
        return made;
    }

    /// <param name="variants">All variants of the text.</param>
    public void Complete(string id, IEnumerable<string?> variants)
    {
        var names = _refs[id].Names;
        foreach (var variant in variants)
            if (variant is not null) Collect(variant, names);
    }

    public static void Collect(string template, List<string> names)
    {
        for (var open = template.IndexOf("{{", StringComparison.Ordinal); open >= 0; open = template.IndexOf("{{", open + 2, StringComparison.Ordinal))
        {
            var close = template.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0) return;
            var name = template[(open + 2)..close].Trim();
            if (!names.Contains(name)) names.Add(name);
        }
    }
}
