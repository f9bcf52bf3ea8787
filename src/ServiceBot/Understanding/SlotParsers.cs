using ServiceBot.Domain.Calendar;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Understanding.Slots;
using ServiceBot.Understanding.Time;

namespace ServiceBot.Understanding;

/// <summary>One parser for each kind of slot.</summary>
internal sealed class SlotParsers
{
    private readonly Dictionary<SlotType, ISlotParser> _byType;
    private readonly LastWord _lastWord;
    private readonly LooseTime _loose;
    private readonly Ear _ear;
    private readonly SlotSpec _amount = new("amount", SlotType.Number, [], []);

    public SlotParsers(Vocabulary words, Ear ear, FindRegions findRegions, WorkingCalendar calendar)
    {
        (_ear, _lastWord) = (ear, new LastWord(words));
        var digits = new SpokenDigits(words);
        Numbers = new NumberWords(words);
        var amounts = new AmountReader(words, Numbers);
        YesNo = new YesNoParser(words, ear);
        Name = new NameParser(words);
        Digits = digits;
        var text = new TextParser();
        var choice = Choices = new ChoiceParser(words, Numbers);
        var timeWords = new TimeWords(words);
        var signs = new BirthSigns(words, amounts);
        Times = new TimeReader(timeWords, Numbers, amounts, calendar);
        _loose = new LooseTime(Times, words);
        _byType = new Dictionary<SlotType, ISlotParser>
        {
            [SlotType.Text] = text,
            [SlotType.Name] = Name,
            [SlotType.YesNo] = new YesNoChoice(YesNo, choice),
            [SlotType.Choice] = choice,
            [SlotType.Number] = new NumberParser(words, Numbers, amounts),
            [SlotType.Money] = new MoneyParser(words, Numbers, amounts),
            [SlotType.Date] = new DateParser(Times, timeWords, amounts, signs),
            [SlotType.Time] = new TimeParser(Times, amounts),
            [SlotType.DateTime] = new DateTimeParser(Times, timeWords, amounts),
            [SlotType.Period] = new PeriodParser(Times, timeWords, amounts),
            [SlotType.Phone] = new PhoneParser(digits),
            [SlotType.ResidentId] = new ResidentIdParser(digits, signs),
            [SlotType.CreditCode] = new CreditCodeParser(),
            [SlotType.Region] = new RegionParser(findRegions, words),
            [SlotType.Address] = new AddressParser(words),
            [SlotType.Attachment] = new AttachmentParser(),
            [SlotType.Materials] = new MaterialsParser(words, ear, Numbers),
        };
    }

    public YesNoParser YesNo { get; }

    public ChoiceParser Choices { get; }

    public NameParser Name { get; }

    public NumberWords Numbers { get; }

    public SpokenDigits Digits { get; }

    public TimeReader Times { get; }

    /// <summary>What the message says for the slot. Who corrects herself in one breath ("三个，不对，四个") means the last.</summary>
    public Reading Read(Heard heard, SlotSpec slot) => slot.Loose ? _loose.Read(heard, slot, Exactly(heard, slot)) : Exactly(heard, slot);

    private Reading Exactly(Heard heard, SlotSpec slot)
    {
        var parser = _byType[slot.Type];
        if (heard.IsQuestion || slot.Type is SlotType.Text or SlotType.YesNo or SlotType.Materials or SlotType.Attachment) return parser.Read(heard, slot);
        if (_lastWord.Find(heard.Text, atStart: IsFree(slot.Type)) is not ({ } start and > 0)) return parser.Read(heard, slot);
        var part = heard.Raw.Length == heard.Text.Length ? heard.Raw[start..] : heard.Text[start..];
        return parser.Read(_ear.Hear(heard.Said, part), slot) switch
        {
            Reading.Found { Length: 0 } found => found with { Start = start, Length = heard.Text.Length - start },
            Reading.Found found => found with { Start = start + found.Start },
            Reading.Nothing => parser.Read(heard, slot),
            var other => other,
        };
    }

    /// <summary>It begins with a number.</summary>
    public bool IsAmount(Heard heard) => _byType[SlotType.Number].Read(heard, _amount) is Reading.Found { Start: 0, Length: > 0 };

    /// <summary>Kinds whose value is an answer made of free words, so that nearly every message is one.</summary>
    public static bool IsFree(SlotType type) => type is SlotType.Text or SlotType.Address;

    /// <summary>Kinds that are known by their shape wherever they stand.</summary>
    public static bool IsShaped(SlotType type) => type is SlotType.Phone or SlotType.ResidentId or SlotType.CreditCode;

    /// <summary>Kinds that a bare number may answer.</summary>
    public static bool TakesDigits(SlotType type) => type is SlotType.Number or SlotType.Money or SlotType.Phone or SlotType.ResidentId or SlotType.CreditCode
        or SlotType.Date or SlotType.Time or SlotType.DateTime or SlotType.Period or SlotType.Materials;
}
