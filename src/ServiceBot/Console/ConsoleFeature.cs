using Microsoft.AspNetCore.Mvc.ApplicationModels;
using ServiceBot.Console.Errands;
using ServiceBot.Console.Outbox;
using ServiceBot.Console.Questions;
using ServiceBot.Platform.Accounts;

namespace ServiceBot.Console;

/// <summary>Pages of the proxy agent and of staff. Which folder is open to whom stands here and nowhere else.</summary>
internal static class ConsoleFeature
{
    public static void AddConsole(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<PageText>();
        builder.Services.AddScoped<CaseText>();
        builder.Services.AddScoped<RegionBorder>();
        builder.Services.AddScoped<CasePrice>();
        builder.Services.AddScoped<QuestionBorder>();
        builder.Services.AddRazorPages(options =>
        {
            options.RootDirectory = "/Console";
            options.Conventions.AddFolderRouteModelConvention("/", Prefix);
            options.Conventions.AuthorizeFolder("/");
            options.Conventions.AuthorizeFolder("/Errands", AccountPolicies.ProxyAgent);
            options.Conventions.AuthorizePage("/Conversations/Index", AccountPolicies.Staff);
            options.Conventions.AuthorizeFolder("/Cases", AccountPolicies.Staff);
            options.Conventions.AuthorizeFolder("/Outbox", AccountPolicies.Staff);
            options.Conventions.AuthorizeFolder("/Catalog", AccountPolicies.Staff);
            options.Conventions.AuthorizeFolder("/Questions", AccountPolicies.Staff);
            options.Conventions.AllowAnonymousToPage("/Accounts/SignIn");
            options.Conventions.AllowAnonymousToPage("/Accounts/SignInCode");
            options.Conventions.AllowAnonymousToPage("/Status");
        });
    }

    /// <summary>Before authentication: headers, and a page in words for 403, 404 and the like.</summary>
    public static void UseConsole(this WebApplication app) => app.UseWhen(ConsoleHeaders.Concerns, branch =>
    {
        branch.Use(next => context => ConsoleHeaders.Write(context, next));
        branch.UseStatusCodePagesWithReExecute("/console/status/{0}");
    });

    public static void MapConsole(this WebApplication app)
    {
        app.MapRazorPages();
        app.MapGet(Links.Home, Home).RequireAuthorization();
        app.MapGet(Links.QuestionExport, QuestionExport.WriteAsync).RequireAuthorization(AccountPolicies.Staff).ExcludeFromDescription();
        var agent = app.MapGroup("").RequireAuthorization(AccountPolicies.ProxyAgent).ExcludeFromDescription();
        agent.MapGet(Links.ErrandEvents, ErrandEvents.Stream);
        agent.MapPost(Links.AgentChatToken, AgentChat.IssueToken);
    }

    private static IResult Home(HttpContext context) =>
        Results.Redirect(SignedIn.From(context.User).Role == AccountRole.Agent ? Links.Errands : Links.Conversations);

    /// <summary>
    /// Pages live under /console; those whose own route begins elsewhere (/sign-in) keep it. <c>Cases/Details</c> with <c>{reference}</c> is
    /// <c>/console/cases/{reference}</c>.
    /// </summary>
    private static void Prefix(PageRouteModel model)
    {
        if (model.ViewEnginePath is "/Accounts/SignIn" or "/Accounts/SignInCode" or "/Accounts/SignOut") return;
        foreach (var route in model.Selectors.Select(selector => selector.AttributeRouteModel!))
        {
            var template = route.Template!.Replace("/Details/", "/", StringComparison.Ordinal);
            route.Template = AttributeRouteModel.CombineTemplates("console", template);
        }
    }
}
