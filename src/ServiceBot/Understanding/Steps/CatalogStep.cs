using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Steps;

/// <summary>Items and their facts: "高龄津贴要带什么" asks, "帮我办高龄津贴" starts, several items let her choose.</summary>
internal sealed class CatalogStep(Vocabulary words, SenseCatalog sense)
{
    private const string ProxyDialog = "proxy-request";
    private const int LongestLabel = 10;
    private readonly string[] _wish = words.Longest("commands.wish");
    private readonly string[] _act = words.Longest("commands.act");
    private readonly string[] _switch = words.Longest("commands.switch");

    public IReadOnlyList<Command>? Read(Heard heard, Expectation expectation)
    {
        var meant = sense(heard.Raw.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end && LabelLine(heard.Raw[(end + 1)..]) ? heard with { Raw = heard.Raw[..end] } : heard, expectation);
        if (meant is CatalogSense.OutOfScope scope) return expectation.Open is null || heard.IsQuestion ? [new Command.Unknown(Command.Unknown.OutOfScope + scope.TextId)] : null;
        if (expectation.Open is not null && meant is CatalogSense.Item { Certain: false } && !heard.IsQuestion) return null;
        if (expectation.Open is not null && meant is CatalogSense.Item { Fields.Count: 0, IsRequest: false, Alone: false } && !heard.IsQuestion && !IsRequest(heard) && !Switches(heard)) return null;
        if (expectation.Open is not null && meant is CatalogSense.Several or CatalogSense.Article && !heard.IsQuestion) return null;
        return Commands(heard, expectation, meant);
    }

    /// <summary>A question in the middle of a form.</summary>
    public IReadOnlyList<Command>? Question(Heard heard, Expectation expectation) =>
        sense(heard, expectation) is var meant && meant is CatalogSense.Item or CatalogSense.Several ? Commands(heard, expectation, meant) : null;

    /// <summary>"我想办低保" where a name or a place was asked for.</summary>
    public IReadOnlyList<Command>? Request(Heard heard, Expectation expectation) =>
        IsRequest(heard) && sense(heard, expectation) is CatalogSense.Item { Certain: true } item ? Commands(heard, expectation, item) : null;

    /// <summary>An item named by its name.</summary>
    public IReadOnlyList<Command>? Certain(Heard heard, Expectation expectation) =>
        sense(heard, expectation) is CatalogSense.Item { Certain: true } item && (item.Alone || heard.IsQuestion || item.Fields.Count > 0 || IsRequest(heard) || Switches(heard)) ? Commands(heard, expectation, item) : null;

    /// <summary>姓名：王秀英 on the second line: a form was pasted below the wish, and its labels ask nothing.</summary>
    private static bool LabelLine(string text) => text.AsSpan().IndexOfAny(':', '\uFF1A') is > 0 and <= LongestLabel;

    private bool Switches(Heard heard) => Words.Contains(heard.Text, _switch);

    /// <summary>身份证非得要吗: what it asks about is our question, though there is an item of that name.</summary>
    private static bool IsOurs(Heard heard, Expectation expectation, CatalogSense.Item item) => expectation.Open is not null && item.Fields.Count == 0 && !item.Alone
        && item.Code != expectation.FocusItem && expectation.Slots.Any(slot => slot.Labels.Any(label => label.Length > 1 && Words.IsHan(label[0]) && heard.Text.Contains(label, StringComparison.Ordinal)));

    private IReadOnlyList<Command>? Commands(Heard heard, Expectation expectation, CatalogSense meant)
    {
        var starts = meant switch
        {
            CatalogSense.Item item => item.IsRequest || (!heard.IsQuestion && (IsRequest(heard) || (expectation.Open is not null && Switches(heard)))),
            CatalogSense.Several several => several.IsRequest || (!heard.IsQuestion && IsRequest(heard)),
            _ => !heard.IsQuestion && IsRequest(heard),
        };
        return meant switch
        {
            CatalogSense.Item item when expectation.AwaitingSubject && item.Certain && item.Fields.Count == 0 && !heard.IsQuestion => [new Command.Start(expectation.AwaitingDialog ?? item.Dialog, item.Code)],
            CatalogSense.Item item when starts && item.Fields.Count == 0 => [new Command.Start(item.Dialog, item.Code)],
            CatalogSense.Item item when !starts && IsOurs(heard, expectation, item) => [new Command.Start("why")],
            CatalogSense.Item item => [new Command.Ask(heard.Raw, item.Code, item.Fields)],
            CatalogSense.Several several => [new Command.Clarify([.. several.Items.Select(item => new LabelledCommand(item.Label, Choose(heard, item.Code, expectation.AwaitingDialog ?? item.Dialog, several.Fields, starts || expectation.AwaitingSubject)))])],
            CatalogSense.Article article => [new Command.Ask(heard.Raw, null, article.Fields)],
            CatalogSense.OutOfScope scope => [new Command.Unknown(Command.Unknown.OutOfScope + scope.TextId)],
            _ when starts && expectation.Open is null && heard.Bare.Length <= 4 => [new Command.Start(ProxyDialog)],
            _ => null,
        };
    }

    private static Command Choose(Heard heard, string code, string dialog, IReadOnlyList<CatalogField> fields, bool starts) =>
        starts && fields.Count == 0 ? new Command.Start(dialog, code) : new Command.Ask(heard.Raw, code, fields);

    /// <summary>A wish before an act ("想给我妈办"), or an act at the beginning ("办低保").</summary>
    private bool IsRequest(Heard heard)
    {
        var text = heard.Text;
        foreach (var act in _act)
        {
            var at = Words.Find(text, act);
            if (at < 0) continue;
            if (heard.Bare.StartsWith(act, StringComparison.Ordinal)) return true;
            var before = text[..at];
            foreach (var wish in _wish)
                if (Words.Find(before, wish) >= 0) return true;
        }

        return false;
    }
}
