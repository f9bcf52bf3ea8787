using System.Text.Json.Serialization;

namespace ServiceBot.Domain.Dialogs;

/// <summary>
/// The closed set of things a message can ask the engine to do. Whatever understands language may only propose these;
/// the engine validates and disposes.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(Answer), "answer")]
[JsonDerivedType(typeof(Refuse), "refuse")]
[JsonDerivedType(typeof(Disambiguate), "disambiguate")]
[JsonDerivedType(typeof(Correct), "correct")]
[JsonDerivedType(typeof(Start), "start")]
[JsonDerivedType(typeof(Ask), "ask")]
[JsonDerivedType(typeof(Clarify), "clarify")]
[JsonDerivedType(typeof(Skip), "skip")]
[JsonDerivedType(typeof(Back), "back")]
[JsonDerivedType(typeof(Repeat), "repeat")]
[JsonDerivedType(typeof(Menu), "menu")]
[JsonDerivedType(typeof(Cancel), "cancel")]
[JsonDerivedType(typeof(Resume), "resume")]
[JsonDerivedType(typeof(Human), "human")]
[JsonDerivedType(typeof(Status), "status")]
[JsonDerivedType(typeof(OptOut), "optOut")]
[JsonDerivedType(typeof(OptIn), "optIn")]
[JsonDerivedType(typeof(Help), "help")]
[JsonDerivedType(typeof(Language), "language")]
[JsonDerivedType(typeof(Link), "link")]
[JsonDerivedType(typeof(Unlink), "unlink")]
[JsonDerivedType(typeof(Prefer), "prefer")]
[JsonDerivedType(typeof(Unknown), "unknown")]
public abstract record Command
{
    private Command()
    {
    }

    /// <summary>An answer to a slot of the active dialog, asked or not yet asked.</summary>
    public sealed record Answer(string Slot, SlotValue Value, string Raw) : Command;

    /// <summary>The open slot's parser looked at the text and refused it. <paramref name="Reason"/> is a text id such as <c>phone_wrong_length</c>.</summary>
    public sealed record Refuse(string Slot, string Reason, string Raw) : Command;

    /// <summary>Several regions, people or options fit; the resident picks one. Choices are (canonical value, label).</summary>
    public sealed record Disambiguate(string Slot, IReadOnlyList<SlotValue> Choices) : Command;

    /// <summary>Changes an earlier answer. Null <paramref name="Value"/>: ask for it again.</summary>
    public sealed record Correct(string Slot, SlotValue? Value, string Raw) : Command;

    /// <summary>
    /// Starts a dialog, for a catalog item where it is a proxy request; <paramref name="Item"/> is the case's reference where it is about a case.
    /// Small talk is started too: <c>greeting</c>, <c>thanks</c>, <c>robot</c>, <c>goodbye</c> and every other pattern by its id.
    /// </summary>
    public sealed record Start(string Dialog, string? Item = null) : Command;

    /// <summary>A question to the catalog; <paramref name="Fields"/> are names of <see cref="CatalogField"/>, empty when she asked in general.</summary>
    public sealed record Ask(string Question, string? Item = null, IReadOnlyList<CatalogField>? Fields = null) : Command;

    /// <summary>Two or three things fit: let her choose. Each choice is a command with its label.</summary>
    public sealed record Clarify(IReadOnlyList<LabelledCommand> Choices) : Command;

    public sealed record Skip : Command;

    public sealed record Back : Command;

    public sealed record Repeat : Command;

    public sealed record Menu : Command;

    /// <summary>Leaves the dialog; its draft is kept.</summary>
    public sealed record Cancel : Command;

    /// <summary>Continues a kept draft; null: the latest.</summary>
    public sealed record Resume(string? Instance = null) : Command;

    public sealed record Human : Command;

    /// <summary>查进度; null: all of hers.</summary>
    public sealed record Status(string? CaseReference = null) : Command;

    public sealed record OptOut : Command;

    public sealed record OptIn : Command;

    public sealed record Help : Command;

    /// <summary>Sets the language of the conversation: <c>zh-Hans</c> or <c>en</c>.</summary>
    public sealed record Language(string Locale) : Command;

    /// <summary>Links this conversation with another one of hers: null asks for a code, else the code she was given there, as typed.</summary>
    public sealed record Link(string? Code = null) : Command;

    /// <summary>Ends every link of this conversation.</summary>
    public sealed record Unlink : Command;

    /// <summary>Letters are to go to this channel (<c>sms</c>, <c>wechat</c>, <c>directline</c>); null: to this conversation.</summary>
    public sealed record Prefer(string? Channel = null) : Command;

    /// <summary>Nothing was understood. <paramref name="Reason"/>: <c>no_match</c>, <c>out_of_scope:&lt;text id&gt;</c>, <c>too_long</c>, <c>empty</c>.</summary>
    public sealed record Unknown(string Reason = "no_match") : Command
    {
        /// <summary>Before the text id of the right door, where it is none of ours.</summary>
        public const string OutOfScope = "out_of_scope:";
    }
}

/// <summary>A command behind a button or a menu number.</summary>
public sealed record LabelledCommand(string Label, Command Command);

/// <summary>What can be asked of an item.</summary>
public enum CatalogField
{
    Overview, Materials, Conditions, Steps, TimeLimit, Fee, Place, Department, LegalBasis, Phone, Result, InPerson, Proxy, Online, Faq, Remedies, Amount,
}
