using ServiceBot.Domain.Dialogs;
using YamlDotNet.RepresentationModel;

namespace ServiceBot.Tests.Dialogs;

/// <summary>A scripted conversation of <c>dialogs/tests</c>; the language is in <c>dialogs/README.md</c>.</summary>
internal static class Conversation
{
    /// <summary>Runs it and fails at the first turn that does not go as written, saying where.</summary>
    public static void Run(YamlMappingNode script)
    {
        var chat = new Chat { Sms = Text(script, "sms") == "true", State = new ConversationState { Locale = Text(script, "locale") ?? "zh-Hans" } };
        foreach (var node in ((YamlSequenceNode)script["turns"]).Children)
        {
            var turn = (YamlMappingNode)node;
            var understood = "";
            foreach (var (key, value) in turn.Children)
            {
                switch (((YamlScalarNode)key).Value)
                {
                    case "user":
                        understood = string.Join(", ", chat.Hear(((YamlScalarNode)value).Value!));
                        break;
                    case "command":
                        chat.Send(ScriptCommands.Parse(((YamlScalarNode)value).Value!, chat.Expect));
                        break;
                    case "bot":
                        Bot(chat, value, understood);
                        break;
                    case "never":
                        Never(chat, value);
                        break;
                    case "expect":
                        Expect(chat, (YamlMappingNode)value, understood);
                        break;
                    case "edit":
                        chat.State = chat.State with { Active = chat.State.Active! with { Version = "older" } };
                        break;
                    case "refuse":
                        chat.World.Refuse = Text(turn, "refuse");
                        break;
                    case "gone":
                        chat.World.Gone = Text(turn, "gone");
                        break;
                    case "off_duty":
                        chat.World.PersonBy = Chat.Start.AddDays(2);
                        break;
                    case "case":
                        chat.World.Cases.Add(Text(turn, "case")!);
                        break;
                    case "elsewhere":
                        chat.LeaveElsewhere(Text(turn, "elsewhere")!);
                        break;
                    case "invite":
                        chat.Invite(new Command.Start(Text(turn, "invite")!, chat.World.Cases[^1]));
                        break;
                    case "silent":
                        chat.Remind();
                        break;
                    case "wait":
                        chat.Wait(int.Parse(((YamlScalarNode)value).Value!, System.Globalization.CultureInfo.InvariantCulture));
                        break;
                    case var other:
                        throw new InvalidDataException($"line {key.Start.Line}: '{other}' is not known in a test conversation");
                }
            }

            Assert.DoesNotContain("{{", chat.Last, StringComparison.Ordinal);
        }
    }

    public static string Name(YamlMappingNode script) => Text(script, "conversation") ?? "?";

    /// <summary>Text ids in the order of the replies; words must stand in the reply of the id before them, or in a later one.</summary>
    private static void Bot(Chat chat, YamlNode node, string understood)
    {
        var at = -1;
        var wanted = node is YamlSequenceNode list ? list.Children.Select(child => ((YamlScalarNode)child).Value!) : [((YamlScalarNode)node).Value!];
        foreach (var want in wanted)
        {
            var isId = chat.Replies.FindIndex(at + 1, reply => reply.Id == want);
            if (isId >= 0) at = isId;
            else
                Assert.True(chat.Replies.FindIndex(Math.Max(at, 0), reply => Fits(reply, want)) >= 0, $"line {node.Start.Line}: no reply \"{want}\"; understood {understood}; said:\n{Said(chat)}");
        }
    }

    /// <summary>What the bot is expected to say somewhere in it.</summary>
    public static IEnumerable<string> Expected(YamlMappingNode script)
    {
        foreach (var turn in ((YamlSequenceNode)script["turns"]).Children.Cast<YamlMappingNode>())
            if (turn.Children.TryGetValue(new YamlScalarNode("bot"), out var bot))
                foreach (var want in bot is YamlSequenceNode list ? list.Children : [bot]) yield return ((YamlScalarNode)want).Value!;
    }

    private static void Never(Chat chat, YamlNode node)
    {
        var unwanted = node is YamlSequenceNode list ? list.Children.Select(child => ((YamlScalarNode)child).Value!) : [((YamlScalarNode)node).Value!];
        foreach (var word in unwanted)
            Assert.False(chat.Replies.Exists(reply => reply.Id == word || Fits(reply, word)), $"line {node.Start.Line}: \"{word}\" was said:\n{Said(chat)}");
    }

    private static bool Fits((string Id, string Text, IReadOnlyList<SayChoice> Choices) reply, string want) =>
        reply.Text.Contains(want, StringComparison.Ordinal) || reply.Choices.Any(choice => choice.Label == want);

    private static void Expect(Chat chat, YamlMappingNode wanted, string understood)
    {
        foreach (var (key, value) in wanted.Children)
        {
            var name = ((YamlScalarNode)key).Value!;
            if (name == "answers")
            {
                var known = (chat.State.Active ?? chat.State.Finished)!.Answers;
                foreach (var (slot, answer) in ((YamlMappingNode)value).Children)
                    Same(key, understood, chat, ((YamlScalarNode)answer).Value!, known.GetValueOrDefault(((YamlScalarNode)slot).Value!)?.Value.Value ?? "none");
                continue;
            }

            var is_ = name switch
            {
                "slot" => chat.Expect.AtReview ? "review" : chat.Open ?? "none",
                "step" => chat.State.Active?.Asked ?? "none",
                "dialog" => chat.State.Active?.Dialog ?? "none",
                "item" => chat.State.Active?.Item ?? "none",
                "owner" => chat.State.Owner.ToString().ToLowerInvariant(),
                "cases" => chat.World.Created.ToString(System.Globalization.CultureInfo.InvariantCulture),
                "drafts" => chat.State.Drafts.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
                "locale" => chat.State.Locale,
                "done" => chat.World.Done.Count == 0 ? "none" : chat.World.Done[^1].Action,
                _ => throw new InvalidDataException($"line {key.Start.Line}: 'expect: {name}' is not known"),
            };
            Same(key, understood, chat, ((YamlScalarNode)value).Value!, is_);
        }
    }

    private static void Same(YamlNode place, string understood, Chat chat, string expected, string actual) =>
        Assert.True(expected == actual, $"line {place.Start.Line}: {place} is {actual}, not {expected}; understood {understood}; said:\n{Said(chat)}");

    private static string Said(Chat chat) => string.Join('\n', chat.Replies.Select(reply => $"  [{reply.Id}] {reply.Text} {string.Join(" | ", reply.Choices.Select(choice => choice.Label))}"));

    private static string? Text(YamlMappingNode map, string key) =>
        map.Children.TryGetValue(new YamlScalarNode(key), out var node) ? ((YamlScalarNode)node).Value : null;
}
