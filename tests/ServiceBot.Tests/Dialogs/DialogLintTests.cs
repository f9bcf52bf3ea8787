using ServiceBot.Dialogs;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Tools;

namespace ServiceBot.Tests.Dialogs;

/// <summary>Each fault is found at load, with its file and line.</summary>
public sealed class DialogLintTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dialogs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_dialogs_of_the_service_are_clean() => Assert.Empty(DialogLibrary.Read(TestWorld.Folder, TestWorld.Folder).Faults);

    [Theory]
    [InlineData("collect: phone", "collect: fax", "a.yml:13: dialog 'a' has no slot 'fax'")]
    [InlineData("ask: ask_phone", "ask: ask_fax", "a.yml:13: there is no text 'ask_fax'")]
    [InlineData("ask: ask_phone", "attempts: 2", "a.yml:13: step 'phone' has no 'ask'")]
    [InlineData("ask: ask_phone", "ask: ask_phone, attempts: 2", "a.yml:13: attempts without an exit")]
    [InlineData("ask: ask_phone", "ask: ask_phone, on_fail: self", "a.yml:13: 'on_fail: self' leads back")]
    [InlineData("when: self", "when: self >= 80", "a.yml:14: condition, column 6: a yes/no cannot be compared with a number")]
    [InlineData("when: self", "when: selfish", "a.yml:14: condition, column 1: the dialog has no slot 'selfish'")]
    [InlineData("when: self", "when: (self", "a.yml:14: condition, column 6: ')' was expected")]
    [InlineData("when: self", "when: phone", "a.yml:14: condition, column 1: a condition must be true or false; this is a text")]
    [InlineData("when: self", "when: age(phone) > 3", "a.yml:14: condition, column 1: age() needs a date slot")]
    [InlineData("when: self", "when: 1 > 2", "dialog 'a', step 'tell': its condition is never true")]
    [InlineData("key: once", "key: often", "a.yml:15: action 'case.create' needs 'key: once'")]
    [InlineData("action: case.create", "action: case.burn", "a.yml:15: action 'case.burn' is not known")]
    [InlineData("type: phone", "type: fax", "a.yml:8: 'fax' is no slot type")]
    [InlineData("label: phone", "lable: phone", "'lable' is not known here")]
    [InlineData("end: true", "end: true }\n  - { id: late, say: thanks", "dialog 'a', step 'late': nobody gets here")]
    [InlineData("id: tell", "id: phone", "a.yml:14: step 'phone' stands twice")]
    [InlineData("id: tell", "id: Tell", "a.yml:14: a step needs an 'id'")]
    [InlineData("steps:", "  spare: { type: text, label: x }\nsteps:", "dialog 'a': slot 'spare' is never asked for")]
    [InlineData("say: { zh: OK", "say: { en: OK", "a.yml:14: 'zh' is missing")]
    [InlineData("zh: OK", "zh: \"电话 0311-88012345\"", "has the fact \"0311-88012345\" written out")]
    [InlineData("zh: OK", "zh: \"只要 20 元\"", "has the fact \"20 元\" written out")]
    [InlineData("zh: OK", "zh: \"3个工作日办好\"", "has the fact \"3个工作日\" written out")]
    [InlineData("zh: OK", "zh: \"见 https://example.com/a\"", "has the fact \"https://example.com/a\" written out")]
    [InlineData("zh: OK", "zh: \"回复 STOP 结束\"", "tells people to send \"STOP\"")]
    [InlineData("zh: OK", "zh: \"回复“退订”\"", "tells people to send \"退订\"")]
    [InlineData("# on: none", "on: sunday", "a.yml:3: 'on: sunday' is not known")]
    public void A_fault_is_found_with_its_place(string good, string bad, string fault)
    {
        Write(Clean.Replace(good, bad, StringComparison.Ordinal));
        Assert.Contains(Read().Faults, found => found.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void The_clean_example_has_no_fault()
    {
        Write(Clean);
        Assert.Empty(Read().Faults);
    }

    [Fact]
    public void A_text_over_two_sms_needs_a_shorter_one()
    {
        Write(Clean.Replace("zh: OK", "zh: " + new string('长', 135), StringComparison.Ordinal));
        Assert.Contains(Read().Faults, fault => fault.Contains("takes 3 SMS (135 units); give a zh_sms", StringComparison.Ordinal));
        Write(Clean.Replace("zh: OK", "zh_sms: 短, zh: " + new string('长', 135), StringComparison.Ordinal));
        Assert.Empty(Read().Faults);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        Write(Clean.Replace("key: once", "key: often", StringComparison.Ordinal).Replace("when: self", "when: selfish", StringComparison.Ordinal));
        var message = Assert.Throws<InvalidDataException>(() => DialogLibrary.Load(_folder, TestWorld.Folder)).Message;
        Assert.Contains("a.yml:15", message, StringComparison.Ordinal);
        Assert.Contains("a.yml:14", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_yaml_is_a_fault_and_no_crash()
    {
        Write("dialog: [");
        Assert.Contains(Read().Faults, fault => fault.StartsWith("a.yml:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_lint_verb_counts_and_says_so()
    {
        Write(Clean);
        Assert.Equal(0, await Lint(_folder));
        Write("dialog: [");
        Assert.Equal(1, await Lint(_folder));
        Assert.Equal(2, await Lint(_folder + "-gone"));
    }

    [Fact]
    public void An_echo_folder_says_back_whatever_is_said()
    {
        File.WriteAllText(Path.Combine(_folder, "fallback.yml"), "dialog: fallback\ntitle: 回声\non: message\nsteps:\n  - { id: echo, say: \"{{text}}\" }\n");
        var talk = new Chat(DialogLibrary.Load(_folder, TestWorld.Folder));
        for (var at = 0; at < 5; at++)
        {
            talk.Turn("message {{x}} " + at, [new Command.Menu()]);
            Assert.Equal("message {{x}} " + at, Assert.Single(talk.Replies).Text);
        }
    }

    [Fact]
    public void A_fallback_takes_only_what_nobody_understood()
    {
        File.WriteAllText(Path.Combine(_folder, "fallback.yml"), "dialog: fallback\ntitle: 回声\non: unknown\nsteps:\n  - { id: echo, say: \"{{text}}\" }\n");
        var talk = new Chat(DialogLibrary.Load(_folder, TestWorld.Folder)) { State = new ConversationState { Noticed = true } };
        talk.Turn("blah", [new Command.Unknown()]);
        Assert.Equal("blah", talk.Last);
        talk.Turn("help", [new Command.Help()]);
        Assert.Equal("help", Assert.Single(talk.Replies).Id);
    }

    private const string Clean = """
        dialog: a
        title: { zh: 试, en: Try }
        # on: none
        subject: item
        slots:
          self: { type: yesno, label: 自己 }
          phone:
            type: phone
            label: phone
        steps:
          - { id: hello, say: thanks }
          - { id: self, collect: self, ask: ask_for_self }
          - { id: phone, collect: phone, ask: ask_phone }
          - { id: tell, when: self, say: { zh: OK } }
          - { id: make, action: case.create, key: once }
          - { id: stop, end: true }
        """;

    private void Write(string text) => File.WriteAllText(Path.Combine(_folder, "a.yml"), text);

    private DialogLibrary Read() => DialogLibrary.Read(_folder, TestWorld.Folder);

    private static Task<int> Lint(string folder) => LintCommand.RunAsync([folder], folder, TextWriter.Null, TestContext.Current.CancellationToken);
}
