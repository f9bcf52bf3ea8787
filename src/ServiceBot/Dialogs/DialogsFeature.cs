using ServiceBot.Domain.Dialogs;
using ServiceBot.Platform;

namespace ServiceBot.Dialogs;

/// <summary>Dialogs from YAML: <see cref="DialogBook"/>, the <see cref="TextBook"/> that holds their inline texts too, and the renderer.</summary>
internal static class DialogsFeature
{
    public static void AddDialogs(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(provider => DialogLibrary.Load(ContentFolders.Dialogs(provider.GetRequiredService<IConfiguration>()), ContentFolders.BuiltInDialogs));
        services.AddSingleton(provider => provider.GetRequiredService<DialogLibrary>().Book);
        // Takes the place of the book without inline texts: whoever renders a text finds all of them.
        services.AddSingleton(provider => provider.GetRequiredService<DialogLibrary>().Texts);
        services.AddSingleton<SayRenderer>();
        services.AddHostedService<DialogsStart>();
    }
}
