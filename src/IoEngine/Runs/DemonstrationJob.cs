using System.Globalization;
using IoEngine.Demonstration;
using IoEngine.Reporting;
using IoEngine.Tables;

namespace IoEngine.Runs;

/// <summary>Writes the synthetic world to disk: tables, orders, small inputs and a configuration that runs them.</summary>
public static class DemonstrationJob
{
    /// <summary>Writes the world, whole or not at all.</summary>
    /// <param name="folder">Prepared by <see cref="ResultsFolder.Create"/>; committed here.</param>
    /// <param name="seed">What everything is generated from.</param>
    /// <param name="orders">Number of orders.</param>
    /// <param name="progress">Year by year.</param>
    /// <param name="cancellation">Cancels between years and blocks of orders; nothing stays.</param>
    public static void Write(ResultsFolder folder, long seed = DemonstrationWorld.DefaultSeed, int orders = DemonstrationWorld.DefaultOrders,
        IProgress<RunProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var world = DemonstrationWorld.Create(seed);
        var years = Enumerable.Range(DemonstrationWorld.FirstYear, DemonstrationWorld.LastYear - DemonstrationWorld.FirstYear + 1).ToArray();
        foreach (var year in years)
        {
            progress?.Report(new RunProgress(RunStage.Writing, year, year - years[0], years.Length, $"writing the table of {year}"));
            var path = Path.Combine(folder.PartialPath, "tables", year.ToString(CultureInfo.InvariantCulture) + ".mrio");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            MrioFolder.Write(world.Table(year), path, replace: false, cancellation);
        }

        progress?.Report(new RunProgress(RunStage.Writing, null, years.Length, years.Length, $"writing {orders} orders"));
        folder.Write("orders.csv", stream => world.WriteOrders(stream, orders, null, cancellation));
        foreach (var name in DemonstrationFiles.Names.Where(n => n != "run.json"))
        {
            folder.Write(name, stream =>
            {
                using var source = DemonstrationFiles.Open(name);
                source.CopyTo(stream);
            });
        }

        folder.Write("run.json", stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(OnDisk(DemonstrationFiles.ReadText("run.json")))));
        cancellation.ThrowIfCancellationRequested();
        folder.Commit();
    }

    // The embedded configuration names the built-in world; beside the files it names the files.
    private static string OnDisk(string json)
    {
        const string tables = "\"tables\": { \"path\": \"demo\"";
        const string orders = "\"path\": \"demo\",";
        if (!json.Contains(tables, StringComparison.Ordinal)) throw new InvalidOperationException("The demonstration's run.json has another form than expected.");
        json = json.Replace(tables, "\"tables\": { \"path\": \"tables/{year}.mrio\"", StringComparison.Ordinal);
        var at = json.IndexOf(orders, json.IndexOf("\"orders\"", StringComparison.Ordinal), StringComparison.Ordinal);
        return json[..at] + "\"path\": \"orders.csv\"," + json[(at + orders.Length)..];
    }
}
