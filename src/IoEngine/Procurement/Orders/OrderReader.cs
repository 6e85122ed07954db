namespace IoEngine.Procurement.Orders;

/// <summary>
/// Reads orders from .csv, .csv.gz or .parquet, one file, a folder of Parquet parts or a glob, in one streaming pass.
/// </summary>
public static class OrderReader
{
    // More threads than this for each processor are not made, whatever is asked for: they would only hold memory.
    private const int MostWorkers = 8;

    /// <summary>
    /// Reads all files of a path, a folder of Parquet parts or a glob (<c>*</c>, <c>?</c> in the file name) into one ledger.
    /// </summary>
    /// <param name="path">Full path; .csv, .csv.gz, .parquet.</param>
    /// <param name="options">Columns, dialect, currency, bands; null: the defaults.</param>
    /// <param name="progress">Bytes read so far.</param>
    /// <param name="cancellation">Cancels between blocks of a few megabytes.</param>
    /// <exception cref="InvalidDataFindingsException">
    /// No such file, a header without a needed column, no orders, or a file that is not what its name says.
    /// </exception>
    public static OrderReading Read(string path, OrderReadOptions? options = null, IProgress<long>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(SourceAt(path, cancellation, progress), options ?? new OrderReadOptions());
    }

    /// <summary>Reads orders as delimited text from a stream.</summary>
    /// <param name="csv">The text in any encoding that is detected; read to its end, not closed.</param>
    /// <param name="name">What stands for the file in messages.</param>
    /// <param name="options">Columns, dialect, currency, bands; null: the defaults.</param>
    /// <param name="cancellation">Cancels between blocks of a few megabytes.</param>
    /// <exception cref="InvalidDataFindingsException">A header without a needed column, or no orders.</exception>
    public static OrderReading Read(Stream csv, string name, OrderReadOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(csv);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var findings = new List<Finding>();
        return Read(new Source(name, [name], findings, (file, number, workers) =>
            CsvOrderFile.Read(csv, file, number, workers, findings, static () => { }, cancellation)),
            options ?? new OrderReadOptions());
    }

    /// <summary>The files of a path, a folder of Parquet parts or a glob, to be read.</summary>
    internal static Source SourceAt(string path, CancellationToken cancellation, IProgress<long>? progress = null)
    {
        var findings = new List<Finding>();
        return new Source(path, Expand(path, findings), findings, (file, number, workers) => IsParquet(file)
            ? ParquetOrderFile.Read(file, number, workers, findings, progress, cancellation)
            : CsvOrderFile.Read(file, number, workers, findings, progress, cancellation));
    }

    /// <summary>Where orders come from.</summary>
    /// <param name="Path">As the user names it.</param>
    /// <param name="Files">Its files.</param>
    /// <param name="Findings">What is found, before and while they are read.</param>
    /// <param name="ReadFile">Reads a file into the accumulators of the workers.</param>
    internal sealed record Source(string Path, List<string> Files, List<Finding> Findings,
        Func<string, int, OrderAccumulator[], (OrderFile File, List<RejectedOrder> Rejected)?> ReadFile);

    /// <summary>"orders.csv, line 7"; the rows of a Parquet file have no lines.</summary>
    internal static string Place(string file, long line) => $"{file}, {(IsParquet(file) ? "row" : "line")} {line}";

    private static bool IsParquet(string file) => file.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a source into one ledger.</summary>
    internal static OrderReading Read(Source source, OrderReadOptions options)
    {
        var (path, paths, findings, read) = source;
        var workers = new OrderAccumulator[Math.Min(options.Threads > 0 ? options.Threads : Environment.ProcessorCount,
            MostWorkers * Environment.ProcessorCount)];
        for (var w = 0; w < workers.Length; w++) workers[w] = new OrderAccumulator(options);
        var rejected = new List<RejectedOrder>();
        var files = new List<OrderFile>();
        foreach (var file in paths) ReadFile(file, files, rejected, findings, () => read(file, paths.IndexOf(file), workers));
        if (paths.Count > 0 && files.Count == paths.Count && files.Sum(f => f.Rows) == 0)
            findings.Add(Finding.Error("ORDERS-EMPTY", path, "There are no orders.", "a header without rows",
                "at least one order", "Check the export of the orders."));
        if (findings.Exists(f => f.Severity == Severity.Error))
            throw new InvalidDataFindingsException("The orders can't be read", findings);
        var ledger = Task.Run(() => LedgerAssembly.Of(workers), CancellationToken.None);
        var total = workers[0];
        foreach (var other in workers.Skip(1)) total.TakeNotes(other);
        total.NoteRepeatedIds();
        findings.AddRange(total.Notes.ToFindings(paths));
        findings.AddRange(total.DateOrders.ToFindings(paths));
        if (LedgerAssembly.CountriesOf(workers).NaFinding(path) is { } na) findings.Add(na);
        AddRejectedFinding(path, rejected, findings);
        return new OrderReading
        {
            Ledger = ledger.GetAwaiter().GetResult(), Rejected = rejected, Files = files, Findings = findings,
        };
    }

    private static void ReadFile(string path, List<OrderFile> files, List<RejectedOrder> rejected, List<Finding> findings,
        Func<(OrderFile File, List<RejectedOrder> Rejected)?> read)
    {
        try
        {
            var part = read();
            if (part is null) return;
            rejected.AddRange(part.Value.Rejected);
            files.Add(part.Value.File);
        }
        catch (InvalidDataFindingsException e)
        {
            findings.AddRange(e.Findings);
        }
        catch (InvalidDataException e)
        {
            findings.Add(Finding.Error("FILE-CORRUPT", path, "The file is damaged.", e.Message, "an undamaged file",
                "Copy or export it again."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            findings.Add(Finding.Error("FILE-UNREADABLE", path, "The file can't be read.", e.Message,
                cure: "Check that it is a file and may be read."));
        }
    }

    private static List<string> Expand(string path, List<Finding> findings)
    {
        var name = Path.GetFileName(path);
        var folder = Path.GetDirectoryName(path) is { Length: > 0 } f ? f : ".";
        var found = name.AsSpan().ContainsAny('*', '?')
            ? Directory.Exists(folder) ? Directory.GetFiles(folder, name).Order(StringComparer.Ordinal).ToList() : []
            : Directory.Exists(path) ? Parts(path) : File.Exists(path) ? [path] : [];
        if (found.Count == 0)
            findings.Add(Finding.Error("FILE-MISSING", path, "There is no such file.",
                Directory.Exists(path) ? "a folder without such files, or with others beside them" : "nothing",
                "a .csv, .csv.gz or .parquet file, a folder of .parquet files, or a glob that matches some, such as orders/*.csv",
                "Check orders.path; it is relative to the config file."));
        return found;
    }

    // Spark and its like write a table as a folder of parts beside marks such as _SUCCESS. Where anything else stands there too,
    // a glob must say what is meant.
    private static List<string> Parts(string folder)
    {
        var entries = Directory.GetFileSystemEntries(folder).Where(e => Path.GetFileName(e)[0] is not ('.' or '_'))
            .Order(StringComparer.Ordinal).ToList();
        return entries.TrueForAll(e => IsParquet(e) && File.Exists(e)) ? entries : [];
    }

    private static void AddRejectedFinding(string path, List<RejectedOrder> rejected, List<Finding> findings)
    {
        if (rejected.Count == 0) return;
        var values = string.Join(", ",
            rejected.Where(r => r.Value is not null).GroupBy(r => r.Currency).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => $"{g.Sum(r => r.Value)} {g.Key}".Trim()));
        findings.Add(Finding.Warning("ORDERS-REJECTED", path,
            $"{Plural.Of(rejected.Count, "row")} can't be used: listed with the reason.",
            $"readable value {(values.Length > 0 ? values : "none")}; the first: {Place(rejected[0].File, rejected[0].Line)}: "
                + $"{rejected[0].Reason}",
            "rows with a date, a value and as many cells as the header", "See rejected_orders.csv."));
    }
}
