using System.Text.Json;
using System.Text.Json.Serialization;
using IoEngine.Accounts;

namespace IoEngine.Tables;

/// <summary>Units as texts, in the spelling of their source.</summary>
internal sealed class UnitConverter : JsonConverter<Unit>
{
    /// <inheritdoc/>
    public override Unit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? Unit.Read(reader.GetString()!)
            : throw new JsonException();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Unit value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Published);
}
