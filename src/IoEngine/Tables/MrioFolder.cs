using System.Text.Json;
using IoEngine.Accounts;
using IoEngine.Files;
using IoEngine.Numerics;

namespace IoEngine.Tables;

/// <summary>Writes the engine's own folder, <c>*.mrio/</c>: <c>table.json</c> and one NumPy <c>.npy</c> file a matrix (float64, column-major).</summary>
/// <remarks>
/// Every double comes back bit for bit, and reading maps the files into memory instead of copying them. <c>numpy.load("Z.npy")</c> reads the
/// parts. Read with <see cref="TableReader"/>.
/// </remarks>
public static class MrioFolder
{
    /// <summary>Writes the table, whole or not at all: under another name first, then renamed.</summary>
    /// <param name="table">The table.</param>
    /// <param name="path">The folder; by custom its name ends in <c>.mrio</c>.</param>
    /// <param name="replace">Whether what is there already may be replaced.</param>
    /// <param name="cancellation">Stops between parts and leaves nothing behind.</param>
    /// <exception cref="ConfigException">The folder exists and may not be replaced, or can't be written.</exception>
    public static void Write(MrioTable table, string path, bool replace = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        using var staging = Staging.ForFolder(path, replace);
        var parts = new Dictionary<string, string?>();
        foreach (var (name, matrix) in PartsOf(table))
        {
            cancellation.ThrowIfCancellationRequested();
            staging.Guard(() =>
            {
                using var stream = new HashingStream(new FileStream(Path.Combine(staging.DraftPath, name + ".npy"), FileMode.CreateNew, FileAccess.Write,
                    FileShare.None, 1 << 16));
                NpyMatrix.Write(stream, matrix, asVector: name == "x");
                stream.Flush();
                parts[name] = stream.HashSoFar();
            });
        }

        staging.Guard(() =>
        {
            using var stream = new FileStream(Path.Combine(staging.DraftPath, MrioDescription.FileName), FileMode.CreateNew);
            JsonSerializer.Serialize(stream, MrioDescription.Of(table, parts), MrioDescription.Json);
        });
        cancellation.ThrowIfCancellationRequested();
        staging.Commit();
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
