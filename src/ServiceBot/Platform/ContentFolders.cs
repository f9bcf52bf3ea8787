namespace ServiceBot.Platform;

/// <summary>Where the content lies: <c>dialogs/</c> is copied next to the program; <c>ServiceBot:Dialogs</c> names another folder.</summary>
internal static class ContentFolders
{
    public static string BuiltInDialogs => Path.Combine(AppContext.BaseDirectory, "dialogs");

    public static string BuiltInTexts => Path.Combine(BuiltInDialogs, "texts");

    public static string BuiltInVocabulary => Path.Combine(BuiltInDialogs, "vocabulary");

    public static string Prompts => Path.Combine(AppContext.BaseDirectory, "prompts");

    public static string Dialogs(IConfiguration configuration) => configuration["ServiceBot:Dialogs"] ?? BuiltInDialogs;

    /// <summary>Texts of another dialogs folder, which go over the built-in ones; null where it has none.</summary>
    public static string? Texts(IConfiguration configuration)
    {
        var texts = Path.Combine(Dialogs(configuration), "texts");
        return Dialogs(configuration) != BuiltInDialogs && Directory.Exists(texts) ? texts : null;
    }
}
