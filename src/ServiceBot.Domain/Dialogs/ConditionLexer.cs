namespace ServiceBot.Domain.Dialogs;

internal enum TokenKind { Word, Number, Text, Sign, End }

internal readonly record struct Token(TokenKind Kind, string Text, int Column);

/// <summary>Cuts a condition into words, numbers, quoted texts and signs.</summary>
internal static class ConditionLexer
{
    /// <exception cref="ConditionException">A character that begins nothing, or a quote without end.</exception>
    public static List<Token> Read(string text)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (at < text.Length)
        {
            var c = text[at];
            var start = at;
            if (c == ' ')
            {
                at++;
            }
            else if (char.IsAsciiLetter(c) || c == '_')
            {
                while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '.')) at++;
                tokens.Add(new Token(TokenKind.Word, text[start..at], start + 1));
            }
            else if (char.IsAsciiDigit(c))
            {
                while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.')) at++;
                tokens.Add(new Token(TokenKind.Number, text[start..at], start + 1));
            }
            else if (c is '"' or '\'')
            {
                var end = text.IndexOf(c, at + 1);
                if (end < 0) throw new ConditionException(start + 1, "the quote has no end");
                tokens.Add(new Token(TokenKind.Text, text[(at + 1)..end], start + 1));
                at = end + 1;
            }
            else
            {
                var two = at + 1 < text.Length ? text.Substring(at, 2) : "";
                var sign = two is "!=" or "<=" or ">=" ? two : c is '=' or '<' or '>' or '(' or ')' or ',' ? c.ToString() : null;
                tokens.Add(new Token(TokenKind.Sign, sign ?? throw new ConditionException(start + 1, $"'{c}' is not understood here"), start + 1));
                at += sign.Length;
            }
        }

        tokens.Add(new Token(TokenKind.End, "", text.Length + 1));
        return tokens;
    }
}

/// <summary>Leaves the parser at the first fault; never leaves <see cref="Condition.Parse"/>.</summary>
internal sealed class ConditionException(int column, string message) : Exception(message)
{
    public int Column { get; } = column;
}
