using System.Text;
using System.Text.Json;
using IoEngine.Files;

namespace IoEngine.Runs.Configuration;

/// <summary>What a JSON value is.</summary>
internal enum ConfigKind
{
    Object,
    Array,
    Text,
    Number,
    Boolean,
    Null,
}

/// <summary>A JSON value that remembers where it stands, so that every fault names line and path.</summary>
internal sealed class ConfigNode(ConfigKind kind, string text, string source, int line)
{
    /// <summary>Kind of the value.</summary>
    public ConfigKind Kind { get; } = kind;

    /// <summary>The scalar as written (texts unescaped).</summary>
    public string Text { get; } = text;

    /// <summary>File, or the command-line option.</summary>
    public string Source { get; } = source;

    /// <summary>Line in the file, from 1; 0 where there is none.</summary>
    public int Line { get; } = line;

    /// <summary>Members of an object, duplicates included.</summary>
    public List<(string Name, ConfigNode Value)> Members { get; } = [];

    /// <summary>Items of an array.</summary>
    public List<ConfigNode> Items { get; } = [];

    /// <summary>"run.json, line 7, $.tables.path".</summary>
    public string Place(string path) => Line > 0 ? $"{Source}, line {Line}, {path}" : $"{Source}, {path}";

    /// <summary>The value for a message.</summary>
    public string Describe() => Kind switch
    {
        ConfigKind.Object => "an object",
        ConfigKind.Array => "a list",
        ConfigKind.Text => $"\"{Text}\"",
        ConfigKind.Null => "null",
        _ => Text,
    };

    /// <summary>
    /// On the command line a list of texts may be written without brackets and quotes, "csv,html"; anything else stays as it is.
    /// </summary>
    public ConfigNode AsList()
    {
        if (Line > 0 || Kind is not (ConfigKind.Text or ConfigKind.Number)) return this;
        var list = new ConfigNode(ConfigKind.Array, "", Source, 0);
        list.Items.AddRange(Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(t => new ConfigNode(ConfigKind.Text, t, Source, 0)));
        return list;
    }

    /// <summary>Parses a whole document with comments and trailing commas.</summary>
    /// <exception cref="ConfigException">Not JSON; the line is named.</exception>
    public static ConfigNode Parse(ReadOnlySpan<byte> json, string source, bool hasLines = true)
    {
        if (json.StartsWith("\uFEFF"u8)) json = json[3..];
        var reader = new Utf8JsonReader(json,
            new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            JsonText.RequireUtf8(json);
            reader.Read();
            var lines = new LineCounter(json, hasLines);
            var node = Read(ref reader, ref lines, source);
            while (reader.Read())
            {
                // Only comments may follow; anything else makes the reader throw.
            }

            return node;
        }
        catch (JsonException fault)
        {
            var place = hasLines
                ? $"{source}, line {(fault.LineNumber ?? 0) + 1}, column {(fault.BytePositionInLine ?? 0) + 1}" : source;
            throw new ConfigException([Finding.Error("CONFIG-SYNTAX", place, "This is not JSON.", FirstSentence(fault.Message),
                "JSON; comments and trailing commas are allowed", "Correct the text at this place.")]);
        }
    }

    private static ConfigNode Read(ref Utf8JsonReader reader, ref LineCounter lines, string source)
    {
        var line = lines.At(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var obj = new ConfigNode(ConfigKind.Object, "", source, line);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    obj.Members.Add((name, Read(ref reader, ref lines, source)));
                }

                return obj;
            case JsonTokenType.StartArray:
                var array = new ConfigNode(ConfigKind.Array, "", source, line);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    array.Items.Add(Read(ref reader, ref lines, source));
                return array;
            case JsonTokenType.String:
                return new ConfigNode(ConfigKind.Text, reader.GetString()!, source, line);
            case JsonTokenType.Number:
                return new ConfigNode(ConfigKind.Number, Encoding.UTF8.GetString(reader.ValueSpan), source, line);
            case JsonTokenType.True or JsonTokenType.False:
                return new ConfigNode(ConfigKind.Boolean, reader.GetBoolean() ? "true" : "false", source, line);
            default:
                return new ConfigNode(ConfigKind.Null, "null", source, line);
        }
    }

    // The reader's own message repeats line and position, which the place already says.
    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.', ' ');
    }

    private ref struct LineCounter(ReadOnlySpan<byte> json, bool counts)
    {
        private readonly ReadOnlySpan<byte> json = json;
        private int position;
        private int line = 1;

        public int At(long offset)
        {
            if (!counts) return 0;
            line += json[position..(int)offset].Count((byte)'\n');
            position = (int)offset;
            return line;
        }
    }
}
