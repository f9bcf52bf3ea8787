using System.Globalization;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Tools.Simulation;

/// <summary>Decides what she writes next, from what she sees, her temper and chance.</summary>
internal sealed class Resident(Temper temper, ResidentWords words, ResidentWords others, IReadOnlyList<(string Zh, string? En)> items, Random random)
{
    private const int Goals = 2;
    private readonly AnswerMaker _answers = new(words, temper, random);
    private int _begun;
    private int _stubborn;
    private int _after;
    private bool _foreign;
    private bool _greeted;
    private bool _saidYes;

    /// <returns>Messages that she writes one after the other without waiting; empty: she has nothing more to say.</returns>
    public IReadOnlyList<string> Next(Sight sight)
    {
        var first = One(sight);
        if (first is null) return [];
        if (_saidYes && random.NextDouble() < temper.Twice) return [first, first];
        if (random.NextDouble() >= temper.Burst) return [first];
        return [first, random.NextDouble() < 0.5 ? Item("question") : One(sight) ?? Pick("small")];
    }

    private string? One(Sight sight)
    {
        _saidYes = false;
        if (sight.State.OptedOut) return random.NextDouble() < 0.6 ? Pick("optin") : Form(sight) ?? Item("question");
        if (sight.State.Owner == ConversationOwner.Human) return random.NextDouble() < 0.4 ? Pick("menu") : Pick("small");
        if (temper.Sms && Chance(temper.OptOut)) return Pick("optout");
        if (Chance(temper.Human)) return Pick("human");
        if (Chance(temper.Language)) return Switch();
        if (Chance(temper.Repeat)) return Pick("again");
        if (Chance(temper.Digress)) return Item("question");
        if (Chance(temper.Small)) return Pick("small");
        return Form(sight) ?? Outside(sight);
    }

    private string? Form(Sight sight)
    {
        if (sight.State.Active is not { } active) return null;
        var expects = sight.Expects;
        if (expects.AwaitingSubject) return expects.Menu.Count > 0 && random.NextDouble() < 0.7 ? Number(expects.MenuOffset + random.Next(expects.Menu.Count)) : Item("start");
        if (expects.Candidates.Count > 0) return Number(random.Next(expects.Candidates.Count));
        if (expects.Open is not { } open) return Pick("resume");
        if (Chance(temper.Cancel)) return Pick("cancel");
        if (Chance(temper.Back)) return Pick("back");
        if (Chance(temper.Change) || expects.AtReview && Chance(temper.After / 2)) return Correction(expects) ?? Pick("back");
        if (expects.AtReview) return Verdict(open);
        if (_stubborn > 0 || Chance(temper.Wrong))
        {
            _stubborn = _stubborn > 0 ? _stubborn - 1 : temper.Stubborn ? 2 : 0;
            return _answers.Wrong(open);
        }

        var answer = active.Dialog == "rating" && !Chance(temper.Rate) ? Pick("small") : _answers.To(open);
        return Chance(temper.Early) ? Fill(Pick("both"), answer) : answer;
    }

    private string Verdict(SlotSpec review)
    {
        if (Chance(0.04)) return Pick("no");
        _saidYes = true;
        if (temper.Digits) return Number(0);
        return random.NextDouble() < 0.5 ? Pick("yes") : temper.English ? review.Choices[0].LabelEn ?? review.Choices[0].Label : review.Choices[0].Label;
    }

    private string? Correction(Expectation expects)
    {
        var given = expects.Slots.Where(slot => expects.Answered.Contains(slot.Name) && slot.Labels.Count > 0).ToList();
        if (given.Count == 0) return null;
        var slot = given[random.Next(given.Count)];
        var label = slot.Labels.FirstOrDefault(word => char.IsAscii(word[0]) == temper.English) ?? slot.Labels[0];
        return Pick(random.NextDouble() < 0.2 ? "correct_bare" : "correct").Replace("{label}", label, StringComparison.Ordinal)
            .Replace("{value}", _answers.To(slot), StringComparison.Ordinal);
    }

    private string? Outside(Sight sight)
    {
        if (sight.Expects.HasDrafts && random.NextDouble() < 0.6) return Pick("resume");
        if (sight.Cases.Count == 0 || _after > 0 && _begun < Goals && Chance(0.15))
        {
            if (_begun == 0 && random.NextDouble() < 0.3 && !_greeted)
            {
                _greeted = true;
                return Pick("greet");
            }

            return _begun++ < Goals + 2 ? Item("start") : null;
        }

        // Her errand runs: she looks in a few times.
        if (_after++ > 2) return null;
        if (Chance(temper.After)) return Correction(sight.Expects) ?? Pick("status");
        if (Chance(temper.Withdraw)) return Pick("withdraw");
        return random.NextDouble() < 0.6 ? Pick("status") : Item("question");
    }

    private string Switch()
    {
        var word = (_foreign ? others : words).Pick("other_language", random);
        _foreign = !_foreign;
        return word;
    }

    private string Item(string name)
    {
        var (zh, en) = items[random.Next(items.Count)];
        return Pick(name).Replace("{item}", temper.English ? en ?? zh : zh, StringComparison.Ordinal);
    }

    private string Fill(string text, string value) =>
        text.Replace("{value}", value, StringComparison.Ordinal).Replace("{phone}", _answers.Phone(), StringComparison.Ordinal);

    private string Pick(string name) => words.Pick(name, random);

    private bool Chance(double chance) => chance > 0 && random.NextDouble() < chance;

    /// <param name="at">From 0.</param>
    private static string Number(int at) => (at + 1).ToString(CultureInfo.InvariantCulture);
}
