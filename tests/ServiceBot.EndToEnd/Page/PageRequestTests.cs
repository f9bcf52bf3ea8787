using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ServiceBot.EndToEnd.Support;
using static Microsoft.Playwright.Assertions;

namespace ServiceBot.EndToEnd.Page;

/// <summary>What residents come for: an answer with its source, and an errand that somebody runs.</summary>
public sealed partial class PageRequestTests(Chromium chromium, SharedApp shared) : IClassFixture<Chromium>, IClassFixture<SharedApp>
{
    [Fact]
    public async Task A_resident_asks_for_the_papers_and_sees_where_the_answer_is_from()
    {
        Chromium.IsNeeded();
        await using var visitor = await chromium.NewVisitorAsync();
        var page = await ResidentPage.OpenAsync(visitor, shared.App.Address);
        await page.ChooseAsync("办低保要带什么材料");
        await page.HearsAsync("户口簿");
        await page.HearsAsync("来源");
        await page.HearsAsync("最低生活保障");
    }

    [Fact]
    public async Task A_request_becomes_a_case_by_pressing_and_typing_with_a_correction_and_a_question_in_between()
    {
        Chromium.IsNeeded();
        await using var visitor = await chromium.NewVisitorAsync();
        var page = await ResidentPage.OpenAsync(visitor, shared.App.Address);
        await page.ChooseAsync("帮我办高龄津贴");
        await page.ChooseAsync("给自己办");
        await AnswerToTheReviewAsync(page);

        await page.SayAsync("不对，电话是13900139000");
        await page.HearsAsync("13900139000");
        await page.SayAsync("低保要什么材料");
        await page.HearsAsync("最低生活保障");
        await page.HearsAsync("我们接着办");
        await page.ChooseAsync("对，提交");

        var registered = page.Theirs.Filter(new() { HasText = "登记好了" });
        await Expect(registered).ToHaveCountAsync(1);
        var number = await registered.Locator(".sb-case").TextContentAsync();
        await Expect(registered.GetByRole(AriaRole.Button, new() { Name = "复制编号" })).ToBeVisibleAsync();
        await Expect(registered.Locator("a[href^='tel:']").First).ToBeVisibleAsync();

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "查进度" }).First.ClickAsync();
        await Expect(page.Theirs.Filter(new() { HasText = number }).Last).ToContainTextAsync("状态");
        var shown = await page.ReadAsync();
        await page.ReloadAsync(shown.Count);
        Assert.Equal(shown, await page.ReadAsync());
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task A_request_becomes_a_case_with_the_keyboard_alone()
    {
        Chromium.IsNeeded();
        await using var visitor = await chromium.NewVisitorAsync();
        var page = await ResidentPage.OpenAsync(visitor, shared.App.Address);
        await page.Input.FocusAsync();
        await AnswerByKeyboardAsync(page, "帮我办高龄津贴", "给谁办");
        await ChooseByKeyboardAsync(page, "1", "姓名");
        await AnswerByKeyboardAsync(page, "王秀英", "哪个村");
        await AnswerByKeyboardAsync(page, "正定县南楼乡南楼村", "出生日期");
        await AnswerByKeyboardAsync(page, "1944年5月6日", "同意");
        await ChooseByKeyboardAsync(page, "2", "材料准备得怎么样");
        await ChooseByKeyboardAsync(page, "1", "联系电话");
        await AnswerByKeyboardAsync(page, "13800138000", "都对吗");
        await ChooseByKeyboardAsync(page, "1", "登记好了");
    }

    [Fact]
    public async Task Whoever_chooses_english_is_answered_in_english()
    {
        Chromium.IsNeeded();
        await using var visitor = await chromium.NewVisitorAsync(1280, 800);
        var page = await ResidentPage.OpenAsync(visitor, shared.App.Address);
        await Expect(page.Theirs).ToHaveCountAsync(1);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await page.SayAsync("status");
        await Expect(page.Theirs).ToHaveCountAsync(2);
        await Expect(page.Theirs.Last).Not.ToContainTextAsync(Chinese());
        // And back: the language is that of the newest message, not of the first.
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "中文" }).ClickAsync();
        await page.SayAsync("查进度");
        await Expect(page.Theirs.Last).ToContainTextAsync(Chinese());
    }

    [Fact]
    public async Task A_photo_of_a_paper_is_sent_and_shown_and_a_file_of_another_kind_is_refused_in_plain_words()
    {
        Chromium.IsNeeded();
        await using var visitor = await chromium.NewVisitorAsync();
        var page = await ResidentPage.OpenAsync(visitor, shared.App.Address);
        var photo = await page.Page.ScreenshotAsync();
        var picker = page.Page.Locator("input[type=file]");
        await picker.SetInputFilesAsync(new FilePayload { Name = "run.exe", MimeType = "application/x-msdownload", Buffer = [1, 2, 3] });
        await Expect(page.Page.Locator(".sb-toast")).ToContainTextAsync("不能发送“run.exe”");
        await Expect(page.Mine).ToHaveCountAsync(0);
        await picker.SetInputFilesAsync(new FilePayload { Name = "户口簿.png", MimeType = "image/png", Buffer = photo });
        await page.AllConfirmedAsync();
        await Expect(page.Mine).ToHaveCountAsync(1);
        await page.Page.ReloadAsync();
        var picture = page.Mine.Locator("img");
        await Expect(picture).ToHaveAttributeAsync("alt", "照片：户口簿.png");
        await page.Page.WaitForFunctionAsync("() => document.querySelector('.sb-mine img').naturalWidth > 0");
    }

    private static async Task AnswerToTheReviewAsync(ResidentPage page)
    {
        await page.SayAsync("王秀英");
        await page.SayAsync("正定县南楼乡南楼村");
        await page.SayAsync("1944年5月6日");
        await page.ChooseAsync("不同意，当面再给");
        await page.ChooseAsync("都齐了");
        await page.SayAsync("13800138000");
        await page.HearsAsync("委托书");
        await Expect(page.Choices.Filter(new() { HasText = "对，提交" })).ToBeVisibleAsync();
    }

    private static async Task AnswerByKeyboardAsync(ResidentPage page, string text, string next)
    {
        // From wherever the focus is now, Tab leads to the text field.
        for (var step = 0; step < 20 && !await page.Input.EvaluateAsync<bool>("input => input === document.activeElement"); step++)
            await page.Page.Keyboard.PressAsync("Tab");
        await page.Page.Keyboard.InsertTextAsync(text);
        await page.Page.Keyboard.PressAsync("Enter");
        await page.HearsAsync(next);
    }

    /// <summary>Shift+Tab leads back from the text field to the choices; there a digit is enough.</summary>
    private static async Task ChooseByKeyboardAsync(ResidentPage page, string digit, string next)
    {
        await Expect(page.Choices.First).ToBeVisibleAsync();
        const string InTheThread = "() => Boolean(document.activeElement.closest('.sb-log, .sb-choices'))";
        for (var step = 0; step < 20 && !await page.Page.EvaluateAsync<bool>(InTheThread); step++)
            await page.Page.Keyboard.PressAsync("Shift+Tab");
        await page.Page.Keyboard.PressAsync(digit);
        await page.HearsAsync(next);
    }

    [GeneratedRegex(@"[\u4e00-\u9fff]")]
    private static partial Regex Chinese();
}
