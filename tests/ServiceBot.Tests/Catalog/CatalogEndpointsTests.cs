using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Catalog;

public sealed class CatalogEndpointsTests(App app) : IClassFixture<App>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_samples_are_there_after_the_first_start_without_the_cancelled_ones()
    {
        var items = (await GetAsync("/api/catalog/items"))["items"]!.AsArray();
        Assert.Equal(38, items.Count);
        Assert.DoesNotContain(items, item => (string?)item!["code"] is "HB-WJ-002" or "HB-WJ-003");
    }

    [Fact]
    public async Task An_item_is_told_with_its_version()
    {
        var item = await GetAsync("/api/catalog/items/HB-MZ-001");
        Assert.Equal("最低生活保障对象认定", (string?)item["name"]);
        Assert.Equal(1, (int?)item["version"]);
        Assert.Equal("workingDays", (string?)item["promisedLimit"]!["unit"]);
        Assert.True((bool?)item["sample"]);
    }

    [Theory]
    [InlineData("HB-XX-999")]
    [InlineData("HB-WJ-003")]
    public async Task What_is_not_in_force_is_not_found(string code)
    {
        using var client = app.Client();
        using var response = await client.GetAsync(new Uri($"/api/catalog/items/{code}", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Linked_data_is_given_to_those_who_ask()
    {
        var service = await GetAsync("/api/catalog/items/HB-MZ-005", "application/ld+json");
        Assert.Equal("https://schema.org", (string?)service["@context"]);
        Assert.Equal("GovernmentService", (string?)service["@type"]);
        Assert.Equal("HB-MZ-005", (string?)service["identifier"]);
        var graph = (await GetAsync("/api/catalog/items", "application/ld+json"))["@graph"]!.AsArray();
        Assert.Equal(38, graph.Count);
    }

    [Fact]
    public async Task The_interface_describes_itself_without_the_staff_pages()
    {
        var paths = (await GetAsync("/openapi/v1.json"))["paths"]!.AsObject();
        Assert.True(paths.ContainsKey("/api/catalog/items/{code}"));
        Assert.DoesNotContain(paths, path => path.Key.StartsWith("/console", StringComparison.Ordinal));
    }

    private async Task<JsonObject> GetAsync(string path, string accept = "application/json")
    {
        using var client = app.Client();
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Token);
        response.EnsureSuccessStatusCode();
        Assert.Equal(accept, response.Content.Headers.ContentType!.MediaType);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!.AsObject();
    }
}
