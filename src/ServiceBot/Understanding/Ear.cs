using System.Globalization;
using ServiceBot.Catalog;

namespace ServiceBot.Understanding;

/// <summary>Evens out how things are typed: full-width letters, traditional characters, fillers, particles.</summary>
internal sealed class Ear
{
    private const int MaxForms = 8;
    private const int AnyReach = 4;
    private readonly System.Buffers.SearchValues<char> _any;
    private readonly string[] _fillers;
    private readonly string[] _particles;
    private readonly string[] _questionEnds;
    private readonly string[] _questionMarks;
    private readonly string[] _tags, _beforeTag, _notBeforeTag;

    public Ear(Vocabulary words)
    {
        _fillers = words.Longest("commands.fillers");
        _particles = words.Longest("commands.particles");
        _questionEnds = words.List("questions.ends");
        _questionMarks = words.List("questions.marks");
        _any = System.Buffers.SearchValues.Create(string.Concat(words.List("questions.any")));
        _tags = words.Longest("questions.tags");
        _beforeTag = words.List("questions.before_tag");
        _notBeforeTag = words.List("questions.not_before_tag");
    }

    public Heard Hear(Utterance said) => Hear(said, said.Text);

    /// <summary>A part of a message, heard by itself.</summary>
    public Heard Hear(Utterance said, string part)
    {
        var raw = part.Trim();
        var text = Even(raw);
        return new Heard(said, raw, text, Forms(text), IsQuestion(text));
    }

    /// <summary>The catalog's spelling, with every blank and control character a plain blank.</summary>
    public static string Even(string text)
    {
        var folded = TextFold.Fold(text);
        var plain = true;
        foreach (var c in folded) plain &= c >= ' ' && c is not ('\u007F' or '\u00A0' or '\u3000') && (c < '\u0080' || c is < '\u2000' or > '\u206F') && c != '\uFEFF';
        if (plain) return folded.Trim();
        return string.Create(folded.Length, folded, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsWhiteSpace(source[i]) || char.GetUnicodeCategory(source[i]) is UnicodeCategory.Format or UnicodeCategory.Control ? ' ' : source[i];
        }).Trim();
    }

    /// <summary>A label as it stands among the <see cref="Heard.Forms"/> of a message that is nothing else.</summary>
    public static string Bare(string label) => Peel(Even(label));

    private List<string> Forms(string text)
    {
        var forms = new List<string>(4);
        var form = Peel(text);
        if (!form.Any(char.IsLetterOrDigit)) return forms;
        forms.Add(form);
        if (form.Length > 60) return forms;
        // A greeting is a filler too: 您好呀 without its end comes before 您好 is taken off.
        for (var whole = form; forms.Count < MaxForms && StripEnd(whole) is { } shorter; whole = shorter) forms.Add(shorter);
        while (forms.Count < MaxForms && StripStart(form) is { } shorter) forms.Add(form = shorter);
        while (forms.Count < MaxForms * 2 && StripEnd(form) is { } shorter) forms.Add(form = shorter);
        return forms;
    }

    private bool IsQuestion(string text)
    {
        if (text.Length == 0) return false;
        var end = text.AsSpan().TrimEnd(" .!~\u3002");
        foreach (var word in _questionEnds)
            if (end.EndsWith(word, StringComparison.Ordinal) && end.Length > word.Length) return true;
        foreach (var tag in _tags)
            if (end.EndsWith(tag, StringComparison.Ordinal)) return IsAsked(end[..^tag.Length].ToString());
        foreach (var word in _questionMarks)
        {
            var at = text.IndexOf(word, StringComparison.Ordinal);
            if (at >= 0 && (word[0] > '\u007F' ? !IsAny(text, at + word.Length) : Words.IsWhole(text, at, word.Length))) return true;
        }

        return false;
    }

    /// <summary>啥时候都行, 什么也没有: every one or none, and no question.</summary>
    private bool IsAny(string text, int at) => text.AsSpan(at, Math.Min(AnyReach, text.Length - at)).IndexOfAny(_any) >= 0;

    /// <summary>有丧葬费没 asks, 还没 and 身份证没有 do not.</summary>
    private bool IsAsked(string before)
    {
        var clause = before[(before.AsSpan().LastIndexOfAny(" ,.;\u3002") + 1)..];
        return Array.Exists(_beforeTag, word => clause.Contains(word, StringComparison.Ordinal)) && !Array.Exists(_notBeforeTag, word => clause.EndsWith(word, StringComparison.Ordinal));
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
