using System.Globalization;

namespace ServiceBot.Tools;

/// <summary>How many of the labelled questions were answered rightly.</summary>
internal sealed class AnswerScore
{
    private readonly Share _item = new("item right at first"), _field = new("field right"), _status = new("status right"), _wrong = new("wrong item stated as an answer");

    public double Item => _item.Value;

    public double Field => _field.Value;

    public double Status => _status.Value;

    public double WrongItem => _wrong.Value;

    public int Count => _status.Of;

    public void Add(AnswerQuestion question, AnswerResult result)
    {
        if (question.Status is not { } status) return;
        if (question.Item is { } item) _item.Add(question.Id, result.Ranked.Count > 0 && result.Ranked[0].Id == item, noteWhen: false);
        if (question.Fields is { Count: > 0 } fields) _field.Add(question.Id, result.Status == AnswerKind.Answered && fields.All(result.Fields.Contains), noteWhen: false);
        _status.Add(question.Id, result.Status == status, noteWhen: false);
        _wrong.Add(question.Id, result.Stated is { } stated && stated != question.Item, noteWhen: true);
    }

    public override string ToString() => string.Join(Environment.NewLine, _item, _field, _status, _wrong);

    private sealed class Share(string name)
    {
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

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{name,-32} {100 * Value,5:F1} % ({_hits} of {Of}) {string.Join(' ', _noted)}").TrimEnd();
    }
}
