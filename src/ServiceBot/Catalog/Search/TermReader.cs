using System.Globalization;

namespace ServiceBot.Catalog.Search;

/// <summary>
/// Cuts a text into terms: pairs of neighbouring Chinese characters and each character, stems of other words and pairs of these, and what
/// groups of alike words stand for. Spaces between Chinese characters do not part them: people put them anywhere.
/// </summary>
internal sealed class TermReader(SearchWords words)
{
    private const int LongestWord = 40, Beginning = 4;
    private readonly List<(char Letter, int At)> _han = [];
    private readonly List<(ulong Stem, int Start, int Length)> _latin = [];

    /// <param name="text">As written, or folded.</param>
    public void Read(ReadOnlySpan<char> text, List<SearchTerm> terms)
    {
        _han.Clear();
        _latin.Clear();
        for (var at = 0; at < text.Length; at++)
        {
            var letter = TextFold.Fold(text[at]);
            if (TextFold.IsHan(letter))
            {
                EndLatin(terms);
                _han.Add((letter, at));
            }
            else if (char.IsLetterOrDigit(letter))
            {
                EndHan(terms);
                at = Word(text, at, terms);
            }
            else if (!char.IsWhiteSpace(letter))
            {
                EndHan(terms);
                if (letter is not ('\'' or '-' or '\u2019')) EndLatin(terms);
            }
        }

        EndHan(terms);
        EndLatin(terms);
    }

    public List<SearchTerm> Read(string text)
    {
        var terms = new List<SearchTerm>(text.Length * 2);
        Read(text, terms);
        return terms;
    }

    /// <returns>Where its last letter stands.</returns>
    private int Word(ReadOnlySpan<char> text, int start, List<SearchTerm> terms)
    {
        Span<char> word = stackalloc char[LongestWord];
        Span<char> stem = stackalloc char[LongestWord];
        var (at, length) = (start, 0);
        for (; at < text.Length; at++)
        {
            var letter = TextFold.Fold(text[at]);
            if (!char.IsLetterOrDigit(letter) || TextFold.IsHan(letter)) break;
            if (length < LongestWord) word[length++] = letter;
        }

        if (length >= Beginning && !word[..Beginning].ContainsAnyExceptInRange('a', 'z')) terms.Add(SearchTerm.Of(TermKind.Beginning, SearchTerm.Hash(word[..Beginning]), start, at - start));
        _latin.Add((SearchTerm.Hash(stem[..EnglishStem.Write(word[..length], stem)]), start, at - start));
        return at - 1;
    }

    private void EndHan(List<SearchTerm> terms)
    {
        if (_han.Count == 0) return;
        var kind = _han.Count == 1 ? TermKind.Lone : TermKind.Single;
        Span<char> letters = _han.Count <= 256 ? stackalloc char[_han.Count] : new char[_han.Count];
        for (var i = 0; i < _han.Count; i++)
        {
            var (letter, at) = _han[i];
            letters[i] = letter;
            // Alone or not, it is the same term of an index.
            terms.Add(SearchTerm.Of(TermKind.Single, letter, at, 1) with { Kind = kind });
            if (i + 1 < _han.Count) terms.Add(new SearchTerm(TermKind.Pair, SearchTerm.Pair(letter, _han[i + 1].Letter), at, _han[i + 1].At - at + 1));
        }

        Meanings(letters, 0, letters.Length, letters.Length, terms);
        Number(letters, terms);
        _han.Clear();
    }

    /// <summary>Of the longest words side by side, and of the words in each: 失业保险金 is about 失业 too.</summary>
    private void Meanings(ReadOnlySpan<char> letters, int from, int to, int longest, List<SearchTerm> terms)
    {
        for (var i = from; i < to; i++)
        {
            var length = words.Meaning(letters.Slice(i, Math.Min(to - i, longest)), out var meanings);
            if (length == 0) continue;
            foreach (var meaning in meanings) terms.Add(SearchTerm.Of(TermKind.Meaning, (ulong)meaning, _han[i].At, _han[i + length - 1].At - _han[i].At + 1));
            if (length > 1) Meanings(letters, i, i + length, length - 1, terms);
            i += length - 1;
        }
    }

    /// <summary>八十 is 80 too.</summary>
    private void Number(ReadOnlySpan<char> letters, List<SearchTerm> terms)
    {
        Span<char> digits = stackalloc char[12];
        for (var i = 0; i < letters.Length; i++)
        {
            var length = HanNumber.Read(letters[i..], out var value);
            if (length < 2)
            {
                i += Math.Max(0, length - 1);
                continue;
            }

            value.TryFormat(digits, out var written, default, CultureInfo.InvariantCulture);
            terms.Add(SearchTerm.Of(TermKind.Word, SearchTerm.Hash(digits[..written]), _han[i].At, _han[i + length - 1].At - _han[i].At + 1));
            i += length - 1;
        }
    }

    private void EndLatin(List<SearchTerm> terms)
    {
        for (var i = 0; i < _latin.Count; i++)
        {
            var (stem, start, length) = _latin[i];
            terms.Add(SearchTerm.Of(TermKind.Word, stem, start, length));
            if (i + 1 < _latin.Count) terms.Add(SearchTerm.Of(TermKind.WordPair, SearchTerm.Join(stem, _latin[i + 1].Stem), start, _latin[i + 1].Start + _latin[i + 1].Length - start));
        }

        for (var i = 0; i < _latin.Count; i++)
        {
            var length = words.Meaning(_latin, i, out var meanings);
            foreach (var meaning in meanings)
                terms.Add(SearchTerm.Of(TermKind.Meaning, (ulong)meaning, _latin[i].Start, _latin[i + length - 1].Start + _latin[i + length - 1].Length - _latin[i].Start));
            if (length > 0) i += length - 1;
        }

        _latin.Clear();
    }
}
