using IoEngine.Accounts;
using IoEngine.Files.Lines;
using IoEngine.Leontief;
using IoEngine.Numerics;

namespace IoEngine.Households;

/// <summary>
/// Capital goods that industries use up, as a file has them: flows of a year, or per unit of output for any year. Immutable.
/// </summary>
public sealed class CapitalFlows
{
    private const string Pure = "1";

    private readonly string path;
    private readonly List<Flow> flows;

    private CapitalFlows(string path, List<Flow> flows) => (this.path, this.flows) = (path, flows);

    /// <summary>
    /// Reads a file: region,sector,using_region,using_sector,value,unit[,year], one row a cell that is not zero. The unit is of
    /// money, for flows of the year, or 1, for shares of output; rows without a year are shares.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="findings">Takes every fault.</param>
    public static CapitalFlows Read(string path, List<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var csv = TidyCsv.Read(path, ["region", "sector", "using_region", "using_sector", "value", "unit"], findings, "value");
        var flows = new List<Flow>();
        var known = new HashSet<(Industry, Industry, int?)>();
        foreach (var row in csv.Rows)
        {
            if (!(csv.TryText(row, "region", out var region) & csv.TryText(row, "sector", out var sector)
                & csv.TryText(row, "using_region", out var usingRegion) & csv.TryText(row, "using_sector", out var usingSector)
                & csv.TryNumber(row, "value", out var value) & TryUnit(csv, row, findings, out var unit)
                & csv.TryOptionalYear(row, "year", out var year))) continue;
            var (from, to) = (new Industry(region, sector), new Industry(usingRegion, usingSector));
            var flow = new Flow(from, to, value, unit, year, row.Line);
            if (unit is not null && year is null)
                findings.Add(Finding.Error("CAPITAL-YEAR", csv.Place(row, "year"),
                    "A flow of money is of some year, and none is given.", "empty", "the year",
                    $"Add the year, or give shares of output with the unit {Pure}."));
            else if (!known.Add((flow.From, flow.To, year)))
                findings.Add(Finding.Error("CAPITAL-DUPLICATE", csv.Place(row), "The cell occurs twice.",
                    $"{flow.From} in {flow.To}" + (year is { } of ? $", {of}" : ""), "each cell once a year",
                    "Remove one of the two rows."));
            else flows.Add(flow);
        }

        return new CapitalFlows(path, flows);
    }

    /// <summary>Shares of output, for tables of any year.</summary>
    /// <param name="perUnit">Capital good of the row per unit of output of the column.</param>
    public static CapitalFlows OfShares(LabelledMatrix<Industry, Industry> perUnit)
    {
        ArgumentNullException.ThrowIfNull(perUnit);
        var flows = new List<Flow>();
        for (var j = 0; j < perUnit.Columns.Count; j++)
        {
            for (var i = 0; i < perUnit.Rows.Count; i++)
            {
                if (perUnit.Values[i, j] != 0)
                    flows.Add(new Flow(perUnit.Rows[i], perUnit.Columns[j], perUnit.Values[i, j], null, null, 0));
            }
        }

        return new CapitalFlows("closure.capital", flows);
    }

    /// <summary>K of a table: the flows of its year, else the shares of all years.</summary>
    /// <exception cref="InvalidDataFindingsException">
    /// Industries are not in the table, there are no rows for its year, or K is none; see <see cref="CapitalUse.Of"/>.
    /// </exception>
    public CapitalUse In(Coefficients coefficients)
    {
        ArgumentNullException.ThrowIfNull(coefficients);
        var table = coefficients.Source.Table;
        var ofYear = flows.Where(f => f.Year is { } of && of == table.Identity.Year).ToList();
        var taken = ofYear.Count > 0 ? ofYear : flows.FindAll(f => f.Year is null);
        var findings = new List<Finding>();
        if (taken.Count == 0)
            findings.Add(Finding.Error("CAPITAL-YEAR", path, "There are no capital goods of the table's year.",
                YearSpans.Of(flows.Select(f => f.Year).OfType<int>()), $"{table.Identity.Year}",
                $"Add the rows of this year, or shares of output for all years: rows with an empty year and the unit {Pure}."));
        var k = new DenseMatrix(coefficients.Industries.Count, coefficients.Industries.Count);
        var unknown = new List<string>();
        foreach (var flow in taken)
        {
            if (!coefficients.Industries.TryIndexOf(flow.From, out var i)
                | !coefficients.Industries.TryIndexOf(flow.To, out var j))
                unknown.Add($"line {flow.Line}: {flow.From} in {flow.To}");
            else if (Share(flow, coefficients, j) is { } share) k[i, j] = share;
            else
                findings.Add(Finding.Error("CAPITAL-UNIT", $"{path}, line {flow.Line}",
                    "The flow is not in the money of the table.", $"'{flow.Unit!.Value.Published}'",
                    $"{table.Identity.Unit}, or another scale of {table.Identity.Unit.Currency}",
                    "Convert it at the rate of its year."));
        }

        if (unknown.Count > 0)
            findings.Add(Finding.Error("INDUSTRY-UNKNOWN", path, "The table has no such industries.",
                CapitalUse.Some(unknown),
                $"industries such as {coefficients.Industries[0]}",
                "Write region and sector as the table does; ioe inspect lists them."));
        return findings.Count > 0 ? throw new InvalidDataFindingsException("The capital-use matrix can't be used", findings)
            : CapitalUse.Of(coefficients, k);
    }

    // An industry without output has no share; whatever it places is refused with its name.
    private static double? Share(Flow flow, Coefficients coefficients, int j)
    {
        if (flow.Unit is not { } unit) return flow.Value;
        var output = coefficients.Source.Output[j];
        return unit.In(coefficients.Source.Table.Identity.Unit) * flow.Value / (output > 0 ? output : 1);
    }

    private static bool TryUnit(TidyCsv csv, TidyRow row, List<Finding> findings, out Unit? unit)
    {
        unit = null;
        if (!csv.TryText(row, "unit", out var text)) return false;
        if (text == Pure) return true;
        if (Unit.TryReadMoney(text, out var money))
        {
            unit = money;
            return true;
        }

        findings.Add(Finding.Error("CAPITAL-UNIT", csv.Place(row, "unit"), "The unit is neither of money nor a share of output.",
            $"'{text}'", $"a unit such as 'million USD', or {Pure}", "State the unit."));
        return false;
    }

    private sealed record Flow(Industry From, Industry To, double Value, Unit? Unit, int? Year, int Line);
}
