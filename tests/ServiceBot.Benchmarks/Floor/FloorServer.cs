using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace ServiceBot.Benchmarks.Floor;

/// <summary>
/// What any service of this kind must at least do: a bare ASP.NET Core endpoint that reads a JSON message, writes the turn's rows durably in
/// a group commit and answers. No dialog, no grain, no token, no reply that means anything.
/// </summary>
internal static class FloorServer
{
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        var recipe = new PreparedRecipe(Recipe.Load(builder.Configuration["recipe"]!));
        await using IFloorStore store = builder.Configuration["store"] == "postgres"
            ? await PostgreSqlFloorStore.OpenAsync(builder.Configuration["connection"]!, recipe)
            : new SqliteFloorStore(builder.Configuration["connection"]!, recipe);
        var conversations = new ConcurrentDictionary<string, FloorConversation>();
        var app = builder.Build();

        app.MapGet("/readyz", () => "");
        app.MapPost("/v3/directline/conversations", async () =>
        {
            var conversation = new FloorConversation(recipe);
            conversations[conversation.Id] = conversation;
            await store.CommitAsync(conversation.Open());
            return TypedResults.Json(new { conversationId = conversation.Id, token = "none", expires_in = 1800 });
        });
        app.MapPost("/v3/directline/conversations/{id}/activities", async (string id, HttpRequest request) =>
        {
            using var body = await JsonDocument.ParseAsync(request.Body);
            var key = body.RootElement.GetProperty("channelData").GetProperty("clientActivityID").GetString()!;
            var conversation = conversations[id];
            var unit = conversation.Next(key);
            await store.CommitAsync(unit);
            return TypedResults.Json(new { id = string.Create(CultureInfo.InvariantCulture, $"{id}|{unit.Seq:0000000}") });
        });
        app.MapGet("/v3/directline/conversations/{id}/activities", async (string id, string? watermark) =>
        {
            _ = long.TryParse(watermark, CultureInfo.InvariantCulture, out var after);
            return Results.Text($$"""{"activities":[{{string.Join(',', (await store.ReadAsync(id, after)).Select(Json))}}],"watermark":"{{conversations[id].LastSeq}}"}""", "application/json");
        });

        app.MapGet("/sms/kannel", async (string from, string id) =>
        {
            if (!conversations.TryGetValue(from, out var conversation))
            {
                conversations[from] = conversation = new FloorConversation(recipe);
                await store.CommitAsync(conversation.Open());
            }

            await store.CommitAsync(conversation.Next("sms:" + id));
            return Results.Text("");
        });

        await app.RunAsync();
        return 0;
    }

    /// <summary>Ours opens what it sealed; the floor sends it as it lies.</summary>
    private static string Json(string payload) => payload.StartsWith('{') ? payload : $$"""{"sealed":"{{JsonEncodedText.Encode(payload)}}"}""";
}
