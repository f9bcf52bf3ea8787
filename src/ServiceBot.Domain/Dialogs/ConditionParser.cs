using System.Globalization;

namespace ServiceBot.Domain.Dialogs;

/// <summary>
/// <c>or ← and ('or' and)*; and ← not ('and' not)*; not ← 'not' not | comparison; comparison ← value (sign value | 'in' texts)?</c>
/// </summary>
internal sealed class ConditionParser(List<Token> tokens, IReadOnlyList<SlotSpec> slots)
{
    private int _at;

    private Token Next => tokens[_at];

    public static (ConditionNode? Root, ConditionFault? Fault) Parse(string text, IReadOnlyList<SlotSpec> slots)
    {
        try
        {
            var parser = new ConditionParser(ConditionLexer.Read(text), slots);
            var root = parser.Or();
            if (parser.Next.Kind != TokenKind.End) throw Fault(parser.Next, $"'{parser.Next.Text}' was not expected here");
            return root.Type == ConditionType.Truth
                ? (root, null)
                : throw new ConditionException(1, $"a condition must be true or false; this is a {Name(root.Type)}");
        }
        catch (ConditionException fault)
        {
            return (null, new ConditionFault(fault.Column, fault.Message));
        }
    }

    private ConditionNode Or()
    {
        var left = And();
        while (Take("or")) left = new OrNode(Truth(left), Truth(And()));
        return left;
    }

    private ConditionNode And()
    {
        var left = Not();
        while (Take("and")) left = new AndNode(Truth(left), Truth(Not()));
        return left;
    }

    private ConditionNode Not() => Take("not") ? new NotNode(Truth(Not())) : Comparison();

    private ConditionNode Comparison()
    {
        var left = Value();
        var sign = Next;
        if (Take("in")) return In(left, sign);
        if (sign.Kind != TokenKind.Sign || sign.Text is not ("=" or "!=" or "<" or "<=" or ">" or ">=")) return left;
        _at++;
        var rightToken = Next;
        var right = Value();
        (left, right) = (AsDate(left, right.Type, sign), AsDate(right, left.Type, rightToken));
        if (left.Type != right.Type) throw Fault(sign, $"a {Name(left.Type)} cannot be compared with a {Name(right.Type)}");
        if (left.Type is ConditionType.Truth or ConditionType.Text && sign.Text is not ("=" or "!="))
            throw Fault(sign, $"a {Name(left.Type)} has no order: use = or !=");
        CheckOption(left, right, rightToken);
        CheckOption(right, left, sign);
        return new CompareNode(sign.Text, left, right);
    }

    private InNode In(ConditionNode left, Token sign)
    {
        if (left.Type != ConditionType.Text) throw Fault(sign, $"'in' needs a text, choice or region, not a {Name(left.Type)}");
        var options = new List<string>();
        if (Sign("("))
        {
            do options.Add(Quoted(left));
            while (Sign(","));
            Close();
        }
        else
        {
            options.Add(Quoted(left));
        }

        return new InNode(left, options, left is SlotNode { Spec.Type: SlotType.Region });
    }

    private string Quoted(ConditionNode left)
    {
        var token = Next;
        if (token.Kind != TokenKind.Text) throw Fault(token, "a quoted text was expected");
        _at++;
        CheckOption(left, new LiteralNode(ConditionType.Text, Operand.Of(token.Text)), token);
        return token.Text;
    }

    private ConditionNode Value()
    {
        var token = Next;
        _at++;
        switch (token.Kind)
        {
            case TokenKind.Number:
                return decimal.TryParse(token.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                    ? new LiteralNode(ConditionType.Number, Operand.Of(number))
                    : throw Fault(token, $"'{token.Text}' is not a number");
            case TokenKind.Text:
                return new LiteralNode(ConditionType.Text, Operand.Of(token.Text));
            case TokenKind.Sign when token.Text == "(":
                var inner = Or();
                Close();
                return inner;
            case TokenKind.Word:
                return Word(token);
            default:
                throw Fault(token, token.Kind == TokenKind.End ? "the condition ends too early" : $"'{token.Text}' was not expected here");
        }
    }

    private ConditionNode Word(Token token) => token.Text switch
    {
        "true" => new LiteralNode(ConditionType.Truth, Operand.Of(true)),
        "false" => new LiteralNode(ConditionType.Truth, Operand.Of(false)),
        "today" => new FactNode(ConditionType.Date, scope => Operand.Of(scope.Today)),
        "sms" => new FactNode(ConditionType.Truth, scope => Operand.Of(scope.Sms)),
        "answered" => Answered(SlotArgument(token)),
        "age" => ConditionFacts.Age(SlotArgument(token) switch
        {
            { Type: ConditionType.Date } slot => slot,
            { Spec.Type: SlotType.ResidentId } slot => ConditionFacts.Born(slot),
            _ => throw Fault(token, "age() needs a date slot or an ID number"),
        }),
        "id_birth" => ConditionFacts.Born(SlotArgument(token) is { Spec.Type: SlotType.ResidentId } slot ? slot : throw Fault(token, "id_birth() needs a residentid slot")),
        "village" => ConditionFacts.Village(SlotArgument(token) is { Spec.Type: SlotType.Region } slot ? slot : throw Fault(token, "village() needs a region slot")),
        _ when token.Text.StartsWith("item.", StringComparison.Ordinal) => Item(token),
        _ => Slot(token),
    };

    private static FactNode Answered(SlotNode slot)
    {
        var index = slot.Slot;
        return new FactNode(ConditionType.Truth, scope => Operand.Of(scope.Live[index] is { Skipped: false }));
    }

    private FactNode Item(Token token)
    {
        if (token.Text == "item.slot")
        {
            if (!Sign("(")) throw Fault(Next, "'(' was expected");
            var name = Next;
            if (name.Kind != TokenKind.Text) throw Fault(name, "a quoted slot name was expected");
            if (slots.All(slot => slot.Name != name.Text)) throw Fault(name, $"the dialog has no slot '{name.Text}'");
            _at++;
            Close();
            return ConditionFacts.ItemSlot(name.Text);
        }

        return ConditionFacts.Item(token.Text) ?? throw Fault(token, $"'{token.Text}' is not known; item has {ConditionFacts.ItemNames}");
    }

    private SlotNode SlotArgument(Token function)
    {
        if (!Sign("(")) throw Fault(Next, $"{function.Text}(…) needs a slot in parentheses");
        var name = Next;
        if (name.Kind != TokenKind.Word) throw Fault(name, "a slot was expected");
        _at++;
        var slot = Slot(name);
        Close();
        return slot;
    }

    private SlotNode Slot(Token token)
    {
        for (var at = 0; at < slots.Count; at++)
            if (slots[at].Name == token.Text) return new SlotNode(at, slots[at]);
        throw Fault(token, $"the dialog has no slot '{token.Text}'");
    }

    /// <summary>A quoted text beside a date is a date.</summary>
    private static ConditionNode AsDate(ConditionNode node, ConditionType other, Token place)
    {
        if (other != ConditionType.Date || node is not LiteralNode { Type: ConditionType.Text } literal) return node;
        return SlotNode.ReadDate(literal.Value.Text!) is { } date
            ? new LiteralNode(ConditionType.Date, Operand.Of(date))
            : throw Fault(place, $"'{literal.Value.Text}' is not a date like 2026-01-31");
    }

    private static void CheckOption(ConditionNode left, ConditionNode right, Token place)
    {
        if (left is SlotNode { Spec: { Type: SlotType.Choice } spec } && right is LiteralNode { Type: ConditionType.Text } literal
            && spec.Choices.All(choice => choice.Id != literal.Value.Text))
            throw Fault(place, $"slot '{spec.Name}' has no choice '{literal.Value.Text}'");
    }

    private ConditionNode Truth(ConditionNode node) =>
        node.Type == ConditionType.Truth ? node : throw Fault(Next, $"'and', 'or', 'not' need true or false, not a {Name(node.Type)}");

    private bool Take(string word)
    {
        if (Next.Kind != TokenKind.Word || Next.Text != word) return false;
        _at++;
        return true;
    }

    private bool Sign(string sign)
    {
        if (Next.Kind != TokenKind.Sign || Next.Text != sign) return false;
        _at++;
        return true;
    }

    private void Close()
    {
        if (!Sign(")")) throw Fault(Next, "')' was expected");
    }

    private static string Name(ConditionType type) => type switch
    {
        ConditionType.Truth => "yes/no",
        ConditionType.Number => "number",
        ConditionType.Date => "date",
        _ => "text",
    };

    private static ConditionException Fault(Token token, string message) => new(token.Column, message);
}
