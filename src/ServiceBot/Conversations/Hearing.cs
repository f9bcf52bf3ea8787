using Microsoft.Extensions.Options;
using ServiceBot.Catalog;
using ServiceBot.Domain.Calendar;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>A message of a conversation, heard against what the conversation waits for.</summary>
internal sealed class Hearing(Bursts bursts, Understander understander, DialogBook book, IOptions<CatalogOptions> catalog)
{
    public Understood Hear(Warm before, Activity activity, DateTimeOffset now)
    {
        var utterance = new Utterance(SaidText.Of(activity), before.State.Locale, Deadline.DayOf(now), now.ToOffset(TownshipClock.Offset), SmsWords.Speaks(before))
        {
            AttachmentIds = SaidText.AttachmentIds(activity),
            Region = HerPlace.Of(before.State, catalog.Value.Region),
        };
        var expectation = DialogEngine.Expect(book, before.State);
        return new Understood(bursts.Understand(utterance, before.State, expectation), expectation, new Lazy<Heard>(() => understander.Hear(utterance)));
    }
}

/// <param name="Commands">What the recognisers made of it.</param>
/// <param name="Expectation">What was waited for.</param>
internal sealed record Understood(IReadOnlyList<Command> Commands, Expectation Expectation, Lazy<Heard> Lazily)
{
    public Heard Heard => Lazily.Value;
}
