using System.Diagnostics;
using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Tables;
using IoEngine.Tests.Tables;

namespace IoEngine.Benchmarks;

/// <summary>
/// Full-size tables in the layouts of their publishers, from a known table: whether they come back bit by bit, how fast, and in
/// how much memory.
/// </summary>
/// <remarks>
/// Rates are by processor time of one thread, so that a busy machine does not change them. Each table is read in a process of its
/// own.
/// </remarks>
internal static class FormatSpeed
{
    private static readonly string[] Kinds = ["icio", "icio-ext", "figaro", "figaro-flat", "exiobase"];

    /// <summary>
    /// Prints the measurements as Markdown; names of kinds measure only these; <c>--folder DIR</c> keeps the files (about 2 GB).
    /// </summary>
    public static void Run(string[] args)
    {
        var kept = Array.IndexOf(args, "--folder") is var at and >= 0 ? args[at + 1] : null;
        var kinds = Kinds.Where(k => args.Contains(k)).ToArray() is { Length: > 0 } some ? some : Kinds;
        var folder = kept ?? Directory.CreateTempSubdirectory("ioengine-formats-").FullName;
        Report.Header("Full-size tables in their own layouts", "each in a process of its own, one thread; best of 3");
        Console.WriteLine("The tables are invented, of the size and in the layout of the published ones. Targets: 150 MB/s of one core for ICIO and FIGARO, four times `wc` for");
        Console.WriteLine("EXIOBASE, 1.5 times the table in memory. Peak: of the whole process. Reading a table of 40");
        Console.WriteLine("industries, the runtime alone holds some 40 MB, more than half of FIGARO; \"beyond the runtime\" is the peak less that, over the table.");
        Console.WriteLine();
        Console.WriteLine("| layout | MB of text | industries | bit by bit | MB/s of one core | against `wc` | table, MB | peak, MB | peak / table | beyond the runtime | the same on all processors |");
        Console.WriteLine("|---|---:|---:|---|---:|---:|---:|---:|---:|---:|---:|");
        try
        {
            foreach (var kind in kinds)
            {
                var path = Path.Combine(folder, FileOf(kind));
                if (!File.Exists(path) && !Directory.Exists(path)) Child.Run($"formats-write {kind} \"{path}\"");
                Measure(kind, path);
                if (kept is null) Delete(path);
            }
        }
        finally
        {
            if (kept is null) Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Writes the table of a kind: KIND PATH.</summary>
    public static void Write(string[] args)
    {
        var table = Known(args[0]);
        var path = args[1];
        if (args[0] == "exiobase") ExiobaseTables.Write(table, path, split: false);
        else if (args[0].StartsWith("icio", StringComparison.Ordinal)) Icio(args[0]).Write(table, File.Create(path));
        else if (args[0] == "figaro") FigaroText.WriteMatrix(table, File.Create(path));
        else FigaroText.WriteFlat(table, File.Create(path));
    }

    /// <summary>
    /// Reads the table three times on that many threads: PATH THREADS; prints processor seconds, bytes of the table, peak bytes,
    /// industries.
    /// </summary>
    public static void Read(string[] args)
    {
        var options = new TableReadOptions { Threads = int.Parse(args[1], CultureInfo.InvariantCulture) };
        double best = double.MaxValue, peak = 0, bytes = 0;
        var industries = 0;
        for (var i = 0; i < 3; i++)
        {
            using var process = Process.GetCurrentProcess();
            var before = process.TotalProcessorTime;
            var table = TableReader.Read(args[0], options);
            process.Refresh();
            best = Math.Min(best, (process.TotalProcessorTime - before).TotalSeconds);
            if (i == 0) peak = Child.PeakBytes();
            DenseMatrix[] parts = [table.Z.Values, table.Y.Values, table.V.Values, table.VY.Values, table.F.Values, table.FY.Values];
            (bytes, industries) = (parts.Sum(p => 8.0 * p.Length), table.Industries.Count);
        }

        Console.WriteLine(FormattableString.Invariant($"{best:R} {bytes:R} {peak:R} {industries}"));
    }

    /// <summary>Prints yes where the table read is the known one bit by bit, else the first difference: KIND PATH.</summary>
    public static void Check(string[] args)
    {
        var known = Known(args[0]);
        if (args[0].StartsWith("figaro", StringComparison.Ordinal)) known = new MrioTable(known.Identity, known.Z, known.Y, known.V, known.VY);
        var read = TableReader.Read(args[1]);
        // What the parts of China and Mexico add up to is tested where it is small; here it must be what the table without parts
        // has elsewhere.
        Console.WriteLine(args[0] == "icio-ext" ? Unsplit(read, known) ?? "yes, outside CHN and MEX"
            : Difference("Z", read.Z, known.Z) ?? Difference("Y", read.Y, known.Y) ?? Difference("V", read.V, known.V) ?? Difference("VY", read.VY, known.VY)
            ?? Difference("F", read.F, known.F) ?? Difference("FY", read.FY, known.FY)
            ?? (known.PublishedOutput is { } x && !x.Values.SequenceEqual(read.PublishedOutput!.Values) ? "x" : "yes"));
    }

    private static void Measure(string kind, string path)
    {
        var bytes = File.Exists(path) ? new FileInfo(path).Length : new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
        var same = Child.Run($"formats-check {kind} \"{path}\"");
        var one = Child.Run($"formats-read \"{path}\" 1").Split(' ').Select(p => double.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        var all = Child.Run($"formats-read \"{path}\" 0").Split(' ').Select(p => double.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        var wc = Wc(path);
        var idle = Idle(path);
        Console.WriteLine(FormattableString.Invariant(
            $"| {kind} | {bytes / 1e6:F0} | {one[3]} | {same} | {bytes / 1e6 / one[0]:F0} | {one[0]:F2} s / {wc:F2} s = {one[0] / wc:F1} | {one[1] / 1e6:F0} | {one[2] / 1e6:F0} | {one[2] / one[1]:F2} | {(one[2] - idle) / one[1]:F2} | {(all[2] - idle) / all[1]:F2} |"));
    }

    /// <summary>Peak of a process that reads a tiny table of the kind of ICIO.</summary>
    private static double Idle(string path)
    {
        var tiny = Path.Combine(Path.GetDirectoryName(path)!, "tiny_2020.csv");
        new IcioText(2023).Write(new IcioText(2023).Table(IcioText.Regions2023[..4], IcioText.Sectors2023[..10]).Build(), File.Create(tiny));
        var peak = double.Parse(Child.Run($"formats-read \"{tiny}\" 1").Split(' ')[2], CultureInfo.InvariantCulture);
        File.Delete(tiny);
        return peak;
    }

    /// <summary>Processor seconds of one pass of <c>wc</c> over all texts.</summary>
    private static double Wc(string path)
    {
        var files = File.Exists(path) ? $"'{path}'" : $"$(find '{path}' -name '*.txt')";
        var times = Child.Run("bash", "-s", $"TIMEFORMAT='%U %S'\n{{ time wc {files} >/dev/null ; }} 2>&1\n");
        if (times.Split(' ') is [var user, var system]) return double.Parse(user, CultureInfo.InvariantCulture) + double.Parse(system, CultureInfo.InvariantCulture);
        return double.NaN;
    }

    private static void Delete(string path)
    {
        if (File.Exists(path)) File.Delete(path);
        else Directory.Delete(path, recursive: true);
    }

    private static string FileOf(string kind) => kind switch
    {
        "icio" => "2020_SML.csv",
        "icio-ext" => "2020.csv",
        "figaro" => "matrix_eu-ic-io_ind-by-ind_24ed_2022.csv",
        "figaro-flat" => "flatfile_eu-ic-io_ind-by-ind_24ed_2022.csv",
        _ => "IOT_2019_ixi",
    };

    private static IcioText Icio(string kind) => new(2023) { Extended = kind == "icio-ext" };

    private static MrioTable Known(string kind) => (kind switch
    {
        "icio" or "icio-ext" => Icio(kind).Table(IcioText.Regions2023, IcioText.Sectors2023),
        "figaro" or "figaro-flat" => FigaroText.Table(FigaroText.Regions46, FigaroText.Industries64),
        _ => ExiobaseTables.Table(ExiobaseTables.Regions49, [.. Enumerable.Range(1, 163).Select(i => $"Industry number {i} of EXIOBASE")], split: false) with { Decimals = 7 },
    }).Build();

    private static string? Unsplit(MrioTable read, MrioTable known)
    {
        for (var j = 0; j < known.Industries.Count; j++)
        {
            var column = known.Industries[j];
            if (column.Region.Code is "CHN" or "MEX" || column.Region.Code[..2] is "CN" or "MX") continue;
            var found = read.Z.Values.Column(read.Industries.IndexOf(column));
            var expected = known.Z.Values.Column(j);
            for (var i = 0; i < known.Industries.Count; i++)
            {
                var row = known.Industries[i];
                if (row.Region.Code is "CHN" or "MEX" || row.Region.Code[..2] is "CN" or "MX") continue;
                if (found[read.Industries.IndexOf(row)] != expected[i]) return $"Z[{row}, {column}]";
            }
        }

        return null;
    }

    private static string? Difference<TRow, TColumn>(string name, LabelledMatrix<TRow, TColumn> read, LabelledMatrix<TRow, TColumn> known)
        where TRow : notnull
        where TColumn : notnull
    {
        if (!read.Rows.Equals(known.Rows) || !read.Columns.Equals(known.Columns)) return $"labels of {name}";
        for (var j = 0; j < known.Columns.Count; j++)
        {
            if (!read.Values.Column(j).SequenceEqual(known.Values.Column(j))) return $"column {known.Columns[j]} of {name}";
        }

        return null;
    }
}
