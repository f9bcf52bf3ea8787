using YamlDotNet.Serialization;

namespace ServiceBot.Tools.Simulation;

/// <summary><c>residents.yml</c>: what simulated residents say, in one language.</summary>
internal sealed class ResidentWords
{
    private readonly Dictionary<string, string[]> _words = new(StringComparer.Ordinal);

    private ResidentWords(Dictionary<object, object> words, string prefix)
    {
        foreach (var (name, value) in words)
            if (value is List<object> list) _words[$"{prefix}{name}"] = [.. list.Select(word => (string)word)];
            else foreach (var (inner, more) in (Dictionary<object, object>)value) _words[$"{name}.{inner}"] = [.. ((List<object>)more).Select(word => (string)word)];
    }

    public static (ResidentWords Chinese, ResidentWords English) Load()
    {
        using var stream = typeof(ResidentWords).Assembly.GetManifestResourceStream("ServiceBot.Tools.Simulation.residents.yml")
            ?? throw new InvalidDataException("residents.yml is not in the program.");
        using var reader = new StreamReader(stream);
        var languages = new DeserializerBuilder().Build().Deserialize<Dictionary<string, Dictionary<object, object>>>(reader);
        return (new ResidentWords(languages["zh"], ""), new ResidentWords(languages["en"], ""));
    }

    public string Pick(string name, Random random) => _words[name] is var words ? words[random.Next(words.Length)] : "";

    /// <summary>Empty where there is nothing wrong to say to such a question.</summary>
    public string Wrong(string type, Random random) => _words.TryGetValue("wrong." + type, out var words) ? words[random.Next(words.Length)] : Pick("nonsense", random);
}
