using ServiceBot.Domain.Catalog;

namespace ServiceBot.Domain.Dialogs;

/// <summary>
/// What a dialog may know of the world: looked up in memory, without waiting. The host gives it with every turn.
/// </summary>
public interface IDialogFacts
{
    /// <summary>The item or case a dialog is about; null when it does not exist, is not published, or is not hers.</summary>
    SubjectFacts? Find(SubjectKind kind, string code);

    /// <summary>What to offer when she did not say which: popular items, her open cases. At most nine.</summary>
    IReadOnlyList<SubjectFacts> Offer(SubjectKind kind);

    /// <summary>
    /// Any other value a text names, such as <c>agent.name</c>, <c>agent.phone</c>, <c>authority.period</c>; null when unknown.
    /// </summary>
    string? Value(string name, DialogInstance instance, string locale);
}

/// <summary>What a dialog is about.</summary>
public enum SubjectKind { None, Item, Case }

/// <summary>The little a dialog needs to know of its item or case.</summary>
public sealed record SubjectFacts
{
    /// <summary>Item code, or the reference of a case.</summary>
    public required string Code { get; init; }
    /// <summary>Short name, Chinese.</summary>
    public required string Title { get; init; }
    public string? TitleEn { get; init; }
    /// <summary>Dialog that takes the request; null means the one that was started.</summary>
    public string? Dialog { get; init; }
    /// <summary>Slots the item asks for beside the common ones: <c>item.slot("birth_date")</c>.</summary>
    public IReadOnlyCollection<string> Slots { get; init; } = [];
    public ProxyFit Proxy { get; init; } = ProxyFit.Allowed;
    public ItemFamily Family { get; init; } = ItemFamily.Resident;
    /// <summary>Why she must appear herself, or who may stand in: <c>{{item.reason}}</c>.</summary>
    public string? Reason { get; init; }

    public string TitleIn(string locale) => LocalText.IsEnglish(locale) ? TitleEn ?? Title : Title;
}

/// <summary>Knows nothing: an echo dialog, a test.</summary>
public sealed class NoDialogFacts : IDialogFacts
{
    public static readonly NoDialogFacts Instance = new();

    private NoDialogFacts()
    {
    }

    public SubjectFacts? Find(SubjectKind kind, string code) => null;

    public IReadOnlyList<SubjectFacts> Offer(SubjectKind kind) => [];

    public string? Value(string name, DialogInstance instance, string locale) => null;
}
