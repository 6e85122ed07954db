using System.Globalization;
using System.Text.Json;

namespace IoEngine.Files.Parquet;

/// <summary>
/// The zones that writers store beside a table for its timestamps, by column: the table itself knows UTC and local time alone.
/// </summary>
/// <remarks>
/// Arrow's schema (a flatbuffer in base64, under <c>ARROW:schema</c>), else pandas' description (JSON, under <c>pandas</c>). What
/// is damaged names no zone. Source: Apache Arrow format 1.5, Message.fbs and Schema.fbs; pandas, "Storing pandas DataFrame
/// objects in Apache Parquet format".
/// </remarks>
internal static class StoredZones
{
    private const int SchemaMessage = 1, TimestampType = 10;

    /// <summary>Zones by column, from what a writer noted beside the table.</summary>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<KeyValuePair<string, string>> notes)
    {
        var zones = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, text) in notes.OrderBy(n => n.Key, StringComparer.Ordinal))
        {
            if (key == "ARROW:schema") Arrow(text, zones);
            if (key == "pandas") Pandas(text, zones);
        }

        return zones;
    }

    /// <summary>The clock of a zone, such as Europe/Zurich or +02:00; null where this system does not know it.</summary>
    public static TimeZoneInfo? Clock(string zone)
    {
        if (zone is ['+' or '-', ..] && TimeSpan.TryParseExact(zone[1..], [@"hh\:mm", "hhmm"], CultureInfo.InvariantCulture,
            out var offset) && offset <= TimeSpan.FromHours(14))
            return TimeZoneInfo.CreateCustomTimeZone(zone, zone[0] == '-' ? -offset : offset, zone, zone);
        return TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var clock) ? clock : null;
    }

    private static void Arrow(string encoded, Dictionary<string, string> zones)
    {
        var bytes = new byte[(encoded.Length / 4 * 3) + 3];
        if (!Convert.TryFromBase64String(encoded, bytes, out var length)) return;
        // The length of the message stands before it, since Arrow 0.15 behind four bytes of 255.
        var start = length > 8 && bytes.AsSpan(0, 4).IndexOfAnyExcept((byte)255) < 0 ? 8 : 4;
        var buffer = new FlatBuffer(bytes.AsSpan(Math.Min(start, length)..length));
        var message = buffer.Target(0);
        if (buffer.Byte(buffer.Field(message, 1)) != SchemaMessage) return;
        var fields = buffer.Target(buffer.Field(buffer.Target(buffer.Field(message, 2)), 1));
        for (var i = 0; i < buffer.Length(fields); i++)
        {
            var field = buffer.Target(buffer.Item(fields, i));
            if (buffer.Byte(buffer.Field(field, 2)) != TimestampType) continue;
            var zone = buffer.Text(buffer.Target(buffer.Field(buffer.Target(buffer.Field(field, 3)), 1)));
            if (zone.Length > 0) zones.TryAdd(buffer.Text(buffer.Target(buffer.Field(field, 0))), zone);
        }
    }

    private static void Pandas(string text, Dictionary<string, string> zones)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root
                || !root.TryGetProperty("columns", out var columns) || columns.ValueKind != JsonValueKind.Array)
                return;
            foreach (var column in columns.EnumerateArray())
            {
                if (Property(column, "field_name") is { ValueKind: JsonValueKind.String } name
                    && Property(Property(column, "metadata"), "timezone") is { ValueKind: JsonValueKind.String } zone)
                    zones.TryAdd(name.GetString()!, zone.GetString()!);
            }
        }
        catch (JsonException)
        {
            // A description that is none says nothing.
        }
    }

    private static JsonElement? Property(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var value) ? value : null;
}
