using System.ClientModel;
using System.Globalization;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.AzureOpenAI;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using OpenAI.Chat;

namespace ServiceBot.Understanding.Llm;

/// <summary>
/// Semantic Kernel's chat connectors. With a client of our own they retry nothing and have no time limit of theirs: the caller's box is the
/// only one. The libraries are loaded with the first call.
/// </summary>
internal sealed class SemanticKernelModel(IOptions<LanguageModelOptions> options, TimeProvider time) : ILanguageModel, IDisposable
{
    private readonly HttpClient _http = new(new BoundedAnswers()) { Timeout = Timeout.InfiniteTimeSpan };
    private IChatCompletionService? _chat;

    public async Task<ModelReply> AskAsync(ModelRequest request, CancellationToken cancellationToken)
    {
        var history = new ChatHistory(request.System);
        history.AddUserMessage(request.User);
        var settings = new OpenAIPromptExecutionSettings { Temperature = 0, MaxTokens = request.MaxOutputTokens };
        try
        {
            var message = await (_chat ??= Connect(options.Value)).GetChatMessageContentAsync(history, settings, kernel: null, cancellationToken);
            var completion = message.InnerContent as ChatCompletion;
            var whole = completion?.FinishReason is null or ChatFinishReason.Stop;
            return new ModelReply.Said(whole ? message.Content ?? "" : "", completion?.Usage?.InputTokenCount ?? 0, completion?.Usage?.OutputTokenCount ?? 0);
        }
        catch (HttpOperationException exception) when (exception.StatusCode is { } status)
        {
            var after = RetryAfter(exception);
            return status == System.Net.HttpStatusCode.TooManyRequests || after is not null
                ? new ModelReply.Busy(after)
                : new ModelReply.Broken(((int)status).ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Refused, cut off, no JSON, no choices, larger than allowed: the libraries say each in their own way.
            return new ModelReply.Broken((exception.InnerException ?? exception).GetType().Name);
        }
    }

    public void Dispose() => _http.Dispose();

    private IChatCompletionService Connect(LanguageModelOptions model) => model.Kind == LanguageModelKind.AzureOpenAI
        ? new AzureOpenAIChatCompletionService(model.Model!, model.Endpoint!, model.Key ?? "none", httpClient: _http)
#pragma warning disable SKEXP0010 // Any OpenAI-compatible address: in the library for two years, still marked as an experiment.
        : new OpenAIChatCompletionService(model.Model!, new Uri(model.Endpoint!), model.Key, httpClient: _http);
#pragma warning restore SKEXP0010

    private TimeSpan? RetryAfter(HttpOperationException exception)
    {
        if ((exception.InnerException as ClientResultException)?.GetRawResponse() is not { } response || !response.Headers.TryGetValue("Retry-After", out var value)) return null;
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return TimeSpan.FromSeconds(seconds);
        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out var moment) && moment > time.GetUtcNow() ? moment - time.GetUtcNow() : null;
    }
}
