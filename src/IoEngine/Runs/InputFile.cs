using System.Security.Cryptography;

namespace IoEngine.Runs;

/// <summary>An input of a run, by content. Immutable.</summary>
/// <param name="Role">orders, table, rates, membership …</param>
/// <param name="Path">As the configuration names it.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Sha256">SHA-256, hexadecimal; of a folder: of its files' names and hashes in ordinal order.</param>
/// <param name="Rows">Rows or industries; null: not counted.</param>
public sealed record InputFile(string Role, string Path, long Bytes, string Sha256, long? Rows = null)
{
    /// <summary>Hashes a file or a folder.</summary>
    public static InputFile Of(string role, string path, string named, long? rows = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!Directory.Exists(path)) return new InputFile(role, named, new FileInfo(path).Length, Hash(path), rows);
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = 0L;
        foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            bytes += new FileInfo(file).Length;
            var name = System.IO.Path.GetRelativePath(path, file).Replace('\\', '/');
            all.AppendData(System.Text.Encoding.UTF8.GetBytes($"{name}\n{Hash(file)}\n"));
        }

        return new InputFile(role, named, bytes, Convert.ToHexStringLower(all.GetHashAndReset()), rows);
    }

    private static string Hash(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
