using ServiceBot;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceBot();
var app = builder.Build();
app.UseServiceBot();
await app.RunAsync();

/// <summary>Named so that tests can start the host.</summary>
internal sealed partial class Program;
