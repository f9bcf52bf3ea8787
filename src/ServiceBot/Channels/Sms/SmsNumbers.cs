using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace ServiceBot.Channels.Sms;

/// <summary>Phone numbers as carriers write them: <c>+8613900010001</c>, <c>008613900010001</c> and <c>13900010001</c> are one.</summary>
internal sealed class SmsNumbers(IOptions<SmsOptions> options)
{
    /// <summary>A bad pattern must not hold everything up; a machine that is busy for a moment must not turn a number into a fault.</summary>
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(2);
    private readonly Regex _mobile = new(options.Value.Mobile, RegexOptions.CultureInvariant, LongestMatch);

    /// <summary>The national number of a person's phone; null for every other sender: it gets no answer and costs nothing.</summary>
    public string? MobileOf(string sender) => National(sender) is { } national && _mobile.IsMatch(national) ? national : null;

    /// <summary>One of ours: digits as they came, without the country code; a name stays a name.</summary>
    public string OursOf(string receiver) => National(receiver) ?? receiver.Trim();

    private string? National(string number)
    {
        var plain = new string([.. number.Where(sign => sign is not (' ' or '-' or '(' or ')'))]);
        var abroad = plain.StartsWith('+') || plain.StartsWith("00", StringComparison.Ordinal);
        var digits = plain.StartsWith('+') ? plain[1..] : plain.StartsWith("00", StringComparison.Ordinal) ? plain[2..] : plain;
        if (digits.Length is 0 or > 20 || !digits.All(char.IsAsciiDigit)) return null;
        var code = options.Value.CountryCode;
        if (digits.StartsWith(code, StringComparison.Ordinal) && (abroad || _mobile.IsMatch(digits[code.Length..]))) return digits[code.Length..];
        return abroad ? null : digits;
    }
}
