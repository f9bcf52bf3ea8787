using System.Runtime.InteropServices;

namespace ServiceBot.Catalog.Search;

/// <summary>
/// Which documents have a term, in which of their passages and how often, as bytes, seven bits a byte: distance to the document before with a
/// mark for the heading; passages as bits; where there are any, how often; where marked, the weight in the heading. Some three bytes each.
/// </summary>
internal sealed class Postings
{
    /// <summary>Passages of one document.</summary>
    public const int MostPassages = 32;
    /// <summary>Weight in the heading is kept in quarters.</summary>
    private const float HeadingUnit = 4;
    private readonly Dictionary<ulong, Place> _places = [];
    private readonly List<List> _lists = [];
    private byte[] _bytes = [];

    /// <param name="passages">Bit of each passage that has it; 0 when only the heading has.</param>
    public void Add(ulong term, int document, float heading, uint passages, int times)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, term, out var known);
        if (!known)
        {
            place.Start = _lists.Count;
            _lists.Add(new List { Bytes = [], Last = -1 });
        }

        place.Count++;
        place.Times += times + (heading > 0 ? 1 : 0);
        CollectionsMarshal.AsSpan(_lists)[place.Start].Add(document, heading, passages, times);
    }

    /// <summary>No more is added: most terms stand in one or two documents, so all lists become one.</summary>
    public void Close()
    {
        _bytes = new byte[_lists.Sum(list => list.Used)];
        var start = 0;
        foreach (var term in _places.Keys)
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrNullRef(_places, term);
            var list = _lists[place.Start];
            list.Bytes.AsSpan(0, list.Used).CopyTo(_bytes.AsSpan(start));
            place = new Place { Start = start, Length = list.Used, Count = place.Count, Times = place.Times };
            start += list.Used;
        }

        _lists.Clear();
        _lists.TrimExcess();
        _places.TrimExcess();
    }

    public bool Has(ulong term) => _places.ContainsKey(term);

    /// <summary>0 where no document has it.</summary>
    public int Count(ulong term) => _places.GetValueOrDefault(term).Count;

    /// <summary>How often it stands in all documents.</summary>
    public int Times(ulong term) => _places.GetValueOrDefault(term).Times;

    public Enumerator Of(ulong term)
    {
        var place = _places.GetValueOrDefault(term);
        return new(_bytes.AsSpan(place.Start, place.Length));
    }

    private struct Place
    {
        /// <summary>While it is built the number of its list, then where it begins.</summary>
        public int Start, Length, Count, Times;
    }

    private struct List
    {
        /// <summary>Of one entry.</summary>
        private const int MostBytes = 16;
        public byte[] Bytes;
        public int Used, Last;

        public void Add(int document, float heading, uint passages, int times)
        {
            if (Bytes.Length - Used < MostBytes) Array.Resize(ref Bytes, Used == 0 ? MostBytes : Bytes.Length * 3 / 2 + MostBytes);
            Write((uint)(document - Last) << 1 | (heading > 0 ? 1u : 0));
            Write(passages);
            if (passages != 0) Bytes[Used++] = (byte)Math.Min(times, byte.MaxValue);
            if (heading > 0) Bytes[Used++] = (byte)Math.Clamp(MathF.Round(heading * HeadingUnit), 1, byte.MaxValue);
            Last = document;
        }

        private void Write(uint value)
        {
            for (; value >= 128; value >>= 7) Bytes[Used++] = (byte)(value | 128);
            Bytes[Used++] = (byte)value;
        }
    }

    internal readonly record struct Posting(int Document, float Heading, uint Passages, int Times);

    internal ref struct Enumerator(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private int _at, _document = -1;

        public Posting Current { get; private set; }

        public readonly Enumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_at >= _bytes.Length) return false;
            var distance = Next();
            _document += (int)(distance >> 1);
            var passages = Next();
            var times = passages == 0 ? 0 : _bytes[_at++];
            Current = new Posting(_document, (distance & 1) == 0 ? 0 : _bytes[_at++] / HeadingUnit, passages, times);
            return true;
        }

        private uint Next()
        {
            uint next = _bytes[_at++];
            if (next < 128) return next;
            var value = next & 127;
            for (var shift = 7; ; shift += 7)
            {
                next = _bytes[_at++];
                value |= (next & 127) << shift;
                if (next < 128) return value;
            }
        }
    }
}
