using System.Text.RegularExpressions;

namespace ServiceBot.Channels.Attachments;

/// <summary>
/// The log keeps a file's address as a path; a client needs it with the host it knows us by and, because a picture element sends no
/// header, with a token. Both are put in when the activity leaves.
/// </summary>
internal sealed partial class AttachmentLinks
{
    private const string Start = "\"/v3/attachments/";
    private readonly string _origin;
    private readonly string _query;

    private AttachmentLinks(string origin, string? token)
    {
        _origin = origin;
        _query = token is null ? "" : "?t=" + token;
    }

    public static string PathOf(string attachmentId) => $"/v3/attachments/{attachmentId}/views/original";

    /// <param name="token">Goes into the address; null for a server, which sends its secret in the header.</param>
    public static AttachmentLinks For(HttpRequest request, string? token) =>
        new($"{request.Scheme}://{request.Host}{request.PathBase}", token);

    public string In(string json) =>
        json.Contains(Start, StringComparison.Ordinal) ? Path().Replace(json, match => $"\"{_origin}{match.Groups[1].Value}{_query}\"") : json;

    [GeneratedRegex("\"(/v3/attachments/[A-Za-z0-9_-]{22}/views/original)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Path();
}
