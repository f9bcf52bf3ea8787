using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ServiceBot.Understanding;

/// <summary>Evens out how things are typed: full-width letters, traditional characters, fillers, particles.</summary>
internal sealed class Ear
{
    private const int MaxForms = 8;
    private readonly FrozenDictionary<char, char> _variants;
    private readonly string[] _fillers;
    private readonly string[] _particles;
    private readonly string[] _questionEnds;
    private readonly string[] _questionMarks;

    public Ear(Vocabulary words)
    {
        _variants = words.Map("variants.map").ToFrozenDictionary(pair => pair.Key[0], pair => pair.Value[0]);
        _fillers = words.Longest("commands.fillers");
        _particles = words.Longest("commands.particles");
        _questionEnds = words.List("questions.ends");
        _questionMarks = words.List("questions.marks");
    }

    public Heard Hear(Utterance said) => Hear(said, said.Text);

    /// <summary>A part of a message, heard by itself.</summary>
    public Heard Hear(Utterance said, string part)
    {
        var raw = part.Trim();
        var text = Even(raw);
        return new Heard(said, raw, text, Forms(text), IsQuestion(text));
    }

    public string Even(string text)
    {
        var even = text.IsNormalized(NormalizationForm.FormKC) ? text : text.Normalize(NormalizationForm.FormKC);
        return string.Create(even.Length, (even, _variants), static (span, state) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                var c = state.even[i];
                if (c < '\u0080') span[i] = char.IsControl(c) ? ' ' : char.ToLowerInvariant(c);
                else if (state._variants.TryGetValue(c, out var simple)) span[i] = simple;
                else span[i] = char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Control ? ' ' : char.ToLowerInvariant(c);
            }
        }).Trim();
    }

    private List<string> Forms(string text)
    {
        var forms = new List<string>(4);
        var form = Peel(text);
        if (form.Length == 0) return forms;
        forms.Add(form);
        if (form.Length > 60) return forms;
        while (forms.Count < MaxForms && StripStart(form) is { } shorter) forms.Add(form = shorter);
        while (forms.Count < MaxForms * 2 && StripEnd(form) is { } shorter) forms.Add(form = shorter);
        return forms;
    }

    private bool IsQuestion(string text)
    {
        if (text.Length == 0) return false;
        var end = text.AsSpan().TrimEnd(" .!。！~…");
        foreach (var word in _questionEnds)
            if (end.EndsWith(word, StringComparison.Ordinal) && end.Length > word.Length) return true;
        foreach (var word in _questionMarks)
        {
            var at = text.IndexOf(word, StringComparison.Ordinal);
            if (at >= 0 && (word[0] > '\u007F' || Words.IsWhole(text, at, word.Length))) return true;
        }

        return false;
    }

    private string? StripStart(string form)
    {
        foreach (var filler in _fillers)
            if (form.Length > filler.Length && form.StartsWith(filler, StringComparison.Ordinal) && Words.EndsThere(form, filler.Length))
                return Peel(form[filler.Length..]) is { Length: > 0 } rest ? rest : null;
        return null;
    }

    private string? StripEnd(string form)
    {
        foreach (var particle in _particles)
            if (form.Length > particle.Length && form.EndsWith(particle, StringComparison.Ordinal) && Words.StartsThere(form, form.Length - particle.Length))
                return Peel(form[..^particle.Length]) is { Length: > 0 } rest ? rest : null;
        return null;
    }

    /// <summary>Without punctuation and spaces at the ends, and without the spaces some keyboards put between characters.</summary>
    private static string Peel(string text)
    {
        var span = text.AsSpan();
        while (span.Length > 0 && IsEdge(span[0])) span = span[1..];
        while (span.Length > 0 && IsEdge(span[^1])) span = span[..^1];
        if (!span.Contains(' ') || span.ContainsAnyInRange('a', 'z')) return span.Length == text.Length ? text : span.ToString();
        return span.ContainsAnyInRange('0', '9') ? span.ToString() : span.ToString().Replace(" ", "", StringComparison.Ordinal);
    }

    private static bool IsEdge(char c) => char.IsWhiteSpace(c) || (char.IsPunctuation(c) && c != '-') || c is '~' or '\uFF5E';
}
