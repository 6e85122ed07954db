using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using IoEngine.Demonstration;
using IoEngine.Files.Staging;
using IoEngine.Reporting;
using IoEngine.Reporting.Html;
using IoEngine.Runs;
using IoEngine.Runs.Configuration;
using IoEngine.Runs.Jobs;
using IoEngine.Tables.Formats.Own;
using IoEngine.Tables.Formats.Pymrio;
using IoEngine.Tests.Tables;

namespace IoEngine.Tests.Files.Staging;

/// <summary>What the engine writes, verb by verb, as its verbs do it.</summary>
internal static class EveryOutput
{
    private static readonly Lazy<RunResults> Results = new(() => Run("csv,html"));
    private static readonly Lazy<RunResults> WithoutPage = new(() => Run("csv"));

    private static readonly Lazy<IoEngine.Impact.Multipliers> Multipliers = new(() =>
    {
        using var scratch = new ScratchFolder();
        MrioFolder.Write(DemonstrationWorld.Create().Table(2009), scratch["t.mrio"]);
        return MultiplierJob.Compute(scratch["t.mrio"], "none", "valueAdded");
    });

    private static readonly ConcurrentDictionary<string, Lazy<ScratchFolder>> Written = new();

    /// <summary>Verbs that write a folder: name, a file that is in it, and how it is written.</summary>
    public static readonly (string Verb, string File, Action<string, bool> Write)[] Folders =
    [
        ("run", "summary.csv", WriteRun),
        ("compare", "comparison.csv", WriteComparison),
        ("demo", "orders.csv", (path, force) => DemonstrationWriter.Write(path, 5, 10, force)),
        ("import", "Z.npy", Import),
        ("aggregate", "Y.npy", Aggregate),
        ("pymrio", "Z.txt", (path, force) => PymrioWriter.Write(SmallTables.Random(1), path, force)),
    ];

    /// <summary>Verbs that write a single file.</summary>
    public static readonly (string Verb, Action<string, bool> Write)[] Files =
    [
        ("multipliers", (path, force) => MultiplierJob.Write(Multipliers.Value, path, force)),
        ("report", WriteReport),
        ("pymrio", (path, force) => PymrioWriter.Write(SmallTables.Random(1), path + ".zip", force)),
    ];

    /// <summary>What a verb writes into a new folder, written once for all tests and copied.</summary>
    public static void Copy(string verb, string to)
    {
        var from = Written.GetOrAdd(verb, v => new Lazy<ScratchFolder>(() =>
        {
            var scratch = new ScratchFolder();
            if (v == "demo") WriteStub(scratch["written"]);
            else Folders.Single(f => f.Verb == v).Write(scratch["written"], false);
            return scratch;
        })).Value["written"];
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var path = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(file, path);
        }
    }

    /// <summary>Removes what was written to be copied.</summary>
    public static void Forget()
    {
        foreach (var scratch in Written.Values) scratch.Value.Dispose();
        Written.Clear();
    }

    private static RunResults Run(string formats) => IoEngine.Runs.Run.Execute(ConfigReader.Read(
        Path.Combine(SharedData.Repository(), "models", "demo", "run.json"), ["orders.years=\"2009\"", "demo.orders=200", $"output.formats={formats}"]));

    public static void WriteRun(string path, bool force)
    {
        using var folder = ResultsFolder.Create(path, force);
        Results.Value.Write(folder);
    }

    public static void Import(string path, bool force)
    {
        using var scratch = new ScratchFolder();
        PymrioWriter.Write(SmallTables.Random(1), scratch["t"]);
        ImportJob.Import(scratch["t"], path, replace: force);
    }

    // A demonstration takes 90 MB; what may be replaced is told by its marker.
    private static void WriteStub(string path)
    {
        using var folder = StagedFolder.Create(path, FolderKind.Demonstration, replace: false);
        folder.Write("orders.csv", s => s.Write("order_id\n"u8));
        folder.Write("tables/2000.mrio/Z.npy", s => s.Write("no table"u8));
        folder.Commit(new JsonObject { ["name"] = "demonstration" });
    }

    /// <summary>An earlier output of a verb, small.</summary>
    public static void WriteOld(string verb, string path)
    {
        if (verb != "run")
        {
            Copy(verb, path);
            return;
        }

        using var folder = ResultsFolder.Create(path);
        folder.Write("old.csv", s => s.Write("old\n"u8));
        folder.Commit(new JsonObject { ["name"] = "old" });
    }

    /// <summary>Writes something else over it.</summary>
    /// <param name="verb">run, import or demo.</param>
    /// <param name="path">Where to.</param>
    /// <param name="table">A source for the import.</param>
    public static void WriteNew(string verb, string path, string table)
    {
        if (verb == "import") ImportJob.Import(table, path, replace: true);
        else if (verb == "demo") DemonstrationWriter.Write(path, 6, 10, replace: true);
        else
        {
            using var folder = ResultsFolder.Create(path, force: true);
            WithoutPage.Value.Write(folder);
        }
    }

    private static void WriteComparison(string path, bool force)
    {
        using var folder = ResultsFolder.ForComparison(path, force);
        folder.Write("comparison.csv", s => s.Write("a\n"u8));
        folder.Commit(new JsonObject { ["name"] = "comparison" });
    }

    private static void Aggregate(string path, bool force)
    {
        using var scratch = new ScratchFolder();
        PymrioWriter.Write(SmallTables.Random(1), scratch["t"]);
        AggregationJob.Aggregate(scratch["t"], [scratch.Write("map.csv", "region,to\n*,ALL\n")], path, replace: force);
    }

    private static void WriteReport(string path, bool force)
    {
        using var scratch = new ScratchFolder();
        WriteRun(scratch["r"], false);
        ReportFile.Write(scratch["r"], path, force);
    }
}
