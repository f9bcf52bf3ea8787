using ServiceBot.Domain.Dialogs;
using ServiceBot.Understanding.Slots;
using ServiceBot.Understanding.Time;

namespace ServiceBot.Understanding;

/// <summary>One parser for each kind of slot.</summary>
internal sealed class SlotParsers
{
    private readonly Dictionary<SlotType, ISlotParser> _byType;

    public SlotParsers(Vocabulary words, Ear ear, FindRegions findRegions)
    {
        var digits = new SpokenDigits(words);
        Numbers = new NumberWords(words);
        YesNo = new YesNoParser(words);
        Name = new NameParser(words);
        Digits = digits;
        var text = new TextParser();
        var choice = new ChoiceParser(words);
        var timeWords = new TimeWords(words);
        Times = new TimeReader(timeWords, Numbers);
        _byType = new Dictionary<SlotType, ISlotParser>
        {
            [SlotType.Text] = text,
            [SlotType.Name] = Name,
            [SlotType.YesNo] = new YesNoChoice(YesNo, choice),
            [SlotType.Choice] = choice,
            [SlotType.Number] = new NumberParser(words, Numbers),
            [SlotType.Money] = new MoneyParser(words, Numbers),
            [SlotType.Date] = new DateParser(Times, timeWords),
            [SlotType.Time] = new TimeParser(Times),
            [SlotType.DateTime] = new DateTimeParser(Times, timeWords),
            [SlotType.Period] = new PeriodParser(Times, timeWords),
            [SlotType.Phone] = new PhoneParser(digits),
            [SlotType.ResidentId] = new ResidentIdParser(digits),
            [SlotType.CreditCode] = new CreditCodeParser(),
            [SlotType.Region] = new RegionParser(findRegions, words),
            [SlotType.Address] = new AddressParser(words),
            [SlotType.Attachment] = new AttachmentParser(),
            [SlotType.Materials] = new MaterialsParser(words, ear, Numbers),
        };
    }

    public YesNoParser YesNo { get; }

    public NameParser Name { get; }

    public NumberWords Numbers { get; }

    public SpokenDigits Digits { get; }

    public TimeReader Times { get; }

    public Reading Read(Heard heard, SlotSpec slot) => _byType[slot.Type].Read(heard, slot);

    /// <summary>Kinds whose value is an answer made of free words, so that nearly every message is one.</summary>
    public static bool IsFree(SlotType type) => type is SlotType.Text or SlotType.Address;

    /// <summary>Kinds that are known by their shape wherever they stand.</summary>
    public static bool IsShaped(SlotType type) => type is SlotType.Phone or SlotType.ResidentId or SlotType.CreditCode;

    /// <summary>Kinds that a bare number may answer.</summary>
    public static bool TakesDigits(SlotType type) => type is SlotType.Number or SlotType.Money or SlotType.Phone or SlotType.ResidentId or SlotType.CreditCode
        or SlotType.Date or SlotType.Time or SlotType.DateTime or SlotType.Period or SlotType.Materials;
}
