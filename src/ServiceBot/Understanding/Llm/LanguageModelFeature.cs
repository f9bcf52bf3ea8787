using Microsoft.Extensions.Options;
using ServiceBot.Catalog.Regions;
using ServiceBot.Platform;

namespace ServiceBot.Understanding.Llm;

/// <summary>The language model, only where an endpoint is configured: otherwise no part of it is registered.</summary>
internal static class LanguageModelFeature
{
    public static bool HasLanguageModel(this IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration[LanguageModelOptions.Section + ":Endpoint"]);

    public static void AddLanguageModel(this WebApplicationBuilder builder)
    {
        if (!builder.Configuration.HasLanguageModel()) return;
        var services = builder.Services;
        services.AddOptions<LanguageModelOptions>().BindConfiguration(LanguageModelOptions.Section)
            .Validate(options => !string.IsNullOrWhiteSpace(options.Model), $"{LanguageModelOptions.Section}:Model names the model (on Azure the deployment); with an endpoint it must be set.")
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<LanguageModelOptions>, LanguageModelOptionsValidator>();
        services.AddSingleton<ILanguageModel, SemanticKernelModel>();
        services.AddSingleton<ModelMetrics>();
        services.AddSingleton<ModelCalls>();
        services.AddSingleton(_ => PromptBook.Load(ContentFolders.Prompts));
        services.AddSingleton(provider =>
        {
            var regions = provider.GetRequiredService<RegionBook>();
            return new PrivateWords(provider.GetRequiredService<Vocabulary>(), provider.GetRequiredService<Understander>().Parsers.Name,
                name => regions.Find(name, limit: 1) is { IsWhole: true, Matches: [{ Exactness: not RegionExactness.Part }] });
        });
        services.AddSingleton<ProposalCheck>();
        services.AddSingleton<WordingCheck>();
        services.AddSingleton<Interpreter>();
        services.AddSingleton<Rephraser>();
        services.AddHostedService<LanguageModelStart>();
    }
}
