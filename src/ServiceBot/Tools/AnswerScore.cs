using System.Globalization;

namespace ServiceBot.Tools;

/// <summary>How the questions were answered, and how many of the labelled ones rightly.</summary>
internal sealed class AnswerScore
{
    private readonly Share _item = new("item right at first"), _field = new("field right"), _status = new("status right"), _wrong = new("wrong item stated as an answer");
    private readonly Dictionary<(AnswerKind? Right, AnswerKind Given), int> _statuses = [];
    private readonly List<double> _times = [];

    public double Item => _item.Value;

    public double Field => _field.Value;

    public double Status => _status.Value;

    public double WrongItem => _wrong.Value;

    /// <summary>Questions with a status.</summary>
    public int Count => _status.Of;

    public void Add(AnswerQuestion question, AnswerResult result)
    {
        _times.Add(result.Ms);
        var pair = (question.Status, result.Status);
        _statuses[pair] = _statuses.GetValueOrDefault(pair) + 1;
        if (question.Item is { } item) _item.Add(question.Id, result.Ranked.Count > 0 && result.Ranked[0].Id == item, noteWhen: false);
        if (question.Fields is { Count: > 0 } fields) _field.Add(question.Id, result.Status == AnswerKind.Answered && fields.All(result.Fields.Contains), noteWhen: false);
        if (question.Status is { } status) _status.Add(question.Id, result.Status == status, noteWhen: false);
        if (question.Item is not null || question.Status is not null) _wrong.Add(question.Id, result.Stated is { } stated && stated != question.Item, noteWhen: true);
    }

    /// <summary>Times, one line a label with how its questions were answered, then the shares; of no label how often each answer was given.</summary>
    public override string ToString() => string.Join(Environment.NewLine, (string[])
    [
        Times(),
        .. _statuses.GroupBy(pair => pair.Key.Right).OrderBy(group => group.Key).Select(group =>
            $"{(group.Key is null ? "without a label" : "should be " + group.Key),-24} " + string.Join(", ", group.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key.Given} {pair.Value}"))),
        .. ((Share[])[_item, _field, _status, _wrong]).Where(share => share.Of > 0).Select(share => share.ToString()),
    ]);

    private string Times()
    {
        if (_times.Count == 0) return "no questions";
        var sorted = _times.Order().ToList();
        double At(double share) => sorted[(int)Math.Min(sorted.Count - 1, share * sorted.Count)];
        return string.Create(CultureInfo.InvariantCulture, $"{sorted.Count} questions answered; milliseconds each: half below {At(0.5):F1}, 99 % below {At(0.99):F1}");
    }

    private sealed class Share(string name)
    {
        private const int MostNoted = 40;
        private readonly List<string> _noted = [];
        private int _hits;

        public int Of { get; private set; }

        public double Value => Of == 0 ? 0 : (double)_hits / Of;

        public void Add(string id, bool hit, bool noteWhen)
        {
            Of++;
            if (hit) _hits++;
            if (hit == noteWhen) _noted.Add(id);
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{name,-32} {100 * Value,5:F1} % ({_hits} of {Of}) {string.Join(' ', _noted.Take(MostNoted))}{(_noted.Count > MostNoted ? $" … and {_noted.Count - MostNoted} more" : "")}").TrimEnd();
    }
}
