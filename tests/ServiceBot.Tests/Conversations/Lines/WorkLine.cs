using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Tests.Channels.Sms;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Conversations.Lines;

/// <summary>An agent with a web chat and a phone.</summary>
internal sealed class WorkLine(TextedApp texted, string agent, string phone)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Person Web { get; } = new(texted.App, "dl-agent-" + agent, agent) { Keys = phone };

    public string Phone => phone;

    /// <summary>He asks for a code in his web chat.</summary>
    public async Task<string> CodeAsync()
    {
        await Web.SaysAsync("绑定手机");
        return Pairing.CodeIn([await Web.SentAsync("绑定码：")]);
    }

    /// <summary>And sends it from the phone.</summary>
    public async Task<WorkLine> LinkedAsync()
    {
        await texted.TextAsync(phone, "绑定 " + await CodeAsync());
        await texted.HearsAsync(phone, "现在是您的工作线路");
        await Web.HearsAsync("您的工作线路已设为短信 " + phone[..3] + "****" + phone[^4..]);
        return this;
    }

    /// <summary>He texts, and hears at last something with <paramref name="part"/>: that message.</summary>
    public async Task<string> TextsAsync(string text, string part)
    {
        await texted.TextAsync(phone, text);
        return await HearsAsync(part);
    }

    public async Task<string> HearsAsync(string part) => (await texted.HearsAsync(phone, part))[^1]["text"];

    public Task<string> ConversationAsync() => texted.App.InStoreAsync(db =>
        db.ProxyAgents.AsNoTracking().Where(row => row.Id == agent).Select(row => row.Line!).SingleAsync(Cancel));

    public Task<string?> LineAsync() => texted.App.InStoreAsync(db =>
        db.ProxyAgents.AsNoTracking().Where(row => row.Id == agent).Select(row => row.Line).SingleAsync(Cancel));
}
