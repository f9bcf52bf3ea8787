using ServiceBot;
using ServiceBot.Tools;

// Settings, pages, dialogs and texts lie next to the program, wherever it is started from; the data folder is relative to where that is.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddServiceBot();
var app = builder.Build();
app.UseServiceBot();
if (await app.RunVerbAsync(args) is { } code) return code;
await app.RunAsync();
return 0;

/// <summary>Named so that tests can start the host.</summary>
internal sealed partial class Program;
