using System.Text;

namespace ServiceBot.Tests.Support;

/// <summary>C# source without its comments, for rules about what the program says. Line breaks stay, so line numbers hold.</summary>
internal static class CSharpText
{
    public static string WithoutComments(string source)
    {
        var result = new StringBuilder(source.Length);
        var at = 0;
        while (at < source.Length)
        {
            var end = EndOfToken(source, at, out var comment);
            if (comment) result.Append('\n', source.AsSpan(at, end - at).Count('\n'));
            else result.Append(source, at, end - at);
            at = end;
        }

        return result.ToString();
    }

    private static int EndOfToken(string source, int at, out bool comment)
    {
        var rest = source.AsSpan(at);
        comment = rest.StartsWith("//") || rest.StartsWith("/*");
        if (rest.StartsWith("//")) return After(source, at, "\n") - (source.IndexOf('\n', at) < 0 ? 0 : 1);
        if (rest.StartsWith("/*")) return After(source, at + 2, "*/");
        if (rest.StartsWith("\"\"\""))
        {
            var quotes = rest.Length - rest.TrimStart('"').Length;
            return After(source, at + quotes, new string('"', quotes));
        }

        if (rest.StartsWith("@\"") || rest.StartsWith("@$\"")) return EndOfVerbatim(source, source.IndexOf('"', at) + 1);
        if (rest[0] is '"' or '\'') return EndOfLiteral(source, at + 1, rest[0]);
        return at + 1;
    }

    private static int EndOfVerbatim(string source, int at)
    {
        while (at < source.Length)
        {
            if (source[at] != '"') at++;
            else if (at + 1 < source.Length && source[at + 1] == '"') at += 2;
            else return at + 1;
        }

        return at;
    }

    private static int EndOfLiteral(string source, int at, char quote)
    {
        while (at < source.Length && source[at] != quote && source[at] != '\n') at += source[at] == '\\' ? 2 : 1;
        return Math.Min(at + 1, source.Length);
    }

    private static int After(string source, int at, string mark)
    {
        var found = source.IndexOf(mark, Math.Min(at, source.Length), StringComparison.Ordinal);
        return found < 0 ? source.Length : found + mark.Length;
    }
}
