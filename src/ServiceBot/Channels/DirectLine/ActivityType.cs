using System.Text;
using System.Text.Json;

namespace ServiceBot.Channels.DirectLine;

/// <summary>The <c>type</c> of an activity that we wrote ourselves, without parsing all of it: it is the first property.</summary>
internal static class ActivityType
{
    public static string Of(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1) continue;
            var isType = reader.ValueTextEquals("type"u8);
            reader.Read();
            if (isType) return reader.GetString() ?? "";
            reader.Skip();
        }

        return "";
    }
}
