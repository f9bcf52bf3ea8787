using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ServiceBot.Benchmarks.Load;

/// <summary>The errand as a phone texts it, from "do it for me" to the case number, learnt by reading what the service answers.</summary>
internal sealed class SmsScript(HttpClient http, string store)
{
    private const string Registered = "已登记，编号";

    private static readonly (string Question, string Answer)[] Answers =
    [
        ("给自己办", "1"), ("您的姓名", "王秀英"), ("哪个村", "正定县南楼乡南楼村"), ("出生日期", "1944年5月6日"), ("1 同意", "2"),
        ("1 都齐了", "1"), ("联系电话", "13900040001"), ("1 对，提交", "1"),
    ];

    private long _seq;
    private int _sent;

    /// <summary>What she types and, but for numbers, what she hears.</summary>
    public List<(string Text, string Reply)> Turns { get; } = [];

    public string? ConversationId { get; private set; }

    public static Uri Address(string phone, string text, string id) => new(
        $"sms/kannel?from={phone}&to=10690001&text={Uri.EscapeDataString(text)}&charset=UTF-8&coding=2&id={id}", UriKind.Relative);

    /// <summary>One round; a later one replaces the earlier.</summary>
    public async Task LearnAsync(Func<Task> afterEach)
    {
        Turns.Clear();
        var say = "帮我办高龄津贴";
        while (Turns.Count < 30)
        {
            using (var response = await http.GetAsync(Address("13900040001", say, string.Create(CultureInfo.InvariantCulture, $"learn-{_sent++}"))))
                response.EnsureSuccessStatusCode();
            var reply = await ReplyAsync();
            Turns.Add((say, Script.Shape(reply)));
            await afterEach();
            if (reply.Contains(Registered, StringComparison.Ordinal)) return;
            say = Answers.FirstOrDefault(answer => reply.Contains(answer.Question, StringComparison.Ordinal)).Answer
                ?? throw new InvalidOperationException($"She has no answer to: {reply}");
        }

        throw new InvalidOperationException($"No case number:\n{string.Join('\n', Turns)}");
    }

    /// <summary>All that the service said to each phone, message by message, as the transcript has it.</summary>
    public static async Task<List<List<string>>> HeardAsync(string store)
    {
        await using var connection = await OpenAsync(store);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT \"ConversationId\", \"TurnSeq\", \"Text\" FROM \"Transcript\" WHERE \"ConversationId\" LIKE 'sms-%' AND \"FromBot\" = 1 ORDER BY \"ConversationId\", \"Seq\"";
        var rows = new List<(string Conversation, long Turn, string Text)>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) rows.Add((reader.GetString(0), reader.GetInt64(1), reader.GetString(2)));
        return [.. rows.GroupBy(row => row.Conversation).Select(own => own.GroupBy(row => row.Turn).Select(turn => Script.Shape(string.Join('\n', turn.Select(row => row.Text)))).ToList())];
    }

    private async Task<string> ReplyAsync()
    {
        await using var connection = await OpenAsync(store);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT \"ConversationId\", \"Seq\", \"Text\" FROM \"Transcript\" WHERE \"ConversationId\" LIKE 'sms-%' AND \"FromBot\" = 1 AND \"Seq\" > $seq ORDER BY \"Seq\"";
        command.Parameters.AddWithValue("$seq", _seq);
        var texts = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            (ConversationId, _seq) = (reader.GetString(0), reader.GetInt64(1));
            texts.Add(reader.GetString(2));
        }

        return string.Join('\n', texts);
    }

    private static async Task<SqliteConnection> OpenAsync(string store)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = store, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
