using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Domain.Messaging;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Understanding.Llm;

/// <summary>The good model, at the front door: what it adds, and what of her words it sees.</summary>
public sealed class ModelTalkTests(ModelApp fixture) : IClassFixture<ModelApp>
{
    private const string Amount = "高龄";

    private App App => fixture.App;

    private FakeModel Model => fixture.Model;

    [Fact]
    public async Task A_paraphrase_that_no_recogniser_knows_gets_the_extractive_answer_of_the_right_item()
    {
        var question = ModelApp.Paraphrase(App);
        Model.Propose = FakeModel.SaysAbout(Amount, id => $$"""{"command":"ask","item":"{{id}}","fields":["Materials"]}""");
        Model.Rephrase = FakeModel.Says("no");
        var her = new Person(App, "dl-paraphrase");
        await her.SaysAsync(question);

        var wanted = ModelApp.Extractive(App, question, ModelApp.OldAge, fields: CatalogField.Materials).Text;
        Assert.Equal(wanted, await her.HearsAsync(wanted));
        var rows = await her.RowsAsync();
        var message = Assert.Single(rows, row => !row.FromBot);
        Assert.StartsWith("model, wording model refused: not_readable: ask(HB-MZ-005: Materials)", message.Understood, StringComparison.Ordinal);
        Assert.All(rows.Where(row => row.FromBot), row => Assert.Equal(message.Seq, row.TurnSeq));
        Assert.Single(rows, row => row.Type == ActivityTypes.Typing);
    }

    [Fact]
    public async Task A_wording_goes_out_with_its_references_filled_and_labelled_to_her_and_to_staff()
    {
        var question = ModelApp.Paraphrase(App);
        Model.Propose = FakeModel.SaysAbout(Amount, id => $$"""{"command":"ask","item":"{{id}}","fields":["Materials","Place"]}""");
        Model.Rephrase = FakeModel.Says("""{"text":"老人家您好，您问的情况是这样的：\n{{fact2}}\n另外请看：\n{{fact1}}"}""");
        var her = new Person(App, "dl-worded");
        await her.SaysAsync(question);

        var said = await her.HearsAsync("老人家您好");
        var answer = ModelApp.Extractive(App, question, ModelApp.OldAge, "zh-Hans", CatalogField.Materials, CatalogField.Place);
        var facts = answer.Citations.Select(citation => citation.Text).Distinct().ToList();
        Assert.Equal(2, facts.Count);
        Assert.Equal(Redaction.Mask($"老人家您好，您问的情况是这样的：\n{facts[1]}\n另外请看：\n{facts[0]}{answer.Text[string.Join('\n', facts).Length..]}\n（以上顺序和语气由自动程序组织，内容取自所列来源。）"), said);
        var row = (await her.RowsAsync()).Single(row => row.Text == said);
        Assert.StartsWith("catalog Answered; wording: rephrase#", row.Understood, StringComparison.Ordinal);
        Assert.StartsWith("HB-MZ-005 v", row.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_English_the_same()
    {
        var question = ModelApp.Paraphrase(App, english: true);
        Model.Propose = FakeModel.SaysAbout("ld-age", id => $$"""{"command":"ask","item":"{{id}}","fields":["Materials"]}""");
        Model.Rephrase = FakeModel.Says("""{"text":"Hello, here is what you asked about:\n{{fact1}}\nI hope this helps."}""");
        var her = new Person(App, "dl-english") { Locale = "en-GB" };
        await her.SaysAsync(question);
        Assert.Contains("Arranged automatically", await her.HearsAsync("Hello, here is what you asked about:\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_recognisers_know_is_answered_at_once_and_nobody_is_asked()
    {
        var before = Model.Count;
        var her = new Person(App, "dl-known");
        Assert.Contains("身份证", string.Join('\n', await her.SaysAsync("高龄津贴要什么材料")), StringComparison.Ordinal);
        Assert.NotEmpty(await her.SaysAsync("菜单"));
        Assert.Equal(before, Model.Count);
    }

    [Fact]
    public async Task Where_retrieval_finds_nothing_nobody_is_asked()
    {
        var before = Model.Count;
        var her = new Person(App, "dl-nothing");
        Assert.Contains(await her.SaysAsync("xqzw vvkj pplm"), text => text.Length > 0);
        Assert.Equal(before, Model.Count);
    }

    [Fact]
    public async Task What_is_private_is_not_sent()
    {
        while (Model.Calls.Reader.TryRead(out _))
        {
        }

        Model.Propose = FakeModel.Says("""{"command":"unknown"}""");
        var her = new Person(App, "dl-private");
        foreach (var line in new[] { "帮我办高龄津贴", "给自己办", "王秀英", "正定县南楼乡南楼村" }) await her.SaysAsync(line);
        await her.SaysAsync("退出");
        const string Secrets = "，我叫李桂兰，王秀英也住南楼村，号130199194503150022，139 1234 5678，6222021234567890123，13号楼";
        await her.SaysAsync(ModelApp.Unknown(App, new[] { "灶台塌了公家帮砌不", "八十多的老娘听说公家给零花", "房子漏得不行了公家管不管翻修", "娃刚生下来往后看病报账得先弄啥", ModelApp.Babble }.Select(text => text + Secrets)));
        Assert.True((await her.RowsAsync()).Exists(row => row.Type == ActivityTypes.Typing), await her.ShownAsync());
        var call = await Model.Calls.Reader.ReadAsync(TestContext.Current.CancellationToken);

        foreach (var secret in new[] { "李桂兰", "王秀英", "南楼", "130199", "0022", "1391", "5678", "622202", "0123", "13号楼" })
            Assert.DoesNotContain(secret, call.System + call.User, StringComparison.Ordinal);
        Assert.Contains("<NAME_", call.User, StringComparison.Ordinal);
        Assert.Contains("<NUMBER_", call.User, StringComparison.Ordinal);
        Assert.Contains("<PLACE_", call.User, StringComparison.Ordinal);
        Assert.Equal("Bearer a key of the tests", call.Headers["Authorization"]);
        Assert.Equal("/v1/chat/completions", call.Path);
    }

    [Fact]
    public async Task A_newer_message_does_not_wait_and_answers_stay_in_order()
    {
        Model.Propose = Model.Hangs();
        var her = new Person(App, "dl-newer");
        Assert.Equal([""], await her.SaysAsync(ModelApp.Paraphrase(App)));
        var both = await her.SaysAsync("高龄津贴要什么材料");

        Assert.Contains("没听明白", both[^2], StringComparison.Ordinal);
        Assert.Contains("高龄津贴要带", both[^1], StringComparison.Ordinal);
        var rows = await her.RowsAsync();
        long asked = 0;
        foreach (var row in rows)
        {
            if (!row.FromBot) Assert.True((asked = row.Seq) > 0);
            // The waiting one is answered before the newer one is written down.
            else Assert.Equal(asked, row.TurnSeq);
        }

        Model.Propose = FakeModel.Says("""{"command":"unknown"}""");
    }

    [Fact]
    public async Task Others_are_answered_while_one_waits()
    {
        Model.Propose = Model.Hangs();
        var waits = new Person(App, "dl-waits");
        await waits.SaysAsync(ModelApp.Paraphrase(App));
        for (var index = 0; index < 50; index++)
            Assert.Contains("身份证", string.Join('\n', await new Person(App, $"dl-other-{index}").SaysAsync("高龄津贴要什么材料")), StringComparison.Ordinal);
        Assert.Empty(await waits.NewAsync());
        fixture.Time.End();
        await waits.HearsAsync("没");
        Model.Propose = FakeModel.Says("""{"command":"unknown"}""");
    }

    [Fact]
    public async Task A_channel_that_takes_replies_with_the_answer_gets_the_deterministic_one()
    {
        var before = Model.Count;
        var conversation = App.Services.GetRequiredService<IGrainFactory>().GetGrain<IConversation>("bf-expects");
        var receipt = await conversation.ReceiveAsync(new Knock
        {
            Key = "e1", ExpectReplies = true,
            Activity = new Activity { Type = ActivityTypes.Message, Text = ModelApp.Paraphrase(App) },
            Opening = new Opening { Channel = "botframework", UserId = "u", Reference = "{}" },
        });
        Assert.NotEmpty(receipt.Replies);
        Assert.Equal(before, Model.Count);
    }

    [Fact]
    public async Task On_a_push_channel_the_answer_goes_to_the_outbox_as_a_reply_to_her_message_and_typing_does_not()
    {
        Model.Propose = FakeModel.SaysAbout(Amount, id => $$"""{"command":"ask","item":"{{id}}","fields":["Materials"]}""");
        Model.Rephrase = FakeModel.Says("no");
        var conversation = App.Services.GetRequiredService<IGrainFactory>().GetGrain<IConversation>("sms-push-one");
        await conversation.ReceiveAsync(new Knock
        {
            Key = "sms:1",
            Activity = new Activity { Type = ActivityTypes.Message, Text = ModelApp.Paraphrase(App) },
            Opening = new Opening { Channel = "sms", UserId = "u", Reference = "{}" },
        });
        await new Person(App, "sms-push-one").HearsAsync("身份证");
        var letters = await App.InStoreAsync(db => db.Outbox.AsNoTracking().Where(row => row.Recipient == "sms-push-one").ToListAsync());
        Assert.Equal(await TextsAsync("sms-push-one"), letters.Count);
        Assert.DoesNotContain(await new Person(App, "sms-push-one").RowsAsync(), row => row.Type == ActivityTypes.Typing);
    }

    [Fact]
    public async Task Calls_tokens_and_cost_stand_in_the_metrics()
    {
        Model.Propose = FakeModel.Says("""{"command":"unknown"}""");
        var her = new Person(App, "dl-metrics");
        await her.SaysAsync(ModelApp.Paraphrase(App));
        await her.HearsAsync("没");
        using var client = App.Client();
        var metrics = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("servicebot_model_calls_total{prompt=\"propose\",outcome=\"said\"}", metrics, StringComparison.Ordinal);
        Assert.Contains("servicebot_model_results_total{prompt=\"propose\",result=\"unknown\"}", metrics, StringComparison.Ordinal);
        Assert.Contains("servicebot_model_tokens_total{side=\"completion\"}", metrics, StringComparison.Ordinal);
        Assert.Contains("servicebot_model_cost_total 0.", metrics, StringComparison.Ordinal);
    }

    private async Task<int> TextsAsync(string conversation) => (await new Person(App, conversation).RowsAsync()).Count(row => row.FromBot && row.Type == ActivityTypes.Message);
}
