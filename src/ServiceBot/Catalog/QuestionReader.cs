using System.Buffers;
using ServiceBot.Catalog.Search;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Catalog;

/// <summary>Reads a question to the catalog out of a text: about what, which fields, or a request to have it done.</summary>
/// <param name="words">Null for those that come with the program.</param>
internal sealed class QuestionReader(CurrentCatalog catalog, QuestionWords? words = null)
{
    /// <summary>A question is not told in more; the rest is not read.</summary>
    private const int LongestText = 400;
    private const double ElsewhereShare = 0.6;
    private const string OwnRecord = "door_own_record";
    private const int MostParticles = 2, LongestName = 8;
    // 个, 了, 过, 小, 家, 间
    private static readonly SearchValues<char> _particles = SearchValues.Create(['\u4E2A', '\u4E86', '\u8FC7', '\u5C0F', '\u5BB6', '\u95F4']);
    private readonly QuestionWords _words = words ?? QuestionWords.BuiltIn;
    /// <summary>One message is read in several places.</summary>
    private volatile Latest? _latest;

    /// <param name="region">Code of 12 digits of her place: items of other places are not meant. Null finds those of every place.</param>
    public QuestionReading Read(string text, DateOnly today, string? region = null)
    {
        var book = catalog.Book;
        if (_latest is { } latest && latest.Book == book && latest.Text == text && latest.Today == today && latest.Region == region) return latest.Reading;
        var reading = Read(book.Index, text, today, region);
        _latest = new Latest(book, text, today, region, reading);
        return reading;
    }

    /// <summary>A life or a home in danger: heard whatever was asked, and before it. Null: nothing of it.</summary>
    public Door? Danger(string text)
    {
        var said = TextFold.Words(text.Length > LongestText ? text[..LongestText] : text);
        return Door(said, new bool[said.Length]) is { Rank: >= DoorRank.Urgent } door ? door : null;
    }

    private QuestionReading Read(SearchIndex index, string text, DateOnly today, string? region)
    {
        var said = TextFold.Words(text.Length > LongestText ? text[..LongestText] : text);
        said = WithoutParticles(index.Repair(said), index);
        var names = new bool[said.Length];
        var hits = index.Names(said);
        // With an item in the text, 代办 or 收费 asks something of it; without, it may be the name of an article.
        var items = hits.FindAll(index.IsItem);
        foreach (var name in items.Count > 0 ? items : hits) names.AsSpan(name.Start, name.Length).Fill(true);

        var fields = _words.Fields.Find(said, names);
        var requests = _words.Request.Find(said);
        var left = WithoutForm(said, names, fields);
        // What is asked of an item says nothing about an article beside it.
        var about = index.Search(items.Count > 0 ? TextFold.Words(left) : said, today, region, left, Heads(left, names));
        if (items.Count == 0 && (IsElsewhere(left, about) || IsOtherThing(left, about, index))) about = about with { Confidence = SearchConfidence.None };
        if (IsList(said, items)) about = about with { Confidence = SearchConfidence.Close };
        var door = Door(said, names);
        return new QuestionReading(
            [.. fields.SelectMany(hit => hit.Meaning).Distinct()],
            about,
            IsEligibility: _words.Eligible.Find(said).Count > 0,
            IsEllipsis: IsEllipsis(said, names),
            IsRequest: requests.Count > 0,
            IsQuestion: fields.Count > 0 || _words.Question.Find(said).Count > 0,
            door)
        {
            Rest = WithoutNames(left, names),
            Follows = _words.Follows.Find(said).Exists(hit => hit.Start == 0),
        };
    }

    /// <summary>评个残, 退了休, 开个小超市: a name of an item that one or two small words have come into.</summary>
    private static string WithoutParticles(string said, SearchIndex index)
    {
        if (!said.AsSpan().ContainsAny(_particles)) return said;
        var known = index.Names(said);
        for (var at = 1; at < said.Length - 1; at++)
            for (var length = 1; length <= MostParticles && at + length < said.Length && _particles.Contains(said[at + length - 1]); length++)
            {
                var place = at;
                if (known.Exists(name => name.Start <= place && place < name.Start + name.Length)) continue;
                // Only what stands near can be of one name with it.
                var (from, to) = (Math.Max(0, at - LongestName), Math.Min(said.Length, at + length + LongestName));
                var near = string.Concat(said.AsSpan(from, at - from), said.AsSpan(at + length, to - at - length));
                if (!index.Names(near).Exists(name => name.Start < place - from && place - from < name.Start + name.Length && index.IsItem(name))) continue;
                said = said.Remove(at, length);
                known = index.Names(said);
                break;
            }

        return said;
    }

    /// <summary>Most of what is asked for is what another office gives, and the article that was found does not speak of it.</summary>
    private bool IsElsewhere(string left, SearchResult about)
    {
        var hits = _words.Elsewhere.Find(left);
        if (hits.Count == 0 || hits.Sum(hit => hit.Length) < ElsewhereShare * left.Count(char.IsLetterOrDigit)) return false;
        if (about.Candidates is not [{ Kind: CandidateKind.Article } first, ..] || catalog.Book.FindArticle(first.Id) is not { Article: var article }) return true;
        var told = TextFold.Words(article.Title + " " + article.Question + " " + article.Text);
        return !hits.Exists(hit => told.Contains(left.Substring(hit.Start, hit.Length), StringComparison.Ordinal));
    }

    private bool IsOtherThing(string left, SearchResult about, SearchIndex index)
    {
        if (about.Candidates is not [{ Kind: CandidateKind.Article } first, ..] || catalog.Book.FindArticle(first.Id) is not { Article: var article }) return false;
        var title = TextFold.Words(article.Question ?? article.Title);
        return OtherThing.IsAsked(left, WithoutForm(title, new bool[title.Length], []), index.IsTerm);
    }

    /// <summary>What is left for the search when the form of the question is taken away: field words and filler say nothing about which item.</summary>
    private string WithoutForm(string said, bool[] names, List<PhraseFinder<CatalogField[]>.Hit> fields)
    {
        var left = said.ToCharArray();
        foreach (var hit in fields) left.AsSpan(hit.Start, hit.Length).Fill(' ');
        var taken = new bool[said.Length];
        for (var i = 0; i < left.Length; i++) taken[i] = names[i] || left[i] == ' ';
        foreach (var hit in _words.Noise.Find(said, taken))
            for (var i = hit.Start; i < hit.Start + hit.Length; i++)
                if (!names[i])
                    left[i] = ' ';
        DropSingles(left, names);
        return new string(left);
    }

    private static string WithoutNames(string left, bool[] names) => string.Create(left.Length, (left, names), static (rest, from) =>
    {
        for (var i = 0; i < rest.Length; i++) rest[i] = from.names[i] ? ' ' : from.left[i];
    });

    /// <summary>One Chinese character between two gaps (的, 得) says nothing.</summary>
    private static void DropSingles(char[] left, bool[] names)
    {
        for (var i = 0; i < left.Length; i++)
            if (!names[i] && TextFold.IsHan(left[i]) && (i == 0 || !TextFold.IsHan(left[i - 1])) && (i + 1 == left.Length || !TextFold.IsHan(left[i + 1]))) left[i] = ' ';
    }

    /// <summary>低保和五保: both are meant.</summary>
    private bool IsList(string said, List<AliasTable.Hit> items) => _words.And.Find(said).Exists(and =>
        items.Find(item => item.Start + item.Length == and.Start) is { Documents: { } before } &&
        items.Find(item => item.Start == and.Start + and.Length) is { Documents: { } after } && !before.Intersect(after).Any());

    private bool IsEllipsis(string said, bool[] names)
    {
        var rest = names.Count(name => !name);
        var ellipsis = _words.Ellipsis.Find(said, names);
        return rest < said.Length && ellipsis.Count > 0 && rest - ellipsis.Sum(hit => hit.Length) <= 1;
    }

    /// <summary>A kind of thing with what stands before it, 离婚证: a 证 of which the item has nothing is another thing, however much the rest is alike.</summary>
    private List<string> Heads(string left, bool[] names) =>
        [.. _words.Kinds.Find(left, names).Where(hit => hit.Start > 0 && TextFold.IsHan(left[hit.Start - 1]) && !names[hit.Start - 1]).Select(hit => left[Math.Max(0, hit.Start - 2)..(hit.Start + 1)].Trim())];

    /// <summary>A life in danger is heard everywhere, other doors not in the name of an item; her record at another office is not asked of ours.</summary>
    private Door? Door(string said, bool[] names)
    {
        foreach (var doors in _words.Doors)
            foreach (var hit in doors.Find(said))
            {
                var door = hit.Meaning;
                if (door.Rank < DoorRank.Urgent && !names.AsSpan(hit.Start, hit.Length).Contains(false)) continue;
                if (_words.Unless.TryGetValue(door.Text, out var unless) && unless.Find(said).Count > 0) continue;
                if (door.Text == OwnRecord && !names.AsSpan().Contains(true) && _words.Elsewhere.Find(said).Count > 0) continue;
                return door;
            }

        return null;
    }

    private sealed record Latest(CatalogBook Book, string Text, DateOnly Today, string? Region, QuestionReading Reading);
}
