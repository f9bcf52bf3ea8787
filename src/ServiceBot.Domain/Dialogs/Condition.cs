namespace ServiceBot.Domain.Dialogs;

/// <summary>
/// A typed condition of a dialog file: <c>not for_self and age(birth_date) >= 80</c>. Parsed and type-checked at load, evaluated without
/// allocation. Whatever touches a question without an answer is <em>unknown</em>, and unknown is not true.
/// </summary>
public sealed class Condition
{
    private readonly ConditionNode _root;

    internal Condition(string text, ConditionNode root)
    {
        Text = text;
        _root = root;
    }

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>Known at load: never or always true whatever is answered. Null where it depends.</summary>
    public bool? Constant => _root.IsConstant ? _root.Eval(new ConditionScope(0)).AsTruth ?? false : null;

    public bool IsTrue(ConditionScope scope) => _root.Eval(scope).AsTruth == true;

    /// <summary>Compiles <paramref name="text"/> against the slots of a dialog.</summary>
    /// <returns>The condition, or the first fault with its column (1 is the first character).</returns>
    public static (Condition? Condition, ConditionFault? Fault) Parse(string text, IReadOnlyList<SlotSpec> slots)
    {
        var (root, fault) = ConditionParser.Parse(text, slots);
        return root is null ? (null, fault) : (new Condition(text, root), null);
    }
}

/// <param name="Column">1-based position in the condition.</param>
/// <param name="Message">What is wrong, in English.</param>
public sealed record ConditionFault(int Column, string Message);

/// <summary>What a condition looks at. One is reused for a whole walk.</summary>
public sealed class ConditionScope(int slots)
{
    /// <summary>Answers on the path so far, by slot index.</summary>
    public AnswerEntry?[] Live { get; } = new AnswerEntry?[slots];
    public SubjectFacts? Subject { get; init; }
    public DateOnly Today { get; init; }
    public bool Sms { get; init; }
}
