using System.Security.Cryptography;
using IoEngine.Files;
using IoEngine.Files.Lines;

namespace IoEngine.Runs.Inputs;

/// <summary>An input of a run, by content. Immutable.</summary>
/// <param name="Role">orders, table, rates, membership …</param>
/// <param name="Path">As the configuration names it.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Sha256">SHA-256, hexadecimal; of a folder: of its files' names and hashes in ordinal order.</param>
/// <param name="Rows">Rows or industries; null: not counted.</param>
public sealed record InputFile(string Role, string Path, long Bytes, string Sha256, long? Rows = null)
{
    /// <summary>The file or folder in it that was used, where it holds several; null: all of it.</summary>
    public string? Member { get; init; }

    /// <summary>Hashes a file or a folder.</summary>
    /// <param name="role">What it is for.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="named">As the configuration names it.</param>
    /// <param name="rows">Rows or industries; null: not counted.</param>
    /// <param name="known">SHA-256 by full path of files that were read already; null: none.</param>
    public static InputFile Of(string role, string path, string named, long? rows = null,
        IReadOnlyDictionary<string, string>? known = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!Directory.Exists(path)) return new InputFile(role, named, new FileInfo(path).Length, Hash(path), rows);
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = 0L;
        foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            bytes += new FileInfo(file).Length;
            var name = System.IO.Path.GetRelativePath(path, file).Replace('\\', '/');
            all.AppendData(
                System.Text.Encoding.UTF8.GetBytes(
                    $"{name}\n{known?.GetValueOrDefault(System.IO.Path.GetFullPath(file)) ?? Hash(file)}\n"));
        }

        return new InputFile(role, named, bytes, Convert.ToHexStringLower(all.GetHashAndReset()), rows);
    }

    /// <summary>A file that the library carries.</summary>
    /// <param name="role">What it is for.</param>
    /// <param name="name">Its name in <c>data/reference</c>.</param>
    internal static InputFile OfShipped(string role, string name)
    {
        using var stream = ShippedCsv.Open(name);
        return new InputFile(role, $"shipped {name}", stream.Length, HashingStream.HashOf(stream));
    }

    private static string Hash(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        return HashingStream.HashOf(stream);
    }
}
