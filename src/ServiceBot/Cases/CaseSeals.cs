using System.Text.Json;
using ServiceBot.Platform;

namespace ServiceBot.Cases;

/// <summary>Opens what is sealed in a case. Who calls it on behalf of a person has written that to the audit log.</summary>
internal sealed class CaseSeals(Sealing sealing)
{
    public string? Phone(CaseRow row) => row.Phone is null ? null : sealing.Open(row.Phone);

    public string? ResidentId(CaseRow row) => row.ResidentId is null ? null : sealing.Open(row.ResidentId);

    public IReadOnlyList<CaseAnswer> Answers(CaseRow row) => JsonSerializer.Deserialize<List<CaseAnswer>>(sealing.Open(row.Answers)) ?? [];

    public string Authorisation(CaseRow row) => sealing.Open(row.Authorisation);
}
