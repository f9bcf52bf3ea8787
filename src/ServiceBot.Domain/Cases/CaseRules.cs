namespace ServiceBot.Domain.Cases;

/// <summary>The lengths that a county may set, in working days.</summary>
/// <param name="FirstContact">From the authorisation to the agent's 接单.</param>
/// <param name="HandOver">From complete papers to 已报送.</param>
/// <param name="Supplement">For the resident to bring what is missing; nothing happens to her when it takes longer.</param>
/// <param name="Delivery">From 办结 to 送达.</param>
public sealed record CaseRules(int FirstContact = 1, int HandOver = 2, int Supplement = 5, int Delivery = 3)
{
    /// <summary>Longest text of a reason, a result or a note, in UTF-16 units.</summary>
    public const int LongestText = 500;
    /// <summary>Most papers in one notice, and longest name of one.</summary>
    public const int MostMaterials = 30;
    public const int LongestMaterial = 100;
}
