using System.Buffers;

namespace ServiceBot.Catalog.Search;

/// <summary>What is counted for each document while one question is looked for; rented.</summary>
internal sealed class Tally(int documents) : IDisposable
{
    public double[] Scores { get; } = Rent<double>(documents);

    /// <summary>Place among the finalists, from 1; 0 for none.</summary>
    public int[] Places { get; } = Rent<int>(documents);

    /// <summary>The best, from the first.</summary>
    public List<int> Top(int limit, Func<int, bool> isFound)
    {
        var best = new PriorityQueue<int, (double Score, int Late)>(limit + 1);
        for (var document = 0; document < documents; document++)
        {
            var score = Scores[document];
            if (score <= 0 || (best.Count == limit && best.TryPeek(out _, out var least) && least.Score >= score) || !isFound(document)) continue;
            best.Enqueue(document, (score, -document));
            if (best.Count > limit) best.Dequeue();
        }

        return [.. best.UnorderedItems.OrderByDescending(one => one.Priority).Select(one => one.Element)];
    }

    public void Dispose()
    {
        ArrayPool<double>.Shared.Return(Scores);
        ArrayPool<int>.Shared.Return(Places);
    }

    private static T[] Rent<T>(int length)
    {
        var array = ArrayPool<T>.Shared.Rent(length);
        Array.Clear(array, 0, length);
        return array;
    }
}
