using Microsoft.Extensions.Options;
using ServiceBot.Channels;
using ServiceBot.Conversations.Linking;
using ServiceBot.Conversations.People;
using ServiceBot.Conversations.Questions;
using ServiceBot.Conversations.Silence;
using ServiceBot.Understanding.Llm;

namespace ServiceBot.Conversations;

/// <summary>The turn and its steps.</summary>
internal static class ConversationsFeature
{
    public static void AddConversations(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<StateJson>();
        services.AddSingleton<IOptOuts, OptOuts>();
        services.AddSingleton<SmsWords>();
        services.AddSingleton<LetterWords>();
        services.AddSingleton<WeChatWords>();
        services.AddSingleton<Settling>();
        services.AddHostedService<SettleWatch>();
        services.AddSingleton<ITurnPast, StoredPast>();
        services.AddSingleton<Rendering>();
        services.AddOptions<PeopleOptions>().BindConfiguration(PeopleOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PeopleOptions>, PeopleOptionsValidator>();
        services.AddSingleton<PersonCall>();
        services.AddSingleton<PersonRequests>();
        services.AddHostedService<PersonRequestWatch>();
        services.AddSingleton<UnansweredQuestions>();
        services.AddScoped<QuestionGroups>();
        services.AddScoped<QuestionDesk>();
        services.AddOptions<SilenceOptions>().BindConfiguration(SilenceOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SilenceOptions>, SilenceOptionsValidator>();
        services.AddSingleton<SilenceWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<SilenceWatch>());
        services.AddSingleton<Bursts>();
        services.AddSingleton<Hearing>();
        services.AddLinking();
        services.AddSingleton<ResidentTurn>();
        if (builder.Configuration.HasLanguageModel()) services.AddSingleton<SlowWork>();
        services.AddHostedService<WaitingWatch>();
        services.AddSingleton<Drafting>();
        services.AddSingleton<LetterTurn>();
        services.AddSingleton<Turn>();
    }
}
