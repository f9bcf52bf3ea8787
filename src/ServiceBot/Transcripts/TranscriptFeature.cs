using ServiceBot.Channels;

namespace ServiceBot.Transcripts;

/// <summary>Registers what reads the transcript.</summary>
internal static class TranscriptFeature
{
    public static void AddTranscripts(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IActivityLog, ActivityLog>();
        builder.Services.AddScoped<TranscriptQueries>();
    }
}
