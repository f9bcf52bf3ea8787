using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace ServiceBot.EndToEnd.Support;

/// <summary>
/// The real gateway on loopback, as an operator would set it up (<c>Channels/Sms/README.md</c>), with Kannel's own fake message centre in the place
/// of a carrier: bearerbox, smsbox, and a line to the centre on which phones of the tests send and hear.
/// </summary>
public sealed partial class Kannel : IAsyncDisposable
{
    public const string Ours = "10690001";
    private const string Bearerbox = "/usr/sbin/bearerbox", Smsbox = "/usr/sbin/smsbox";
    private const string Password = "a password of the tests";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kannel-");
    private readonly List<Process> _boxes = [];
    private readonly List<Heard> _heard = [];
    private readonly Dictionary<string, SortedDictionary<int, byte[]>> _parts = [];
    private readonly int _centre = RunningApp.FreePort(), _sendsms = RunningApp.FreePort(), _smsbox = RunningApp.FreePort();
    private TcpClient? _line;
    private StreamReader? _reader;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static void IsNeeded() =>
        Assert.SkipUnless(File.Exists(Bearerbox) && File.Exists(Smsbox), $"There is no {Bearerbox} on this machine; tests/run.sh installs it.");

    /// <summary>What the application is told: the ports are known before anything runs.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["ServiceBot:Kannel:SendUrl"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_sendsms}/cgi-bin/sendsms"),
        ["ServiceBot:Kannel:Username"] = "servicebot",
        ["ServiceBot:Kannel:Password"] = Password,
        ["ServiceBot:Kannel:Secret"] = "a secret of the gateway",
        ["ServiceBot:Kannel:ReceiptUrl"] = RunningApp.OwnAddress + "sms/kannel/dlr",
    };

    /// <param name="inbound">Where it hands messages over: the application, or what stands between.</param>
    public async Task StartAsync(Uri inbound)
    {
        var file = Path.Combine(_folder.FullName, "kannel.conf");
        await File.WriteAllTextAsync(file, Configuration(inbound), Cancel);
        _boxes.Add(Run(Bearerbox, file));
        _line = await ConnectAsync(_centre);
        _reader = new StreamReader(_line.GetStream(), Encoding.Latin1);
        (await ConnectAsync(_smsbox)).Dispose();
        _boxes.Add(Run(Smsbox, file));
        (await ConnectAsync(_sendsms)).Dispose();
    }

    /// <summary>A phone sends a text, as UCS-2 in the centre's own words.</summary>
    public async Task TextAsync(string phone, string text)
    {
        var line = $"{phone} {Ours} ucs2 {string.Concat(Encoding.BigEndianUnicode.GetBytes(text).Select(one => $"%{one:X2}"))}\n";
        await _line!.GetStream().WriteAsync(Encoding.ASCII.GetBytes(line), Cancel);
    }

    /// <summary>What that phone gets, whole messages, until one has <paramref name="part"/>.</summary>
    public async Task<IReadOnlyList<Heard>> HearsAsync(string phone, string part)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(40));
        while (true)
        {
            var hers = _heard.Where(message => message.To == phone).ToList();
            if (hers.FindIndex(message => message.Text.Contains(part, StringComparison.Ordinal)) is var at and >= 0)
            {
                foreach (var message in hers.Take(at + 1)) _heard.Remove(message);
                return hers[..(at + 1)];
            }

            try
            {
                if (await _reader!.ReadLineAsync(limit.Token) is not { } line) throw new IOException("The message centre is gone.");
                Take(line);
            }
            catch (OperationCanceledException) when (!Cancel.IsCancellationRequested)
            {
                throw new Xunit.Sdk.XunitException($"No message with '{part}'. There were:\n{string.Join('\n', hers.Select(message => message.Text))}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _line?.Dispose();
        foreach (var box in Enumerable.Reverse(_boxes))
        {
            box.Kill();
            await box.WaitForExitAsync(CancellationToken.None);
            box.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    /// <summary><c>10690001 139… udh %05%00%03%00%02%01 data %..</c> is a part, <c>… data %..</c> or <c>… ucs-2 %..</c> a whole in UTF-16BE, <c>… text …</c> plain.</summary>
    private void Take(string line)
    {
        if (Line().Match(line) is not { Success: true } match) return;
        var (to, kind, body) = (match.Groups["to"].Value, match.Groups["kind"].Value, match.Groups["body"].Value);
        var bytes = Unescape(body);
        if (match.Groups["udh"] is { Success: true } udh)
        {
            var header = Unescape(udh.Value);
            var key = $"{to} {header[3]}";
            if (!_parts.TryGetValue(key, out var parts)) _parts[key] = parts = [];
            parts[header[5]] = bytes;
            if (parts.Count < header[4]) return;
            _parts.Remove(key);
            _heard.Add(new Heard(to, Encoding.BigEndianUnicode.GetString([.. parts.Values.SelectMany(one => one)]), header[4]));
            return;
        }

        _heard.Add(new Heard(to, kind == "text" ? Encoding.Latin1.GetString(bytes) : Encoding.BigEndianUnicode.GetString(bytes), 1));
    }

    private string Configuration(Uri inbound) => string.Create(CultureInfo.InvariantCulture, $"""
        group = core
        admin-port = {RunningApp.FreePort()}
        admin-password = {Guid.CreateVersion7()}
        admin-interface = 127.0.0.1
        smsbox-port = {_smsbox}
        smsbox-interface = 127.0.0.1
        box-allow-ip = 127.0.0.1
        log-level = 2

        group = smsc
        smsc = fake
        smsc-id = fake
        port = {_centre}
        connect-allow-ip = 127.0.0.1

        group = smsbox
        bearerbox-host = 127.0.0.1
        sendsms-port = {_sendsms}
        sendsms-interface = 127.0.0.1
        log-level = 2
        mo-recode = true
        http-request-retry = 60
        http-queue-delay = 1
        reply-couldnotfetch = ""
        reply-couldnotrepresent = ""
        reply-requestfailed = ""
        reply-emptymessage = ""

        group = sendsms-user
        username = servicebot
        password = "{Password}"
        max-messages = 3
        concatenation = true

        group = sms-service
        keyword = default
        get-url = "{inbound}?from=%p&to=%P&text=%a&id=%I&charset=%C&coding=%c&udh=%u&secret=a+secret+of+the+gateway"
        catch-all = true
        max-messages = 0
        omit-empty = true
        accept-x-kannel-headers = true

        """);

    private static Process Run(string box, string configuration) =>
        Process.Start(new ProcessStartInfo(box, ["--logfile", configuration + ".log", "--verbosity", "4", configuration]))!;

    private static async Task<TcpClient> ConnectAsync(int port)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            var client = new TcpClient();
            try
            {
                await client.ConnectAsync("127.0.0.1", port, limit.Token);
                return client;
            }
            catch (SocketException)
            {
                client.Dispose();
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
            }
        }
    }

    private static byte[] Unescape(string text)
    {
        var bytes = new List<byte>();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '%' && at + 2 < text.Length)
            {
                bytes.Add(Convert.FromHexString(text.AsSpan(at + 1, 2))[0]);
                at += 2;
            }
            else
            {
                bytes.Add(text[at] == '+' ? (byte)' ' : (byte)text[at]);
            }
        }

        return [.. bytes];
    }

    [GeneratedRegex(@"^(?<from>\S+) (?<to>\S+) (?:udh (?<udh>\S+) )?(?<kind>text|data|ucs-2|ucs2) ?(?<body>.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Line();

    /// <summary>A whole message on a phone, and how many SMS it came in.</summary>
    public sealed record Heard(string To, string Text, int Parts);
}
