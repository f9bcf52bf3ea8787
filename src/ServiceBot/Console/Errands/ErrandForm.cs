using System.ComponentModel.DataAnnotations;
using ServiceBot.Domain.Cases;

namespace ServiceBot.Console.Errands;

/// <summary>One act as the page sends it. Which fields count depends on <see cref="Verb"/>; the case itself says what is missing.</summary>
internal sealed class ErrandForm
{
    public CaseVerb? Verb { get; set; }

    /// <summary>The version of the case that was on the screen.</summary>
    public long Version { get; set; }

    /// <summary>Reason, result, body or note. One field on the screen at a time.</summary>
    [DisplayFormat(ConvertEmptyStringToNull = true)]
    public string? Text { get; set; }

    public List<string> Materials { get; set; } = [];

    /// <summary>Further papers in her own words, one a line.</summary>
    public string? OtherMaterials { get; set; }

    public int Days { get; set; }

    public DateOnly? On { get; set; }

    public bool Granted { get; set; }

    /// <summary>Null for a verb that this page does not offer.</summary>
    public CaseCommand? ToCommand() => Verb switch
    {
        CaseVerb.TakeOn => new CaseCommand.TakeOn(),
        CaseVerb.HandToStandIn => new CaseCommand.HandToStandIn(Text ?? ""),
        CaseVerb.Supplement => new CaseCommand.Supplement(AllMaterials(), Text),
        CaseVerb.MaterialsReceived => new CaseCommand.MaterialsReceived(),
        CaseVerb.Submit => new CaseCommand.Submit(Text),
        CaseVerb.AuthorityAccepted => new CaseCommand.AuthorityAccepted(On),
        CaseVerb.AuthorityRefused => new CaseCommand.AuthorityRefused(Text ?? ""),
        CaseVerb.BeginReview => new CaseCommand.BeginReview(),
        CaseVerb.Suspend => new CaseCommand.Suspend(Text ?? "", Days),
        CaseVerb.Resume => new CaseCommand.Resume(),
        CaseVerb.Extend => new CaseCommand.Extend(Days, Text ?? ""),
        CaseVerb.Decide => new CaseCommand.Decide(Granted, Text),
        CaseVerb.Complete => new CaseCommand.Complete(Text ?? ""),
        CaseVerb.Deliver => new CaseCommand.Deliver(),
        CaseVerb.Return => new CaseCommand.Return(Text ?? ""),
        CaseVerb.Terminate => new CaseCommand.Terminate(Text ?? ""),
        CaseVerb.Note => new CaseCommand.AddNote(Text ?? ""),
        _ => null,
    };

    private List<string> AllMaterials() =>
    [
        .. Materials.Concat((OtherMaterials ?? "").Split('\n')).Select(name => name.Trim()).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal),
    ];
}

/// <summary>What an act asks for on the screen.</summary>
[Flags]
internal enum ErrandFields { None = 0, Text = 1, Materials = 2, Days = 4, Day = 8, Granted = 16, TextNeeded = 32 }

/// <summary>The acts of the page in the order of the work; the first ones are big buttons, the rest stands behind "more".</summary>
internal static class ErrandActs
{
    public static readonly IReadOnlyList<(CaseVerb Verb, ErrandFields Fields)> Main =
    [
        (CaseVerb.TakeOn, ErrandFields.None),
        (CaseVerb.MaterialsReceived, ErrandFields.None),
        (CaseVerb.Supplement, ErrandFields.Materials | ErrandFields.Text),
        (CaseVerb.Submit, ErrandFields.Text),
        (CaseVerb.AuthorityAccepted, ErrandFields.Day),
        (CaseVerb.Complete, ErrandFields.Text | ErrandFields.TextNeeded),
        (CaseVerb.Deliver, ErrandFields.None),
        (CaseVerb.HandToStandIn, ErrandFields.Text | ErrandFields.TextNeeded),
    ];

    public static readonly IReadOnlyList<(CaseVerb Verb, ErrandFields Fields)> More =
    [
        (CaseVerb.BeginReview, ErrandFields.None),
        (CaseVerb.Decide, ErrandFields.Granted | ErrandFields.Text),
        (CaseVerb.Suspend, ErrandFields.Days | ErrandFields.Text | ErrandFields.TextNeeded),
        (CaseVerb.Resume, ErrandFields.None),
        (CaseVerb.Extend, ErrandFields.Days | ErrandFields.Text | ErrandFields.TextNeeded),
        (CaseVerb.AuthorityRefused, ErrandFields.Text | ErrandFields.TextNeeded),
        (CaseVerb.Return, ErrandFields.Text | ErrandFields.TextNeeded),
        (CaseVerb.Terminate, ErrandFields.Text | ErrandFields.TextNeeded),
        (CaseVerb.Note, ErrandFields.Text | ErrandFields.TextNeeded),
    ];
}
