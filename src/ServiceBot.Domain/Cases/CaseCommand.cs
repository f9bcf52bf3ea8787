namespace ServiceBot.Domain.Cases;

/// <summary>What can be done with an errand: the closed set that chat, pages and imports share.</summary>
public abstract record CaseCommand
{
    private CaseCommand()
    {
    }

    public abstract CaseVerb Verb { get; }

    /// <summary>接单.</summary>
    public sealed record TakeOn : CaseCommand
    {
        public override CaseVerb Verb => CaseVerb.TakeOn;
    }

    /// <summary>转B岗: offers it to the stand-in; it stays the owner's until the other takes it on.</summary>
    public sealed record HandToStandIn(string Reason) : CaseCommand
    {
        public override CaseVerb Verb => CaseVerb.HandToStandIn;
    }

    /// <summary>Staff give it to somebody else.</summary>
    public sealed record Assign(string OwnerId, string? StandInId, string Reason) : CaseCommand
    {
        public override CaseVerb Verb => CaseVerb.Assign;
    }

    /// <summary>一次性告知: everything that is missing, in one notice. A later ask for something else is taken, and flagged.</summary>
    public sealed record Supplement(IReadOnlyList<string> Materials, string? Note = null) : CaseCommand
    {
        public override CaseVerb Verb => CaseVerb.Supplement;
    }

    /// <summary>材料已齐.</summary>
    public sealed record MaterialsReceived : CaseCommand
    {
        public override CaseVerb Verb => CaseVerb.MaterialsReceived;
    }

    /// <summary>已报送.</summary>
    /// <param name="Body">To whom; null means the item's own department.</param>
    public sealed record Submit(string? Body = null) : CaseCommand
    {
        public override CaseVerb Verb => CaseVerb.Submit;
    }

    /// <summary>受理.</summary>
    /// <param name="On">Date of the written receipt; null means today. Not later than today.</param>
    public sealed record AuthorityAccepted(DateOnly? On = null) : CaseCommand
    {
        public override CaseVerb Verb => CaseVerb.AuthorityAccepted;
    }

    /// <summary>不予受理.</summary>
    public sealed record AuthorityRefused(string Reason) : CaseCommand
    {
        public override CaseVerb Verb => CaseVerb.AuthorityRefused;
    }

    /// <summary>在办.</summary>
    public sealed record BeginReview : CaseCommand
    {
        public override CaseVerb Verb => CaseVerb.BeginReview;
    }

    /// <summary>挂起. She must be told how long (licensing law art. 45).</summary>
    /// <param name="ExpectedDays">Working days.</param>
    public sealed record Suspend(string Reason, int ExpectedDays) : CaseCommand
    {
        public override CaseVerb Verb => CaseVerb.Suspend;
    }

    public sealed record Resume : CaseCommand
    {
        public override CaseVerb Verb => CaseVerb.Resume;
    }

    /// <summary>延长, once, with a reason (licensing law art. 42).</summary>
    /// <param name="Days">Working days.</param>
    public sealed record Extend(int Days, string Reason) : CaseCommand
    {
        public override CaseVerb Verb => CaseVerb.Extend;
    }

    /// <summary>决定.</summary>
    public sealed record Decide(bool Granted, string? Text = null) : CaseCommand
    {
        public override CaseVerb Verb => CaseVerb.Decide;
    }

    /// <summary>办结.</summary>
    /// <param name="Result">What came out, in plain words; mandatory: "closed" alone tells a resident nothing.</param>
    public sealed record Complete(string Result) : CaseCommand
    {
        public override CaseVerb Verb => CaseVerb.Complete;
    }

    /// <summary>送达.</summary>
    public sealed record Deliver : CaseCommand
    {
        public override CaseVerb Verb => CaseVerb.Deliver;
    }

    public sealed record Archive : CaseCommand
    {
        public override CaseVerb Verb => CaseVerb.Archive;
    }

    /// <summary>撤回, by the resident, any time before 办结; no reason is owed.</summary>
    public sealed record Withdraw(string? Reason = null) : CaseCommand
    {
        public override CaseVerb Verb => CaseVerb.Withdraw;
    }

    /// <summary>退件.</summary>
    public sealed record Return(string Reason) : CaseCommand
    {
        public override CaseVerb Verb => CaseVerb.Return;
    }

    /// <summary>终止.</summary>
    public sealed record Terminate(string Reason) : CaseCommand
    {
        public override CaseVerb Verb => CaseVerb.Terminate;
    }

    /// <summary>She says it is not done: the owner has it again.</summary>
    public sealed record Reopen(string Reason) : CaseCommand
    {
        public override CaseVerb Verb => CaseVerb.Reopen;
    }

    /// <summary>评价, once and only if she wants to.</summary>
    /// <param name="Stars">1 to 5; 1 and 2 are 差评.</param>
    public sealed record Rate(int Stars, string? Comment = null) : CaseCommand
    {
        public override CaseVerb Verb => CaseVerb.Rate;
    }

    /// <summary>For the file; the resident does not see it.</summary>
    public sealed record AddNote(string Text) : CaseCommand
    {
        public override CaseVerb Verb => CaseVerb.Note;
    }

    /// <summary>What she wants to tell the agent, or have changed, after the errand exists.</summary>
    public sealed record LeaveMessage(string Text) : CaseCommand
    {
        public override CaseVerb Verb => CaseVerb.Message;
    }
}

/// <summary>The names of the commands, for tables.</summary>
public enum CaseVerb
{
    TakeOn, HandToStandIn, Assign, Supplement, MaterialsReceived, Submit, AuthorityAccepted, AuthorityRefused, BeginReview, Suspend, Resume,
    Extend, Decide, Complete, Deliver, Archive, Withdraw, Return, Terminate, Reopen, Rate, Note, Message,
}
