using System.Globalization;
using System.Text;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Platform;

namespace ServiceBot.Dialogs;

/// <summary>A finished message: what is read, and the buttons. On SMS there are none; the choices are numbered lines of the text.</summary>
internal sealed record Rendered(string Text, IReadOnlyList<SayChoice> Choices);

/// <summary>Turns <see cref="Say.Text"/> into words. What the catalog and cases say is composed by who owns those facts.</summary>
internal sealed class SayRenderer(TextBook texts)
{
    /// <param name="fact">Looks up <c>{{catalog.field}}</c> of an item: (item code, field) to its text; null when there is none.</param>
    public Rendered Render(Say.Text say, string locale, bool sms, Func<string, string, string?>? fact = null)
    {
        var id = texts.Has(say.Id) ? say.Id : "not_possible";
        var text = Filled(texts.Template(id, locale, sms), locale, say, fact);
        if (say.Lines is { Count: > 0 } lines)
        {
            var all = new StringBuilder(text);
            foreach (var line in lines)
                all.Append('\n').Append(texts.Render("review_line", locale, new Dictionary<string, string> { ["label"] = line.Label, ["value"] = line.IsLeft ? texts.Render("left_to_staff", locale) : line.Value }, sms));
            text = all.ToString();
        }

        if (say.Choices is not { Count: > 0 } choices) return new Rendered(text, []);
        if (!sms) return new Rendered(text, choices);
        var numbered = new StringBuilder(text);
        for (var at = 0; at < choices.Count; at++)
            numbered.Append('\n').Append((at + 1).ToString(CultureInfo.InvariantCulture)).Append(' ').Append(choices[at].Label);
        return new Rendered(numbered.ToString(), []);
    }

    /// <summary>
    /// One pass, so that nothing a resident wrote is read as a name: the turn's values, facts of the item, and for what is not known yet
    /// the text <c>missing/name</c>.
    /// </summary>
    private string Filled(string template, string locale, Say.Text say, Func<string, string, string?>? fact)
    {
        if (!template.Contains("{{", StringComparison.Ordinal)) return template;
        var names = new List<string>();
        TextNames.Collect(template, names);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (say.Args is not null && say.Args.TryGetValue(name, out var given)) values[name] = given;
            else if (name.StartsWith("catalog.", StringComparison.Ordinal)) values[name] = (say.Item is null ? null : fact?.Invoke(say.Item, name["catalog.".Length..])) ?? "";
            else if (texts.Has("missing/" + name)) values[name] = texts.Render("missing/" + name, locale);
        }

        return TextBook.Fill(template, values);
    }
}
