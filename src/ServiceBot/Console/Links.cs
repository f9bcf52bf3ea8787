namespace ServiceBot.Console;

/// <summary>Every address a page may point to. Pages and redirects take them from here, so a moved page is one change.</summary>
internal static class Links
{
    public const string Home = "/console";
    public const string SignIn = "/sign-in";
    public const string SignInCode = "/sign-in/code";
    public const string SignOut = "/sign-out";
    public const string SecondFactor = "/console/second-factor";

    public const string Errands = "/console/errands";
    public const string ErrandEvents = "/console/errands/events";
    public const string AgentChatToken = "/console/agent-chat/token";
    public const string Conversations = "/console/conversations";
    public const string People = "/console/people";
    public const string Cases = "/console/cases";
    public const string Outbox = "/console/outbox";
    public const string Catalog = "/console/catalog";
    public const string Questions = "/console/questions";
    public const string QuestionExport = "/console/questions/export";

    public static string Errand(string reference) => $"{Errands}/{Uri.EscapeDataString(reference)}";

    public static string Conversation(string id) => $"{Conversations}/{Uri.EscapeDataString(id)}";

    public static string Question(string key) => $"{Questions}/{Uri.EscapeDataString(key)}";

    public static string Case(string reference) => $"{Cases}/{Uri.EscapeDataString(reference)}";

    /// <summary>The same page with other query values; empty ones are left out.</summary>
    public static string With(string page, params (string Name, string? Value)[] query)
    {
        var values = query.Where(pair => !string.IsNullOrEmpty(pair.Value)).Select(pair => KeyValuePair.Create(pair.Name, pair.Value));
        return page + QueryString.Create(values).ToUriComponent();
    }
}
