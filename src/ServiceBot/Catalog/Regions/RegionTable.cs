using System.Buffers.Text;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace ServiceBot.Catalog.Regions;

/// <summary>
/// All regions in a few flat arrays, in the order of their codes: 56,380 regions take about 3 MB, and reading them 40 ms.
/// A region is known by its position here.
/// </summary>
internal sealed class RegionTable
{
    private long[] _codes = new long[60_000];
    private int[] _ends = new int[60_000];
    private char[] _names = new char[450_000];

    private RegionTable()
    {
    }

    public int Count { get; private set; }

    public ReadOnlySpan<char> AllNames => _names.AsSpan(0, Count == 0 ? 0 : _ends[Count - 1]);

    public ReadOnlySpan<char> Name(int at) => _names.AsSpan(Start(at), _ends[at] - Start(at));

    public long Code(int at) => _codes[at];

    public static string CodeText(long code) => code.ToString("D12", CultureInfo.InvariantCulture);

    /// <summary>Position of a code; negative when it is unknown.</summary>
    public int Find(long code) => Array.BinarySearch(_codes, 0, Count, code);

    /// <summary>Position of the region whose name holds the character at <paramref name="offset"/> of <see cref="AllNames"/>.</summary>
    public int AtOffset(int offset)
    {
        var at = Array.BinarySearch(_ends, 0, Count, offset + 1);
        return at < 0 ? ~at : at;
    }

    public int Start(int at) => at == 0 ? 0 : _ends[at - 1];

    public static RegionLevel LevelOf(long code) =>
        code % 1_000 != 0 ? RegionLevel.Village
        : code % 1_000_000 != 0 ? RegionLevel.Township
        : code % 100_000_000 != 0 ? RegionLevel.County
        : code % 10_000_000_000 != 0 ? RegionLevel.City
        : RegionLevel.Province;

    /// <summary>How many codes a region of this level spans: its descendants are <c>[code, code + span)</c>.</summary>
    public static long Span(RegionLevel level) => level switch
    {
        RegionLevel.Village => 1,
        RegionLevel.Township => 1_000,
        RegionLevel.County => 1_000_000,
        RegionLevel.City => 100_000_000,
        _ => 10_000_000_000,
    };

    /// <summary>Code of the parent; 0 above the province.</summary>
    public static long ParentOf(long code) =>
        LevelOf(code) is var level && level == RegionLevel.Province ? 0 : code - code % Span(level - 1);

    /// <summary>Reads <c>code,name,…</c> lines, gzipped or plain UTF-8, with or without a head line, in any order.</summary>
    /// <exception cref="InvalidDataException">A line has no 12-digit code or no name.</exception>
    public static RegionTable Read(string path)
    {
        var table = new RegionTable();
        var rest = Content(path).Span;
        if (rest.StartsWith(Encoding.UTF8.Preamble)) rest = rest[3..];
        var line = 0;
        while (!rest.IsEmpty)
        {
            line++;
            var end = rest.IndexOf((byte)'\n');
            var text = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (text.IsEmpty || text[0] is (byte)'\r' || (line == 1 && !char.IsAsciiDigit((char)text[0]))) continue;
            if (!table.Add(text)) throw new InvalidDataException($"{path}:{line}: not a region: a line is code,name with a code of 12 digits");
        }

        table.Sort();
        return table;
    }

    private bool Add(ReadOnlySpan<byte> line)
    {
        if (line.Length < 14 || line[12] != ',' || !Utf8Parser.TryParse(line[..12], out long code, out var used) || used != 12) return false;
        var name = line[13..];
        var end = name.IndexOfAny((byte)',', (byte)'\r');
        if (end >= 0) name = name[..end];
        if (name.IsEmpty) return false;
        if (Count == _codes.Length)
        {
            Array.Resize(ref _codes, Count * 2);
            Array.Resize(ref _ends, Count * 2);
        }

        var start = Start(Count);
        if (start + name.Length > _names.Length) Array.Resize(ref _names, Math.Max(_names.Length * 2, start + name.Length));
        _codes[Count] = code;
        _ends[Count] = start + Encoding.UTF8.GetChars(name, _names.AsSpan(start));
        Count++;
        return true;
    }

    /// <summary>The shipped file is in order already; an operator's may not be.</summary>
    private void Sort()
    {
        var sorted = true;
        for (var i = 1; i < Count && sorted; i++) sorted = _codes[i - 1] < _codes[i];
        if (sorted) return;
        var names = new Dictionary<long, string>(Count);
        for (var i = 0; i < Count; i++) names[_codes[i]] = Name(i).ToString();
        Count = 0;
        foreach (var (code, name) in names.OrderBy(pair => pair.Key))
        {
            _codes[Count] = code;
            name.CopyTo(_names.AsSpan(Start(Count)));
            _ends[Count] = Start(Count) + name.Length;
            Count++;
        }
    }

    private static ReadOnlyMemory<byte> Content(string path)
    {
        using var file = File.OpenRead(path);
        if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            var plain = new byte[file.Length];
            file.ReadExactly(plain);
            return plain;
        }

        using var zip = new GZipStream(file, CompressionMode.Decompress);
        using var buffer = new MemoryStream(4_000_000);
        zip.CopyTo(buffer);
        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }
}
