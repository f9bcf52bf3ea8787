using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding;

/// <summary>What a slot's parser made of a message.</summary>
internal abstract record Reading
{
    private Reading()
    {
    }

    /// <param name="Value">Canonical.</param>
    /// <param name="Start">Where it stands in <see cref="Heard.Text"/>; the whole message when <paramref name="Length"/> is 0.</param>
    internal sealed record Found(SlotValue Value, int Start = 0, int Length = 0) : Reading
    {
        /// <summary>It was said with "about", or it could be meant otherwise: it is read back before it is taken.</summary>
        public bool IsDoubtful { get; init; }

        /// <summary>What else it could be.</summary>
        public IReadOnlyList<SlotValue> Instead { get; init; } = [];

        /// <summary>The answer to an open question, or one that was volunteered; read back where it is in doubt.</summary>
        public Command Answer(SlotSpec slot, string raw) => IsDoubtful ? Doubt(slot) : new Command.Answer(slot.Name, Value, raw);

        /// <summary>The change of an earlier answer; read back where it is in doubt.</summary>
        public Command Correct(SlotSpec slot, string raw) => IsDoubtful ? Doubt(slot) : new Command.Correct(slot.Name, Value, raw);

        private Command.Disambiguate Doubt(SlotSpec slot) => new(slot.Name, [Value, .. Instead]);
    }

    /// <summary>Several fit equally well.</summary>
    internal sealed record Several(IReadOnlyList<SlotValue> Values) : Reading;

    /// <summary>She tried, and it is wrong. <paramref name="Reason"/> is a text id.</summary>
    internal sealed record Wrong(string Reason) : Reading;

    /// <summary>Nothing of this kind is in the message; <paramref name="Reason"/> is said when nothing else was understood either.</summary>
    internal sealed record Nothing(string Reason) : Reading;
}

/// <summary>Finds a value of one kind in what was heard: buried in a sentence, but never bent.</summary>
internal interface ISlotParser
{
    Reading Read(Heard heard, SlotSpec slot);
}
