using ServiceBot.Catalog;
using ServiceBot.Catalog.Regions;
using ServiceBot.Catalog.Search;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding;

/// <summary>What understanding takes from the catalog: items, right doors, places.</summary>
internal sealed class CatalogReading(CurrentCatalog catalog, QuestionReader reader, RegionBook regions)
{
    private const string ProxyDialog = "proxy-request";
    private const int MostChoices = 3;
    private const int MostRegions = 6;
    /// <summary>Characters of Chinese, letters of an English word.</summary>
    private const int LeastOfTopic = 4;

    /// <summary>Where to turn at once; null where nobody is in danger.</summary>
    public string? Danger(string text) => reader.Danger(text)?.Text;

    public CatalogSense Sense(Heard heard, Expectation expectation)
    {
        var today = heard.Said.Today;
        var reading = reader.Read(heard.Raw, today, heard.Said.Region);
        if (reading.IsOutOfScope) return new CatalogSense.OutOfScope(reading.Door!.Text);
        var candidates = reading.About.Candidates;
        if (candidates.Count == 0 || reading.About.Confidence == SearchConfidence.None)
            return expectation.FocusItem is { } focus && reading.Fields.Count > 0 && catalog.Book.FindOpen(focus, today) is { } entry && !IsAnother(reading, entry)
                ? new CatalogSense.Item(focus, entry.Item.Dialog ?? ProxyDialog, reading.Fields, false, reading.IsRequest)
                : new CatalogSense.None();
        if (candidates[0].Kind == CandidateKind.Article) return new CatalogSense.Article(reading.Fields);
        if (reading.About.Confidence == SearchConfidence.Clear) return new CatalogSense.Item(candidates[0].Id, Dialog(candidates[0].Id), Fields(reading, expectation), true, reading.IsRequest) { Alone = IsAlone(reading) };
        var items = reading.About.Near.Where(candidate => candidate.Kind == CandidateKind.Item).Take(MostChoices).Select(candidate => (candidate.Id, Dialog(candidate.Id), Label(candidate, heard.English))).ToList();
        return items.Count == 1
            ? new CatalogSense.Item(items[0].Id, items[0].Item2, Fields(reading, expectation), true, reading.IsRequest) { Alone = IsAlone(reading) }
            : new CatalogSense.Several(items, reading.Fields, reading.IsRequest);
    }

    private static bool IsAlone(QuestionReading reading) => reading.Rest.Count(char.IsLetterOrDigit) <= 1;

    /// <summary>"孩子上学去哪报名" after an answer about 低保 is about something else, though nobody knows what: no word of it is said of that item.</summary>
    private static bool IsAnother(QuestionReading reading, CatalogEntry entry) =>
        !reading.Follows && (reading.Rest.Count(TextFold.IsHan) >= LeastOfTopic || reading.Rest.Split(' ').Any(word => word.Length >= LeastOfTopic && char.IsAsciiLetter(word[0])))
        && !SearchDocument.Of(entry).Shares(reading.Rest);

    /// <summary>"残疾人证呢？" asks of it what was asked before; whether she may have it is a question for the conditions.</summary>
    private static IReadOnlyList<CatalogField> Fields(QuestionReading reading, Expectation expectation) => reading switch
    {
        { Fields.Count: > 0 } => reading.Fields,
        { IsEllipsis: true } => expectation.FocusFields,
        { IsEligibility: true } => [CatalogField.Conditions],
        _ => [],
    };

    /// <summary>Places that fit equally well; none when most of the text is about something else.</summary>
    public IReadOnlyList<SlotValue> Regions(string text)
    {
        var finding = regions.Find(text);
        if (finding.Matches.Count == 0) return [];
        var best = finding.Matches[0];
        if (!finding.IsWhole && best.Consumed * 2 < TextFold.Letters(text).Length) return [];
        if (finding.IsCertain) return [Value(best)];
        // Who says 石家庄 means the city, not the district in it or the villages of that name in other counties.
        var large = finding.Matches.Where(match => match.Consumed == best.Consumed && match.Exactness > RegionExactness.Part && match.Region.Level <= RegionLevel.County).ToList();
        if (large.Count > 0 && large.TrueForAll(match => RegionBook.Contains(large[0].Region.Code, match.Region.Code))) return [Value(large[0])];
        return [.. finding.Matches.Where(match => match.Exactness == best.Exactness && match.Consumed == best.Consumed).Take(MostRegions).Select(Value)];
    }

    private static SlotValue Value(RegionMatch match) => new(SlotType.Region, match.Region.Code, match.Path);

    private string Dialog(string code) => catalog.Book.Find(code)?.Item.Dialog ?? ProxyDialog;

    private string Label(Candidate candidate, bool english) => catalog.Book.Find(candidate.Id)?.Item is { } item
        ? (english ? item.NameEn : item.ShortName) ?? item.Name
        : candidate.Title;
}
