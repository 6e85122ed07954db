using System.Text.Json;
using System.Text.Json.Nodes;
using IoEngine.Accounts;
using IoEngine.Files.Staging;
using IoEngine.Numerics;

namespace IoEngine.Tables.Formats.Own;

/// <summary>
/// Writes the engine's own folder, <c>*.mrio/</c>: <c>table.json</c> and one NumPy <c>.npy</c> file a matrix (float64,
/// column-major).
/// </summary>
/// <remarks>
/// Every double comes back bit for bit, and reading maps the files into memory instead of copying them.
/// <c>numpy.load("Z.npy")</c> reads the parts. Read with <see cref="TableReader"/>.
/// </remarks>
public static class MrioFolder
{
    /// <summary>Writes the table, whole or not at all: under another name first, then renamed.</summary>
    /// <param name="table">The table.</param>
    /// <param name="path">The folder; by custom its name ends in <c>.mrio</c>.</param>
    /// <param name="replace">Whether a table that is there, as the engine wrote it, may be replaced.</param>
    /// <param name="cancellation">Stops between parts and leaves nothing behind.</param>
    /// <returns>What could not be tidied away afterwards; the table is in its place all the same.</returns>
    /// <exception cref="ConfigException">Something is in the way (every reason), or the folder can't be written.</exception>
    public static IReadOnlyList<Finding> Write(MrioTable table, string path, bool replace = false,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(path);
        using var folder = Stage(path, replace);
        return Write(table, folder, cancellation);
    }

    /// <summary>Prepares the folder of a table before the table is read or made, which may take long.</summary>
    /// <exception cref="ConfigException">As for <see cref="Write(MrioTable, string, bool, CancellationToken)"/>.</exception>
    internal static StagedFolder Stage(string path, bool replace) => StagedFolder.Create(path, FolderKind.Table, replace);

    /// <summary>Writes the table into its prepared folder and puts that in its place.</summary>
    /// <param name="table">The table.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="cancellation">Stops between parts.</param>
    /// <param name="cacheKey">The key under which a cache keeps it; null: it is in no cache.</param>
    internal static IReadOnlyList<Finding> Write(MrioTable table, StagedFolder folder, CancellationToken cancellation,
        string? cacheKey = null)
    {
        var description = Parts(table, folder, "", cacheKey, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return folder.Commit(description);
    }

    /// <summary>Writes the table as a folder inside another one.</summary>
    /// <param name="table">The table.</param>
    /// <param name="folder">The folder around it.</param>
    /// <param name="inside">Name inside it.</param>
    /// <param name="cancellation">Stops between parts.</param>
    internal static void Write(MrioTable table, StagedFolder folder, string inside, CancellationToken cancellation)
    {
        var description = Parts(table, folder, inside + "/", null, cancellation);
        folder.Write($"{inside}/{MrioDescription.FileName}", stream => FolderMarker.Write(description, stream));
    }

    private static JsonObject Parts(MrioTable table, StagedFolder folder, string prefix, string? cacheKey,
        CancellationToken cancellation)
    {
        var parts = new Dictionary<string, string?>();
        foreach (var (name, matrix) in PartsOf(table))
        {
            cancellation.ThrowIfCancellationRequested();
            parts[name] = folder.Write($"{prefix}{name}.npy",
                stream => NpyMatrix.Write(stream, matrix, asVector: name == "x")).Sha256;
        }

        return (JsonObject)JsonSerializer.SerializeToNode(MrioDescription.Of(table, parts, cacheKey), MrioDescription.Json)!;
    }

    private static IEnumerable<(string Name, DenseMatrix Matrix)> PartsOf(MrioTable table)
    {
        yield return ("Z", table.Z.Values);
        yield return ("Y", table.Y.Values);
        yield return ("V", table.V.Values);
        yield return ("VY", table.VY.Values);
        yield return ("F", table.F.Values);
        yield return ("FY", table.FY.Values);
        if (table.PublishedOutput is { } x) yield return ("x", DenseMatrix.FromVector(x.Values));
    }
}
