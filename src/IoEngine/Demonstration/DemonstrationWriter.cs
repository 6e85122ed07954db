using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using IoEngine.Files.Staging;
using IoEngine.Tables.Formats.Own;

namespace IoEngine.Demonstration;

/// <summary>Writes the whole demonstration as plain files, to be read, changed and run away from the library.</summary>
public static class DemonstrationWriter
{
    private const string Configuration = "run.json";

    /// <summary>
    /// Writes <c>tables/{year}.mrio</c> for 1999–2024, <c>orders.csv</c>, the concordances, memberships, contributions, rates and
    /// households, <c>prices.csv</c> and <c>exchange.csv</c>, a <c>run.json</c> over these files, and a <c>manifest.json</c> that
    /// lists all of them. The folder appears whole or not at all.
    /// </summary>
    /// <param name="directory">The folder to make.</param>
    /// <param name="seed">Seed of the world.</param>
    /// <param name="orders">Number of orders.</param>
    /// <param name="replace">Whether a demonstration that is there, as it was written, may be replaced.</param>
    /// <param name="progress">Receives a line for every file.</param>
    /// <param name="cancellation">Stops between tables and blocks of orders, and leaves nothing behind.</param>
    /// <returns>What could not be tidied away afterwards; the world is in its place all the same.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one order.</exception>
    /// <exception cref="ConfigException">The folder exists and may not be replaced, or can't be written.</exception>
    public static IReadOnlyList<Finding> Write(
        string directory, long seed = DemonstrationWorld.DefaultSeed, int orders = DemonstrationWorld.DefaultOrders,
        bool replace = false, IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(orders);
        using var folder = StagedFolder.Create(directory, FolderKind.Demonstration, replace);
        var world = DemonstrationWorld.Create(seed);
        WriteSmallFiles(folder, seed, orders);
        for (var year = DemonstrationWorld.FirstYear; year <= DemonstrationWorld.LastYear; year++)
        {
            cancellation.ThrowIfCancellationRequested();
            var name = string.Create(CultureInfo.InvariantCulture, $"{year}.mrio");
            MrioFolder.Write(world.Table(year), folder, $"tables/{name}", cancellation);
            progress?.Report($"tables/{name}");
        }

        WritePrices(folder);
        folder.Write("orders.csv", stream => world.WriteOrders(stream, orders, null, cancellation));
        progress?.Report("orders.csv");
        cancellation.ThrowIfCancellationRequested();
        return folder.Commit(new JsonObject
        {
            ["name"] = "demonstration", ["synthetic"] = true, ["seed"] = seed, ["orders"] = orders,
        });
    }

    private static void WriteSmallFiles(StagedFolder folder, long seed, int orders)
    {
        foreach (var name in DemonstrationFiles.Names)
        {
            var text = DemonstrationFiles.ReadText(name);
            folder.Write(name,
                stream => stream.Write(Encoding.UTF8.GetBytes(name == Configuration ? OverFiles(text, seed, orders) : text)));
        }
    }

    // A synthetic table never takes the shipped prices.
    private static void WritePrices(StagedFolder folder)
    {
        Write("prices.csv", "region,sector,year,index", PriceFacts.Indices()
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"{i.Region},{i.Sector},{i.Year},{i.Index:R}")));
        Write("exchange.csv", "region,year,per_unit",
            PriceFacts.Rates().Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Region},{r.Year},{r.PerUnit:R}")));

        void Write(string name, string header, IEnumerable<string> rows) => folder.Write(name,
            stream => stream.Write(Encoding.UTF8.GetBytes($"{header}\n{string.Concat(rows.Select(row => row + "\n"))}")));
    }

    /// <summary>
    /// The configuration of the built-in world, turned to the files beside it. Comments that speak of the built-in world are
    /// replaced.
    /// </summary>
    internal static string OverFiles(string configuration, long seed, int orders)
    {
        var text = configuration;
        Replace("\"tables\": { \"path\": \"demo\"", "\"tables\": { \"path\": \"tables/{year}.mrio\"");
        Replace("    \"path\": \"demo\",\n", "    \"path\": \"orders.csv\",\n");
        Replace("  // \"demo\" in place of a path is the built-in world: 30 regions × 22 sectors, one table a year, "
            + "million USD.\n",
            "  // 30 regions × 22 sectors, one table a year, million USD; generated, and labelled so.\n");
        Replace("the synthetic world has its own in place of the shipped ones.\n", "they were generated with the world.\n");
        Replace("\"prices\": { \"indices\": \"shipped\", \"exchange\": \"shipped\" }",
            "\"prices\": { \"indices\": \"prices.csv\", \"exchange\": \"exchange.csv\" }");
        Replace("  //   dotnet run --project src/IoEngine.Cli -- run models/demo/run.json\n", "  //   ioe run run.json\n");
        Replace("  // CERN's own orders number about 1.3 million: set \"orders\": 1300000 for the full size. The total value "
            + "stays the same.\n",
            "  // For the record only: what the files were generated from.\n");
        Replace("\"demo\": { \"seed\": 1954, \"orders\": 60000 }",
            string.Create(CultureInfo.InvariantCulture, $"\"demo\": {{ \"seed\": {seed}, \"orders\": {orders} }}"));
        return text;

        void Replace(string from, string to)
        {
            if (!text.Contains(from, StringComparison.Ordinal))
                throw new InvalidOperationException($"The embedded {Configuration} lacks: {from.Trim()}");
            text = text.Replace(from, to, StringComparison.Ordinal);
        }
    }
}
