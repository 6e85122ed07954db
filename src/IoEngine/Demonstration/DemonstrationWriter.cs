using System.Globalization;
using IoEngine.Files;
using IoEngine.Tables;

namespace IoEngine.Demonstration;

/// <summary>Writes the whole demonstration as plain files, to be read, changed and run away from the library.</summary>
public static class DemonstrationWriter
{
    private const string Configuration = "run.json";

    /// <summary>
    /// Writes <c>tables/{year}.mrio</c> for 1999–2024, <c>orders.csv</c>, the concordances, memberships, contributions, rates and households,
    /// and a <c>run.json</c> over these files. The folder appears whole or not at all.
    /// </summary>
    /// <param name="directory">The folder to make.</param>
    /// <param name="seed">Seed of the world.</param>
    /// <param name="orders">Number of orders.</param>
    /// <param name="replace">Whether a folder that is there already may be replaced.</param>
    /// <param name="progress">Receives a line for every file.</param>
    /// <param name="cancellation">Stops between tables and blocks of orders, and leaves nothing behind.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one order.</exception>
    /// <exception cref="ConfigException">The folder exists and may not be replaced, or can't be written.</exception>
    public static void Write(
        string directory, long seed = DemonstrationWorld.DefaultSeed, int orders = DemonstrationWorld.DefaultOrders, bool replace = false,
        IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(orders);
        using var staging = Staging.ForFolder(directory, replace);
        var world = DemonstrationWorld.Create(seed);
        staging.Guard(() => WriteSmallFiles(staging.DraftPath, seed, orders));
        staging.Guard(() => Directory.CreateDirectory(Path.Combine(staging.DraftPath, "tables")));
        for (var year = DemonstrationWorld.FirstYear; year <= DemonstrationWorld.LastYear; year++)
        {
            cancellation.ThrowIfCancellationRequested();
            var name = string.Create(CultureInfo.InvariantCulture, $"{year}.mrio");
            MrioFolder.Write(world.Table(year), Path.Combine(staging.DraftPath, "tables", name), cancellation: cancellation);
            progress?.Report($"tables/{name}");
        }

        staging.Guard(() =>
        {
            using var stream = new FileStream(Path.Combine(staging.DraftPath, "orders.csv"), FileMode.CreateNew);
            world.WriteOrders(stream, orders, null, cancellation);
        });
        progress?.Report("orders.csv");
        cancellation.ThrowIfCancellationRequested();
        staging.Commit();
    }

    private static void WriteSmallFiles(string folder, long seed, int orders)
    {
        foreach (var name in DemonstrationFiles.Names)
        {
            var text = DemonstrationFiles.ReadText(name);
            File.WriteAllText(Path.Combine(folder, name), name == Configuration ? OverFiles(text, seed, orders) : text);
        }
    }

    /// <summary>The configuration of the built-in world, turned to the files beside it. Comments that speak of the built-in world are replaced.</summary>
    internal static string OverFiles(string configuration, long seed, int orders)
    {
        var text = configuration;
        Replace("\"tables\": { \"path\": \"demo\"", "\"tables\": { \"path\": \"tables/{year}.mrio\"");
        Replace("    \"path\": \"demo\",\n", "    \"path\": \"orders.csv\",\n");
        Replace("  // \"demo\" in place of a path is the built-in world: 30 regions × 22 sectors, one table a year, million USD.\n",
            "  // 30 regions × 22 sectors, one table a year, million USD; generated, and labelled so.\n");
        Replace("  //   dotnet run --project src/IoEngine.Cli -- run models/demo/run.json\n", "  //   ioe run run.json\n");
        Replace("  // CERN's own orders number about 1.3 million: set \"orders\": 1300000 for the full size. The total value stays the same.\n",
            "  // For the record only: what the files were generated from.\n");
        Replace("\"demo\": { \"seed\": 1954, \"orders\": 60000 }",
            string.Create(CultureInfo.InvariantCulture, $"\"demo\": {{ \"seed\": {seed}, \"orders\": {orders} }}"));
        return text;

        void Replace(string from, string to)
        {
            if (!text.Contains(from, StringComparison.Ordinal)) throw new InvalidOperationException($"The embedded {Configuration} lacks: {from.Trim()}");
            text = text.Replace(from, to, StringComparison.Ordinal);
        }
    }
}
