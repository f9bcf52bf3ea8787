namespace ServiceBot.Cases;

/// <summary>
/// The regions above a 12-digit statistical code, by its build: 2 digits province, 2 city, 2 county, 3 township, 3 village. Arithmetic
/// only: a code that is too new for the region list is still routed.
/// </summary>
internal static class RegionChain
{
    private static readonly int[] Lengths = [12, 9, 6, 4, 2];

    /// <summary>130123201201 → itself, 130123201000, 130123000000, 130100000000, 130000000000.</summary>
    public static IEnumerable<string> Upwards(string code) =>
        Lengths.Where(length => length <= code.Length).Select(length => code[..length].PadRight(12, '0')).Distinct();

    /// <summary>The digits that all codes of a region begin with: 130123000000 → 130123. Empty for an empty code: everywhere.</summary>
    public static string Prefix(string code)
    {
        var trimmed = code.TrimEnd('0').Length;
        foreach (var length in Lengths.Reverse())
            if (length >= trimmed) return code[..Math.Min(length, code.Length)];
        return code;
    }
}
