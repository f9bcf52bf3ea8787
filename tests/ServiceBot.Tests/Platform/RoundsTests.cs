using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using ServiceBot.Platform;

namespace ServiceBot.Tests.Platform;

public sealed class RoundsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_round_that_fails_or_runs_into_a_time_limit_is_told_and_the_next_one_follows_until_there_is_nothing_left()
    {
        var time = new FakeTimeProvider();
        using var rounds = new Scripted(time, () => throw new InvalidOperationException("the store is away"), () => throw new OperationCanceledException("too slow"), () => true, () => false);
        await rounds.StartAsync(Cancel);
        for (var round = 1; round <= 4; round++) Assert.Equal(round, await NextAsync(rounds, time));

        await rounds.ExecuteTask!;
        Assert.Equal([typeof(InvalidOperationException), typeof(OperationCanceledException)], rounds.Told);
    }

    [Fact]
    public async Task Nothing_is_told_when_the_service_ends_in_the_middle_of_a_round()
    {
        var time = new FakeTimeProvider();
        using var rounds = new Scripted(time, () => throw new OperationCanceledException("never reached")) { Waits = true };
        await rounds.StartAsync(Cancel);
        await NextAsync(rounds, time);
        await rounds.StopAsync(Cancel);
        Assert.True(rounds.ExecuteTask!.IsCanceled);
        Assert.Empty(rounds.Told);
    }

    /// <summary>The loop begins on a thread of its own: time goes on until a round has begun.</summary>
    private static async Task<int> NextAsync(Scripted rounds, FakeTimeProvider time)
    {
        int round;
        while (!rounds.Begun.Reader.TryRead(out round))
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, Cancel);
        }

        return round;
    }

    private sealed class Scripted(TimeProvider time, params Func<bool>[] script) : Rounds(TimeSpan.FromSeconds(1), time)
    {
        private int _begun;

        public Channel<int> Begun { get; } = Channel.CreateUnbounded<int>();

        public List<Type> Told { get; } = [];

        /// <summary>The round lasts until the service ends.</summary>
        public bool Waits { get; init; }

        protected override async Task<bool> RoundAsync(CancellationToken cancellationToken)
        {
            await Begun.Writer.WriteAsync(++_begun, cancellationToken);
            if (Waits) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return script[_begun - 1]();
        }

        protected override void Failed(Exception exception) => Told.Add(exception.GetType());
    }
}
