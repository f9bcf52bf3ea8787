namespace ServiceBot.Tools.Simulation;

/// <summary>How a resident is. Numbers are chances per message, 0 to 1.</summary>
internal sealed record Temper(string Name)
{
    public bool Sms { get; init; }
    public bool English { get; init; }
    /// <summary>Answers with numbers wherever there is one to type.</summary>
    public bool Digits { get; init; }
    /// <summary>A value that cannot be.</summary>
    public double Wrong { get; init; } = 0.03;
    /// <summary>Once she is wrong she stays so for three messages.</summary>
    public bool Stubborn { get; init; }
    /// <summary>A question to the catalog in the middle.</summary>
    public double Digress { get; init; } = 0.03;
    public double Small { get; init; } = 0.02;
    /// <summary>Corrects what she has said before.</summary>
    public double Change { get; init; } = 0.02;
    public double Back { get; init; } = 0.01;
    /// <summary>Tells two things at once.</summary>
    public double Early { get; init; } = 0.03;
    /// <summary>Writes several messages without waiting for an answer.</summary>
    public double Burst { get; init; } = 0.03;
    /// <summary>Is away for days or weeks.</summary>
    public double Silent { get; init; } = 0.02;
    public double OptOut { get; init; }
    public double Human { get; init; } = 0.01;
    public double Cancel { get; init; } = 0.01;
    public double Repeat { get; init; } = 0.01;
    /// <summary>Confirms twice.</summary>
    public double Twice { get; init; } = 0.05;
    /// <summary>Corrects at the read-back, or after the case exists.</summary>
    public double After { get; init; } = 0.1;
    public double Rate { get; init; } = 0.6;
    public double Withdraw { get; init; } = 0.03;
    public double Language { get; init; }

    /// <summary>In turn: the first conversation is of the first.</summary>
    public static IReadOnlyList<Temper> All { get; } =
    [
        new("cooperative"),
        new("by text message") { Sms = true },
        new("changes her mind") { Change = 0.2, Back = 0.08, After = 0.4 },
        new("digresses") { Digress = 0.3, Small = 0.1 },
        new("digits on a feature phone") { Sms = true, Digits = true },
        new("tells early and late") { Early = 0.4, Burst = 0.15 },
        new("wrong three times") { Wrong = 0.25, Stubborn = true },
        new("opts out and in") { Sms = true, OptOut = 0.12 },
        new("asks for a person") { Human = 0.12 },
        new("silent and resumes") { Silent = 0.25, Cancel = 0.06 },
        new("English") { English = true },
        new("confirms twice") { Twice = 0.8, Burst = 0.2 },
        new("cancels") { Cancel = 0.15 },
        new("rates and complains") { Rate = 0.95, After = 0.3 },
        new("corrects after the read-back") { After = 0.7 },
        new("withdraws") { Withdraw = 0.5 },
        new("English by text message") { Sms = true, English = true, OptOut = 0.03 },
        new("hard of hearing") { Repeat = 0.2, Small = 0.05 },
        new("opts out, by digits") { Sms = true, Digits = true, OptOut = 0.08, Silent = 0.1 },
        new("both languages") { Language = 0.12, Wrong = 0.1 },
    ];
}
