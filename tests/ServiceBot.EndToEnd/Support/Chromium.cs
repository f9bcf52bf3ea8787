using Microsoft.Playwright;

namespace ServiceBot.EndToEnd.Support;

/// <summary>
/// One browser for a class of tests; each test opens its own context, which is a browser that has never been here. A test says first
/// <see cref="IsNeeded"/>: where there is no Chromium it is skipped, with the reason.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public static void IsNeeded() =>
        Assert.SkipUnless(File.Exists(Executable), $"There is no {Executable} on this machine; tests/run.sh installs it.");

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable)) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <param name="width">CSS pixels: 360 is a small phone, 1280 a desk.</param>
    public Task<IBrowserContext> NewVisitorAsync(int width = 360, int height = 740, ColorScheme scheme = ColorScheme.Light) =>
        _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            // A machine of the tests may stand anywhere; times on the page are those of the township all the same.
            TimezoneId = "America/New_York",
        });

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
