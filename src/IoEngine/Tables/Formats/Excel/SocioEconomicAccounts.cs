using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Tables.Formats.Excel;

/// <summary>
/// WIOD's socio-economic accounts: jobs, hours and compensation by country and sector, in a workbook of their own.
/// </summary>
/// <remarks>
/// Money in them is in national currency, so that compensation enters as COMP/VA times the value added of the table. Text and
/// errors in the cells of the last years mean "not known". There is no rest of the world.
/// </remarks>
internal sealed class SocioEconomicAccounts
{
    /// <summary>The row of V that they add: part of value added.</summary>
    public const string Compensation = "COMP";

    /// <summary>The row of V with what of it is not in the accounts.</summary>
    public const string ImputedCompensation = "COMP_imputed";

    private static readonly (string Variable, string Row, string Unit)[] Satellites =
    [
        ("EMP", "employment/persons", "1000 p"),
        ("EMPE", "employment/employees", "1000 p"),
        ("H_EMP", "employment/hours", "M.hr"),
        ("H_EMPE", "employment/hours of employees", "M.hr"),
    ];

    private readonly ExcelWorkbook workbook;

    private SocioEconomicAccounts(ExcelWorkbook workbook) => this.workbook = workbook;

    /// <summary>The accounts that the options name or that lie beside the table; null where there are none.</summary>
    public static SocioEconomicAccounts? Find(TableSource source, TableReadOptions options, CancellationToken cancellation)
    {
        if (options.Accounts is { } path)
        {
            var own = ExcelWorkbook.Of(TableSource.Open(path));
            own.Verify(cancellation);
            return new SocioEconomicAccounts(own);
        }

        var entry = ExcelWorkbook.In(source).FirstOrDefault(e => e.Name.Contains("SEA", StringComparison.Ordinal)
            || e.Name.Contains("socio", StringComparison.OrdinalIgnoreCase));
        if (entry is null) return null;
        var workbook = ExcelWorkbook.Of(source, entry);
        workbook.Verify(cancellation);
        return new SocioEconomicAccounts(workbook);
    }

    /// <summary>The table with compensation and jobs of its year added.</summary>
    public MrioTable AddTo(MrioTable table, List<Finding> findings, CancellationToken cancellation)
    {
        var values = Read(table.Identity.Year, findings, cancellation);
        if (findings.Any(f => f.Severity == Severity.Error))
            throw new InvalidDataFindingsException($"The accounts {workbook.Place} can't be read", findings);
        if (values is null) return With(table, [], [], findings);
        var (pay, imputed) = CompensationOf(table, values, findings);
        List<(string Name, double[] Values)> rows = [(Compensation, pay)];
        if (imputed.AsSpan().ContainsAnyExcept(0.0)) rows.Add((ImputedCompensation, imputed));
        var satellites = new List<(FlowRow Row, double[] Values)>();
        foreach (var (variable, row, unit) in Satellites)
        {
            var known = table.Industries.Select(i => Of(values, variable, i)).ToArray();
            if (known.All(v => v is null)) continue;
            Missing(variable, table.Industries.Where((_, i) => known[i] is null).ToList(), "are taken as zero", findings);
            satellites.Add((new FlowRow(row, unit), Array.ConvertAll(known, v => v ?? 0)));
        }

        return With(table, rows, satellites, findings);
    }

    private static MrioTable With(MrioTable table, List<(string Name, double[] Values)> rows,
        List<(FlowRow Row, double[] Values)> satellites, List<Finding> findings)
    {
        var k = table.V.Rows.Count;
        var v = new Axis<FlowRow>("primary inputs",
            table.V.Rows.Concat(rows.Select(r => new FlowRow(r.Name, table.Identity.Unit))));
        var f = new Axis<FlowRow>("satellite rows", satellites.Select(r => r.Row));
        var known = WellKnownRoles.For([.. v], [.. f], table.DemandColumns.Select(d => d.Category));
        return new MrioTable(table.Identity, table.Z, table.Y,
            new(v, table.Industries, DenseMatrix.Create(v.Count, table.Industries.Count,
                (i, j) => i < k ? table.V.Values[i, j] : rows[i - k].Values[j])),
            new(v, table.DemandColumns,
                DenseMatrix.Create(v.Count, table.DemandColumns.Count, (i, j) => i < k ? table.VY.Values[i, j] : 0)),
            new(f, table.Industries, DenseMatrix.Create(f.Count, table.Industries.Count, (i, j) => satellites[i].Values[j])),
            x: table.PublishedOutput,
            roles: table.Roles with
            {
                Compensation = rows.Any(r => r.Name == Compensation) ? [Compensation] : null,
                ImputedCompensation = rows.Any(r => r.Name == ImputedCompensation) ? [ImputedCompensation] : null,
                Employment = known.Employment,
            },
            findings: [.. findings]);
    }

    /// <summary>
    /// COMP / VA of the accounts times the value added of the table. Where one of the two is zero or negative that share says
    /// nothing: COMP as published, at the region's rate. What the accounts do not have gets the sector's mean share.
    /// </summary>
    private (double[] Pay, double[] Imputed) CompensationOf(MrioTable table,
        Dictionary<(string, string, string), double> values, List<Finding> findings)
    {
        var added = table.V.Values.Row(table.V.Rows.IndexOf(new FlowRow("VA", "")));
        var rates = Rates(table, added, values);
        var line = new double?[added.Length];
        var sectors = new Dictionary<string, (double Pay, double Added)>(StringComparer.Ordinal);
        var published = new List<int>();
        for (var i = 0; i < line.Length; i++)
        {
            var industry = table.Industries[i];
            if (Of(values, "COMP", industry) is not { } pay) continue;
            if (added[i] > 0 && Of(values, "VA", industry) is > 0 and var va)
            {
                line[i] = pay / va * added[i];
                var (p, a) = sectors.GetValueOrDefault(industry.Sector.Code);
                sectors[industry.Sector.Code] = (p + line[i]!.Value, a + added[i]);
            }
            else if (pay == 0 || rates.ContainsKey(industry.Region.Code))
            {
                line[i] = pay * rates.GetValueOrDefault(industry.Region.Code);
                if (pay != 0) published.Add(i);
            }
        }

        var imputed = Enumerable.Range(0, line.Length).Where(i => line[i] is null && added[i] != 0).ToList();
        foreach (var i in imputed)
            line[i] = sectors.GetValueOrDefault(table.Industries[i].Sector.Code) is { Added: > 0 } mean
                ? mean.Pay / mean.Added * added[i] : 0;
        Published(table, published, line, findings);
        Missing("COMP", [.. imputed.Select(i => table.Industries[i])],
            "get the sector's mean share of value added in the other regions", findings);
        var all = Array.ConvertAll(line, w => w ?? 0);
        var part = new double[all.Length];
        foreach (var i in imputed) part[i] = all[i];
        return (all, part);
    }

    /// <summary>
    /// The table's money for one unit of a region's own in the accounts: value added in the one over that in the other.
    /// </summary>
    private static Dictionary<string, double> Rates(MrioTable table, double[] added,
        Dictionary<(string, string, string), double> values) =>
        table.Industries.Select((industry, i) => (industry.Region.Code, Table: added[i], Own: Of(values, "VA", industry) ?? 0))
            .Where(p => p is { Table: > 0, Own: > 0 }).GroupBy(p => p.Code)
            .ToDictionary(g => g.Key, g => g.Sum(p => p.Table) / g.Sum(p => p.Own), StringComparer.Ordinal);

    private void Published(MrioTable table, List<int> industries, double?[] line, List<Finding> findings)
    {
        if (industries.Count == 0) return;
        findings.Add(Finding.Info("ACCOUNTS-RATE", $"{workbook.Place}, COMP",
            "Where value added is not positive, or not in the accounts, compensation is the accounts' own figure at the rate "
                + "that the region's value added implies, not a share of value added.",
            string.Join(", ", industries.Take(8).Select(i => string.Create(CultureInfo.InvariantCulture,
                $"{table.Industries[i]} {line[i]:G6} {table.Identity.Unit}")))
                + (industries.Count > 8 ? $" and {industries.Count - 8} more" : "")));
    }

    private void Missing(string variable, List<Industry> industries, string then, List<Finding> findings)
    {
        if (industries.Count == 0) return;
        var whole = industries.GroupBy(i => i.Region.Code).Select(g => $"{g.Key} ({g.Count()})");
        findings.Add(Finding.Warning("ACCOUNTS-MISSING", $"{workbook.Place}, {variable}",
            $"Industries are not in the socio-economic accounts and {then}.",
            $"{industries.Count}: {string.Join(", ", whole.Take(8))}", "every industry of the table",
            "Bring figures of your own for these regions, or leave them out of the reading."));
    }

    private Dictionary<(string, string, string), double>? Read(int? year, List<Finding> findings, CancellationToken cancellation)
    {
        var values = new Dictionary<(string, string, string), double>();
        var seen = new List<string>();
        var found = false;
        workbook.Read((sheet, rows) =>
        {
            seen.Add(sheet);
            using var enumerator = rows.GetEnumerator();
            if (!enumerator.MoveNext() || Header(enumerator.Current) is not { } columns) return true;
            found = true;
            if (year is null || !columns.Years.TryGetValue(year.Value, out var column))
            {
                findings.Add(Finding.Warning("ACCOUNTS-YEAR", $"{workbook.Place}, sheet {sheet}",
                    "The socio-economic accounts do not have the year of the table and are left out.",
                    columns.Years.Count == 0 ? "no years" : $"{columns.Years.Keys.Min()} to {columns.Years.Keys.Max()}",
                    $"{year}", "Take the accounts of the same release."));
                return false;
            }

            while (enumerator.MoveNext()) Take(enumerator.Current, columns, column, sheet, values, findings);
            return false;
        }, cancellation);
        if (!found)
        {
            findings.Add(Finding.Error("EXCEL-LAYOUT", workbook.Place, "No sheet has the layout of the socio-economic accounts.",
                $"sheets {string.Join(", ", seen.Take(12))}",
                "a first row with Country, Variable, Code and years", "Check that this is the workbook as published."));
        }

        return values.Count > 0 ? values : null;
    }

    private void Take(ExcelRow row, Columns columns, int column, string sheet,
        Dictionary<(string, string, string), double> values, List<Finding> findings)
    {
        var key = (Region(row.Text(columns.Country)), row.Text(columns.Variable), row.Text(columns.Code));
        // Everything but numbers is "not known" here: the published files have #VALUE! and blanks in the last years.
        if (row[column] is double number && double.IsFinite(number) && !values.TryAdd(key, number))
        {
            findings.Add(Finding.Error("LABEL-DUPLICATE", $"{workbook.Place}, sheet {sheet}, row {row.Number}",
                "An entry occurs twice.", $"{key.Item1}, {key.Item2}, {key.Item3}", "each once", "Remove one row."));
        }
        else if (row[column] is string text && text.Any(char.IsAsciiDigit))
        {
            findings.Add(Finding.Error("EXCEL-TEXT",
                $"{workbook.Place}, sheet {sheet}, cell {ExcelRow.Reference(row.Number, column)}", "A number is stored as text.",
                $"'{text}'", "a number", "Convert the cell to a number in Excel."));
        }
    }

    private static Columns? Header(ExcelRow row)
    {
        var names = Enumerable.Range(0, row.Count).Select(row.Text).ToList();
        int At(string name) => names.FindIndex(n => n.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (At("country") < 0 || At("variable") < 0 || At("code") < 0) return null;
        var years = new Dictionary<int, int>();
        for (var j = 0; j < names.Count; j++)
        {
            if (int.TryParse(names[j].TrimStart('_'), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
                && year is > 1900 and < 2100)
                years.TryAdd(year, j);
        }

        return new Columns(At("country"), At("variable"), At("code"), years);
    }

    private static double? Of(Dictionary<(string, string, string), double> values, string variable, Industry industry) =>
        values.TryGetValue((Region(industry.Region.Code), variable, industry.Sector.Code), out var value) ? value : null;

    /// <summary>Romania is ROM in the tables of 2013 and ROU in their accounts.</summary>
    private static string Region(string code) => code == "ROM" ? "ROU" : code;

    private sealed record Columns(int Country, int Variable, int Code, Dictionary<int, int> Years);
}
