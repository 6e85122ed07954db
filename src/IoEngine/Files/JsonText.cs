using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace IoEngine.Files;

/// <summary>JSON as it stands in a file: UTF-8, with or without a byte order mark.</summary>
internal static class JsonText
{
    /// <summary>The text without its mark.</summary>
    public static ReadOnlyMemory<byte> WithoutMark(byte[] bytes) =>
        bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes;

    /// <summary>
    /// The text without its mark, checked: the platform's readers notice bytes that are no UTF-8 late, and not as a fault of the
    /// text.
    /// </summary>
    /// <exception cref="JsonException">It is not UTF-8: the line and the byte.</exception>
    public static ReadOnlyMemory<byte> Checked(byte[] bytes)
    {
        var text = WithoutMark(bytes);
        RequireUtf8(text.Span);
        return text;
    }

    /// <summary>Refuses what is not UTF-8.</summary>
    /// <exception cref="JsonException">The line and the byte.</exception>
    public static void RequireUtf8(ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text)) return;
        var at = 0;
        while (Rune.DecodeFromUtf8(text[at..], out _, out var length) == OperationStatus.Done) at += length;
        var before = text[..at];
        throw new JsonException($"The text is not UTF-8 (a byte {text[at]:X2})", null, before.Count((byte)'\n'),
            at - (before.LastIndexOf((byte)'\n') + 1));
    }
}
