using ServiceBot.Understanding.Time;

namespace ServiceBot.Understanding.Slots;

/// <summary>What people add to a day of birth: 属猪的, 六十七岁. It has to agree with it; where it does not, one of the two is wrong.</summary>
internal sealed class BirthSigns(Vocabulary words, AmountReader amounts)
{
    private const int Animals = 12;

    /// <summary>The year 4 was one of the rat.</summary>
    private const int FirstRat = 4;

    /// <summary>Counted the old way a child is one at birth and older by one at New Year.</summary>
    private const int OldCount = 2;

    private readonly string[] _leads = words.Longest("dates.zodiac_leads");
    private readonly WordTable<int> _animals = new(words.Numbers("dates.zodiac"));
    private readonly string[] _ages = words.Longest("dates.age");

    /// <summary>0 the rat … 11 the pig; null: she names none.</summary>
    public int? Animal(string text)
    {
        foreach (var lead in _leads)
            for (var at = text.IndexOf(lead, StringComparison.Ordinal); at >= 0; at = text.IndexOf(lead, at + 1, StringComparison.Ordinal))
                if (_animals.TryAt(text, at + lead.Length, out var animal, out _)) return animal;
        return null;
    }

    /// <summary>Around New Year people count by the moon's year, by the common one, or from 立春.</summary>
    public static bool Fits(int animal, DateOnly born) => AnimalOf(Moon.Of(born).Year) == animal || (born.Month <= 2 && AnimalOf(born.Year) == animal);

    /// <summary>An animal that she named earlier counts as well.</summary>
    public bool Disagrees(Heard heard, DateOnly born)
    {
        var (text, today) = (heard.Text, heard.Said.Today);
        if ((Animal(text) ?? Animal(Ear.Even(heard.Said.Earlier))) is { } animal && !Fits(animal, born)) return true;
        if (Age(text) is not { } age) return false;
        var full = today.Year - born.Year - (today < born.AddYears(today.Year - born.Year) ? 1 : 0);
        return age < full || age > full + OldCount;
    }

    /// <summary>The amount that stands right before 岁.</summary>
    private decimal? Age(string text)
    {
        foreach (var word in _ages)
        {
            var end = Words.Find(text, word);
            if (end < 0) continue;
            for (var at = Math.Max(0, end - 4); at < end; at++)
                if (amounts.TryRead(text, at, out var amount) && amount.End == end && !amount.IsAbout) return amount.Value;
        }

        return null;
    }

    private static int AnimalOf(int year) => (((year - FirstRat) % Animals) + Animals) % Animals;
}
