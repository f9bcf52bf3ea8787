using System.Security.Cryptography;
using System.Text;

namespace ServiceBot.Channels.Sms.Twilio;

/// <summary>
/// <c>X-Twilio-Signature</c>: HMAC-SHA1 with the auth token over the address that was called and, for a form, its fields in the order of their
/// names, each name followed by its value; Base64. Source: Twilio, Webhooks security, read 2026-11.
/// </summary>
internal static class TwilioSignature
{
    public const string Header = "X-Twilio-Signature";

    /// <param name="address">With its query, exactly as called.</param>
    /// <param name="authToken">The key.</param>
    /// <param name="fields">Of the form. A field that stands several times counts each different value once.</param>
    public static string Of(string address, string authToken, IEnumerable<KeyValuePair<string, string[]>> fields)
    {
        var signed = new StringBuilder(address);
        foreach (var (name, values) in fields.OrderBy(field => field.Key, StringComparer.Ordinal))
            foreach (var value in values.Distinct().Order(StringComparer.Ordinal)) signed.Append(name).Append(value);
#pragma warning disable CA5350 // the protocol's own choice; as a keyed hash SHA-1 is not broken
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(signed.ToString())));
#pragma warning restore CA5350
    }

    public static bool IsValid(Uri address, string authToken, IReadOnlyCollection<KeyValuePair<string, string[]>> fields, string shown) =>
        Spellings(address).Any(spelling => CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Of(spelling, authToken, fields)), Encoding.UTF8.GetBytes(shown)));

    /// <summary>With the port and without it: gateways differ in that.</summary>
    private static IEnumerable<string> Spellings(Uri address)
    {
        var rest = address.GetComponents(UriComponents.PathAndQuery, UriFormat.UriEscaped);
        yield return $"{address.Scheme}://{address.Host}{rest}";
        yield return $"{address.Scheme}://{address.Host}:{address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}{rest}";
    }
}
