using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Steps;

/// <summary>What the wish itself answers of the form that it begins: "想给我妈办高龄津贴，我电话139…" is not asked again for whom, nor for the number.</summary>
internal sealed class WithTheWish(SlotParsers parsers, OtherSlots others)
{
    public IReadOnlyList<Command> Read(Heard heard, IReadOnlyList<Command> commands, Expectation expectation)
    {
        if (commands is not [Command.Start { Item: not null } start] || !expectation.Forms.TryGetValue(start.Dialog, out var form)) return commands;
        var begun = new Expectation { Slots = form.Slots, Open = form.First };
        List<Command> all = [start, .. others.Find(heard, begun, null, null).Select(other => other.Command)];
        if (form.First is not { } first || parsers.Choices.For(heard, first) is not { } chosen) return all;
        return [.. all, new Command.Answer(first.Name, chosen, heard.Raw), .. OtherSlots.Overheard(heard, begun)];
    }
}
