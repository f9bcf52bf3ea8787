namespace ServiceBot.Catalog.Search;

/// <summary>How much what counts. Figures are those that did best on several sets of questions; most may be a third more or less without a difference.</summary>
internal static class Ranking
{
    /// <summary>Articles under one name that are told by it; more have it as a keyword.</summary>
    public const int MostOfOneName = 3;
    /// <summary>Documents of a catalog in which time is dear.</summary>
    public const int Large = 1_000;
    /// <summary>Of how many candidates the passages are looked at.</summary>
    public const int Finalists = 30;
    /// <summary>How much the best passage counts against the whole.</summary>
    public const double PassageShare = 0.5;

    // How soon more of the same stops to count, and how much long texts are held back (BM25's k1 and b).
    private const double ItemSaturation = 1.2, ItemLength = 0.4;
    private const double ArticleSaturation = 2, HeadingWeight = 3, HeadingLength = 0.3, BodyLength = 0.75, PassageLength = 0.7;

    private const int LeastTimes = 4;
    private const double ByTopic = 0.3, AverageTopical = 0.5, MostTopical = 2;

    public static double Rarity(int documents, int all) => Math.Log(1 + (all - documents + 0.5) / (documents + 0.5));

    /// <summary>
    /// What a text is about it says again and again, what belongs to its form stands once in many: a term that is in fewer documents than it would be
    /// if it fell among them by chance counts more.
    /// </summary>
    /// <param name="documents">That have it, of <paramref name="all"/>.</param>
    /// <param name="times">It stands in them altogether.</param>
    public static double Topical(int documents, int times, int all) => times < LeastTimes ? 1
        : 1 - ByTopic + ByTopic * Math.Min(MostTopical, Math.Log((1 - Math.Exp(-(double)times / all)) * all / documents) / AverageTopical);

    public static double NameBonus(int length) => 6 + 1.5 * Math.Min(length, 8);

    public static double OfItem(float heading, double length) => heading * (ItemSaturation + 1) / (heading + ItemSaturation * (1 - ItemLength + ItemLength * length));

    public static double Heading(float heading, double length) => HeadingWeight * heading / (1 - HeadingLength + HeadingLength * length);

    public static double OfArticle(double heading, int times, double length) => Saturated(heading + times / (1 - BodyLength + BodyLength * length));

    public static double InPassage(double length) => 1 / (1 - PassageLength + PassageLength * length);

    public static double Saturated(double count) => count * (ArticleSaturation + 1) / (count + ArticleSaturation);
}
