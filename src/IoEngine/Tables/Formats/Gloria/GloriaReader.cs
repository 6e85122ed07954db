using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Files.Numbers;
using IoEngine.Numerics;

namespace IoEngine.Tables.Formats.Gloria;

/// <summary>Reads one year of GLORIA as supply and use; all faults of all its files are collected before it gives up.</summary>
internal sealed class GloriaReader(TableSource source, IReadOnlyList<GloriaFile> files, TableReadOptions options,
    CancellationToken cancellation)
{
    private static readonly string[] Valuations = ["Basic prices", "Trade margins", "Transport margins", "Taxes on products",
        "Subsidies on products"];

    private readonly List<Finding> findings = [];

    /// <summary>Reads supply and use.</summary>
    /// <exception cref="InvalidDataFindingsException">Any file is missing or faulty: every finding.</exception>
    public SupplyUseTable Read()
    {
        if (GloriaLabels.Read(source, findings, cancellation) is not { } labels) throw Faulty();
        var industries = new Axis<Industry>("industries", labels.Industries);
        var products = new Axis<Product>("products", labels.Products);
        var demand = new Axis<DemandColumn>("columns of final demand", labels.Demand);
        var (n, k) = (industries.Count, labels.ValueAdded.Count);
        var make = new DenseMatrix(n, n);
        var use = new DenseMatrix(n, n);
        var final = new DenseMatrix(n, demand.Count);
        var strays = new GloriaBlocks(labels.Sectors.Count);
        ReadNumbers("T", 1, labels.Square, labels.Square, options, (i, row) => strays.Take(i, row, make, use));
        ReadNumbers("Y", 1, labels.Square, demand.Count, options, (i, row) => strays.TakeFinal(i, row, final));
        var v = new DenseMatrix(k, n);
        // The rows of a region stand under its own industries only; adding them up by item keeps whatever else there is. Sums are
        // made on one thread, in the order of the file.
        ReadNumbers("V", 1, labels.Regions.Count * k, labels.Square, options with { Threads = 1 },
            (i, row) => strays.TakePrimary(i, i % k, row, v));
        ReportStrays(strays);
        var valuations = Enumerable.Range(2, 4).Where(m => Find("T", m) is not null)
            .Select(m => ReadValuation(m, labels, n, demand.Count)).ToList();
        var (satellites, f, fy) = ReadSatellites(labels, n, demand.Count);
        if (findings.Any(x => x.Severity == Severity.Error)) throw Faulty();
        var rows = new Axis<FlowRow>("primary inputs",
            labels.ValueAdded.Concat(valuations.Select(x => x.Name)).Select(name => new FlowRow(name, "thousand USD")));
        var primary = DenseMatrix.Create(rows.Count, n, (i, j) => i < k ? v[i, j] : valuations[i - k].OfIndustries[j]);
        var primaryFinal = DenseMatrix.Create(rows.Count, demand.Count, (i, j) => i < k ? 0 : valuations[i - k].OfDemand[j]);
        var taxes = valuations.Where(x => x.Markup >= 4).Select(x => x.Name).ToList();
        var roles = WellKnownRoles.For([.. rows], [.. satellites], labels.FinalDemand);
        return new SupplyUseTable(Identity(), new(industries, products, make), new(products, industries, use),
            new(products, demand, final),
            new(rows, industries, primary), new(rows, demand, primaryFinal), new(satellites, industries, f),
            new(satellites, demand, fy), roles with { TaxesOnProducts = taxes.Count > 0 ? taxes : null }, findings);
    }

    private TableIdentity Identity()
    {
        var core = files.First(x => x.Part == "T");
        return new TableIdentity
        {
            Name = $"GLORIA {core.Release} {core.Year}",
            Year = core.Year,
            Unit = Unit.Read("thousand USD"),
            Source = $"GLORIA, release {core.Release}, {core.Entry.Name}",
            Format = "gloria",
        };
    }

    private InvalidDataFindingsException Faulty() => new($"The table {source.Place} can't be read", findings);

    private GloriaFile? Find(string part, int markup) => files.FirstOrDefault(f => f.Part == part && f.Markup == markup);

    /// <summary>Column sums of a valuation: what users pay beyond basic prices.</summary>
    private (int Markup, string Name, double[] OfIndustries, double[] OfDemand) ReadValuation(int markup, GloriaLabels labels,
        int n, int d)
    {
        var industries = new double[n];
        var demand = new double[d];
        var at = new GloriaBlocks(labels.Sectors.Count);
        var inOrder = options with { Threads = 1 };
        ReadNumbers("T", markup, labels.Square, labels.Square, inOrder, (i, row) =>
        {
            if (at.IsIndustry(i)) return;
            for (var j = 0; j < n; j++) industries[j] += row[at.ColumnOf(j)];
        });
        ReadNumbers("Y", markup, labels.Square, d, inOrder, (i, row) =>
        {
            if (at.IsIndustry(i)) return;
            for (var j = 0; j < d; j++) demand[j] += row[j];
        });
        return (markup, labels.Valuations.Count == Valuations.Length ? labels.Valuations[markup - 1] : Valuations[markup - 1],
            industries, demand);
    }

    private (Axis<FlowRow> Rows, DenseMatrix F, DenseMatrix FY) ReadSatellites(GloriaLabels labels, int n, int d)
    {
        if (Find("TQ", 1) is null || labels.Satellites.Count == 0)
            return (new Axis<FlowRow>("satellite rows", []), new DenseMatrix(0, n), new DenseMatrix(0, d));
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var rows = new Axis<FlowRow>("satellite rows", labels.Satellites.Select(s =>
        {
            var name = $"{s.Head}/{s.Name}";
            seen[name] = seen.GetValueOrDefault(name) + 1;
            return new FlowRow(seen[name] == 1 ? name : $"{name} ({seen[name]})", s.Unit);
        }));
        var f = new DenseMatrix(rows.Count, n);
        var fy = new DenseMatrix(rows.Count, d);
        var strays = new GloriaBlocks(labels.Sectors.Count);
        ReadNumbers("TQ", 1, rows.Count, labels.Square, options, (i, row) => strays.TakePrimary(i, i, row, f));
        if (Find("YQ", 1) is not null)
        {
            ReadNumbers("YQ", 1, rows.Count, d, options, (i, row) =>
            {
                for (var j = 0; j < d; j++) fy[i, j] = row[j];
            });
        }

        if (strays.Count > 0)
            findings.Add(Finding.Warning("GLORIA-BLOCK", Find("TQ", 1)!.Place,
                "Satellites stand under products and are left out.", Strays(strays), "satellites under industries only",
                "Check the file."));
        return (rows, f, fy);
    }

    private void ReportStrays(GloriaBlocks strays)
    {
        if (strays.Count == 0 || findings.Any(f => f.Severity == Severity.Error)) return;
        findings.Add(Finding.Error("GLORIA-BLOCK", Find("T", 1)!.Place, "Numbers stand where supply and use have none.",
            Strays(strays),
            "supply in rows of industries and columns of products, use in rows of products and columns of industries, final "
                + "demand in rows of products, value added under industries",
            "Check that the files and the ReadMe workbook are of one release."));
    }

    private static string Strays(GloriaBlocks strays) =>
        string.Create(CultureInfo.InvariantCulture, $"{strays.Count} cells, one in line {strays.Line}");

    private void ReadNumbers(string part, int markup, int rows, int columns, TableReadOptions how, GloriaRow take)
    {
        if (Find(part, markup) is not { } file)
        {
            findings.Add(Finding.Error("FILE-MISSING", source.Place, $"The file {part} of valuation {markup} is missing.",
                string.Join(", ", files.Select(f => f.Entry.Name).Take(8)),
                $"…_{part}-Results_…_Markup{markup:000}(full).csv", "Restore the file."));
            return;
        }

        try
        {
            var layout = new NumericTextLayout(0, 0)
            {
                Separator = (byte)',', MayNameIndex = false, GivenColumns = new NumberedColumns(columns),
            };
            var text = TextMatrix.ReadInto(file.Source, file.Entry.Path, layout, _ => (first, count, tile) =>
            {
                for (var r = 0; r < count && first + r < rows; r++) take(first + r, tile.Slice(r * columns, columns));
            }, how, findings, cancellation);
            if (text.Rows == rows) return;
            findings.Add(Finding.Error("TEXT-ROWS", file.Place, "The file has another number of rows than there are labels.",
                $"{text.Rows} rows", $"{rows} rows",
                "Restore the file; its end may have been cut. Tables and ReadMe must be of one release."));
        }
        catch (InvalidDataFindingsException e)
        {
            findings.AddRange(e.Findings);
        }
    }
}
