namespace ServiceBot.Catalog.Search;

/// <summary>
/// What the forms of an English word have in common, for comparing and never for showing: apply, applied, applies; eligible, eligibility. The
/// rules are those of the English (Porter 2) stemmer of the Snowball project, without its lists of single words.
/// </summary>
internal static class EnglishStem
{
    private const int Shortest = 3;
    private const string Vowels = "aeiouy", Doubled = "bdfgmnprt", BeforeLy = "cdeghkmnrt";
    /// <summary>After these a word begins anew: general and generous share no more than that.</summary>
    private static readonly string[] _beginnings = ["gener", "commun", "arsen"];

    private static readonly (string Ending, string Instead)[] _derived =
    [
        ("ational", "ate"), ("ization", "ize"), ("fulness", "ful"), ("ousness", "ous"), ("iveness", "ive"), ("tional", "tion"), ("biliti", "ble"), ("lessli", "less"),
        ("entli", "ent"), ("ation", "ate"), ("alism", "al"), ("aliti", "al"), ("ousli", "ous"), ("iviti", "ive"), ("fulli", "ful"), ("enci", "ence"), ("anci", "ance"),
        ("abli", "able"), ("izer", "ize"), ("ator", "ate"), ("alli", "al"), ("bli", "ble"), ("ogi", "og"), ("li", ""),
    ];

    private static readonly (string Ending, string Instead)[] _qualities =
        [("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ative", ""), ("ical", "ic"), ("ness", ""), ("ful", "")];

    private static readonly string[] _last = ["ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "al", "er", "ic"];

    /// <param name="word">Lower case.</param>
    /// <param name="stem">Room for one letter more than the word has.</param>
    /// <returns>Length of the stem.</returns>
    public static int Write(ReadOnlySpan<char> word, Span<char> stem)
    {
        word.CopyTo(stem);
        if (word.Length < Shortest || word.ContainsAnyExceptInRange('a', 'z')) return word.Length;
        var from = After(word, 0);
        foreach (var beginning in _beginnings)
            if (word.StartsWith(beginning, StringComparison.Ordinal)) from = beginning.Length;
        var writer = new Writer(stem, word.Length, from, After(word, from));
        writer.Plural();
        writer.Past();
        writer.Y();
        writer.Derived();
        writer.Quality();
        writer.Last();
        return writer.Length;
    }

    private static bool IsVowel(char letter) => Vowels.Contains(letter, StringComparison.Ordinal);

    /// <summary>What comes after the first consonant that follows a vowel.</summary>
    private static int After(ReadOnlySpan<char> word, int from)
    {
        for (var at = from + 1; at < word.Length; at++)
            if (!IsVowel(word[at]) && IsVowel(word[at - 1])) return at + 1;
        return word.Length;
    }

    /// <param name="first">Where the part begins that endings are taken of.</param>
    /// <param name="second">Where the part begins that the last endings are taken of.</param>
    private ref struct Writer(Span<char> stem, int length, int first, int second)
    {
        private readonly Span<char> _stem = stem;

        public int Length { get; private set; } = length;

        public void Plural()
        {
            if (Ends("sses")) Length -= 2;
            else if (Ends("ied") || Ends("ies")) Length -= Length > 4 ? 2 : 1;
            else if (Ends("s") && !Ends("us") && !Ends("ss") && HasVowel(Length - 2)) Length--;
        }

        public void Past()
        {
            if (Ends("eedly")) Cut(5, "ee", first);
            else if (Ends("eed")) Cut(3, "ee", first);
            else if (Ends("ingly") || Ends("edly")) Verb(Ends("edly") ? 4 : 5);
            else if (Ends("ed")) Verb(2);
            else if (Ends("ing")) Verb(3);
        }

        public void Y()
        {
            if (Length > 2 && _stem[Length - 1] == 'y' && !IsVowel(_stem[Length - 2])) _stem[Length - 1] = 'i';
        }

        public void Derived()
        {
            if (Find(_derived) is not { Ending: { } ending } found) return;
            var before = Length - ending.Length - 1;
            if (ending == "ogi" && (before < 0 || _stem[before] != 'l')) return;
            if (ending == "li" && (before < 0 || !BeforeLy.Contains(_stem[before], StringComparison.Ordinal))) return;
            Cut(ending.Length, found.Instead, first);
        }

        public void Quality()
        {
            if (Find(_qualities) is { Ending: { } ending } found) Cut(ending.Length, found.Instead, ending == "ative" ? second : first);
        }

        public void Last()
        {
            foreach (var ending in _last)
            {
                if (!Ends(ending)) continue;
                if (ending != "ion" || (Length > 3 && _stem[Length - 4] is 's' or 't')) Cut(ending.Length, "", second);
                break;
            }

            if (Ends("e") && (Length - 1 >= second || (Length - 1 >= first && !IsShort(Length - 1)))) Length--;
            else if (Ends("ll") && Length - 1 >= second) Length--;
        }

        private void Verb(int ending)
        {
            if (!HasVowel(Length - ending)) return;
            Length -= ending;
            if (Ends("at") || Ends("bl") || Ends("iz")) Add('e');
            else if (Length > 2 && _stem[Length - 1] == _stem[Length - 2] && Doubled.Contains(_stem[Length - 1], StringComparison.Ordinal)) Length--;
            else if (first >= Length && IsShort(Length)) Add('e');
        }

        private void Add(char letter) => _stem[Length++] = letter;

        private readonly bool Ends(string ending) => _stem[..Length].EndsWith(ending, StringComparison.Ordinal);

        private readonly (string? Ending, string Instead) Find((string Ending, string Instead)[] endings)
        {
            foreach (var one in endings)
                if (Ends(one.Ending)) return one;
            return default;
        }

        private void Cut(int ending, string instead, int from)
        {
            if (Length - ending < from) return;
            Length -= ending;
            instead.CopyTo(_stem[Length..]);
            Length += instead.Length;
        }

        private readonly bool HasVowel(int end)
        {
            for (var at = 0; at < end; at++)
                if (IsVowel(_stem[at])) return true;
            return false;
        }

        /// <summary>Ends like hop, or is like at: the e of hope is part of it.</summary>
        private readonly bool IsShort(int end) =>
            end == 2 ? IsVowel(_stem[0]) && !IsVowel(_stem[1])
            : end > 2 && !IsVowel(_stem[end - 3]) && IsVowel(_stem[end - 2]) && !IsVowel(_stem[end - 1]) && _stem[end - 1] is not ('w' or 'x' or 'y');
    }
}
