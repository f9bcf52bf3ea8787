namespace ServiceBot.Channels.WeChat;

/// <summary>
/// What an <c>errcode</c> means for a letter. Of the platform's several hundred those that a message can meet; every other one is for staff.
/// </summary>
internal static class WeChatErrors
{
    private static readonly TimeSpan UntilPutRight = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan OneMinute = TimeSpan.FromMinutes(1);

    /// <summary>She has not written for too long, has been sent too much since, or this account may not: a template may still reach her.</summary>
    public static bool ClosesWindow(int code) => code is 45015 or 45047 or 48001;

    public static SendResult Of(WeChatResult.Answered answer) => answer.Code switch
    {
        0 => new SendResult.Sent(answer.Id),
        -1 => new SendResult.Retry("WeChat is busy."),
        43004 => new SendResult.OptedOut(),
        43019 => new SendResult.OptedOut(),
        45009 => new SendResult.Retry("The account's calls of today are used up (45009).", UntilPutRight),
        45011 => new SendResult.Retry("WeChat takes no more calls this minute (45011).", OneMinute),
        40013 or 40125 or 41002 or 41004 => new SendResult.Retry($"WeChat does not know us ({answer.Code}). Check {WeChatOptions.Section}:AppId and Secret.", UntilPutRight),
        40164 or 61004 => new SendResult.Retry($"Our address is not on the account's list ({answer.Code}). Enter it on the platform's page.", UntilPutRight),
        40003 => new SendResult.Dead("WeChat does not know her OpenID (40003): the conversation is of another account."),
        45015 => new SendResult.Dead("She has not written for longer than WeChat allows us to (45015), and no template is set up for this letter."),
        45047 => new SendResult.Dead("More messages than WeChat allows since she last wrote (45047), and no template is set up for this letter."),
        48001 => new SendResult.Dead("This account may not send such messages (48001)."),
        43101 or 43107 or 43108 => new SendResult.Dead($"She has not subscribed to this template ({answer.Code})."),
        40037 => new SendResult.Dead("The template does not exist (40037). Check its id in the settings."),
        47003 => new SendResult.Dead("A field of the template was not taken (47003). Check its fields in the settings."),
        _ => new SendResult.Dead($"WeChat answered {answer.Code}."),
    };
}
