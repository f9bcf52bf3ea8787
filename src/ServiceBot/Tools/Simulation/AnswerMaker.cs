using System.Globalization;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Tools.Simulation;

/// <summary>What a resident could answer to a question.</summary>
internal sealed class AnswerMaker(ResidentWords words, Temper temper, Random random)
{
    private const string Birth = "birth_date";
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    private readonly DateOnly _born = new DateOnly(1930, 1, 1).AddDays(random.Next(24_000));

    public string To(SlotSpec slot) => slot.Type switch
    {
        SlotType.YesNo or SlotType.Choice => Choice(slot),
        SlotType.Name => words.Pick("names", random),
        SlotType.Region => words.Pick("places", random),
        SlotType.Address => words.Pick("addresses", random),
        SlotType.Phone => Phone(),
        SlotType.Date when slot.Name == Birth => Born(),
        SlotType.Date => words.Pick("days", random),
        SlotType.ResidentId => ResidentId(),
        SlotType.Number => random.Next(1, 9).ToString(CultureInfo.InvariantCulture),
        SlotType.CreditCode => words.Pick("skip", random),
        _ => slot.Optional && random.NextDouble() < 0.5 ? words.Pick("skip", random) : words.Pick("remarks", random),
    };

    public string Wrong(SlotSpec slot) => words.Wrong(slot.Type.ToString().ToLowerInvariant(), random);

    /// <summary>With the mobile prefix of nobody in particular: eleven digits.</summary>
    public string Phone() => $"13{random.Next(10)}{random.Next(100_000_000):00000000}";

    private string Choice(SlotSpec slot)
    {
        if (slot.Choices.Count == 0) return words.Pick("yes", random);
        // Mostly the first: it is what leads on.
        var at = random.NextDouble() < 0.6 ? 0 : random.Next(slot.Choices.Count);
        if (temper.Digits || random.NextDouble() < 0.3) return (at + 1).ToString(CultureInfo.InvariantCulture);
        var choice = slot.Choices[at];
        var english = temper.English;
        if (choice.Synonyms.Count > 0 && random.NextDouble() < 0.5 && choice.Synonyms[random.Next(choice.Synonyms.Count)] is var word && char.IsAscii(word[0]) == english) return word;
        return english ? choice.LabelEn ?? choice.Label : choice.Label;
    }

    private string Born() => temper.Digits ? _born.ToString("yyyyMMdd", CultureInfo.InvariantCulture) : words.Pick("birth", random)
        .Replace("{y}", _born.Year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{m}", _born.Month.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{d}", _born.Day.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>With the check digit of GB 11643.</summary>
    private string ResidentId()
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"130123{_born:yyyyMMdd}{random.Next(1000):000}");
        var sum = body.Select((digit, at) => (digit - '0') * Weights[at]).Sum();
        return body + "10X98765432"[sum % 11];
    }
}
