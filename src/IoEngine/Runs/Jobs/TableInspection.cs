using IoEngine.Accounts;
using IoEngine.Runs.Inputs;
using IoEngine.Tables;
using IoEngine.Validation;

namespace IoEngine.Runs.Jobs;

/// <summary>Totals of one region of a table, in the table's money. Immutable.</summary>
/// <param name="Region">Code.</param>
/// <param name="Output">x.</param>
/// <param name="ValueAdded">va; null where the table is invalid.</param>
/// <param name="FinalDemand">What its categories of final demand buy, anywhere.</param>
/// <param name="Industries">Industries.</param>
/// <param name="ZeroOutput">Industries without output.</param>
public sealed record RegionTotals(string Region, double Output, double? ValueAdded, double FinalDemand, int Industries,
    int ZeroOutput);

/// <summary>What a table is and how good it is. Immutable.</summary>
/// <param name="Table">The table as read.</param>
/// <param name="Validated">The table validated; null where it can't be used.</param>
/// <param name="Findings">All findings.</param>
/// <param name="Regions">Totals by region.</param>
public sealed record TableInspection(MrioTable Table, ValidatedTable? Validated, IReadOnlyList<Finding> Findings,
    IReadOnlyList<RegionTotals> Regions)
{
    /// <summary>Reads and examines a table.</summary>
    /// <param name="path">File, folder or zip.</param>
    /// <param name="options">Format, year, region of a national table; null: the defaults.</param>
    /// <param name="roles">Roles that the format does not say; null: none.</param>
    /// <param name="accounts">Files of accounts to attach, or JSON lists of such; null: none.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    /// <exception cref="InvalidDataFindingsException">The table can't be read at all.</exception>
    public static TableInspection Of(string path, TableReadOptions? options = null, TableRoles? roles = null,
        IReadOnlyList<string>? accounts = null, CancellationToken cancellation = default)
    {
        var attached = AccountsOfTables.Named(accounts ?? [], cancellation);
        var (table, left) = AccountsOfTables.Attach(TableReader.Read(path, options, cancellation), attached, roles);
        var (validated, findings) = TableValidator.Examine(table, left);
        var all = validated is null
            ? findings : [.. findings, .. TableDiagnostics.Examine(validated, cancellation: cancellation)];
        return new TableInspection(table, validated, all, Totals(table, validated));
    }

    /// <summary>How another edition of the table differs from this one.</summary>
    /// <param name="path">File, folder or zip.</param>
    /// <param name="options">Year, region; null: the defaults.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    /// <exception cref="InvalidDataFindingsException">The other table can't be read, or the two can't be compared.</exception>
    public IReadOnlyList<Finding> Against(string path, TableReadOptions? options = null,
        CancellationToken cancellation = default) =>
        EditionComparison.Of(Table, TableReader.Read(path, options, cancellation)).Findings;

    private static RegionTotals[] Totals(MrioTable table, ValidatedTable? validated)
    {
        var g = table.Regions.Count;
        var (output, valueAdded, demand) = (new double[g], new double[g], new double[g]);
        var (count, zero) = (new int[g], new int[g]);
        var x = (validated?.Output ?? table.PublishedOutput) is { } known ? known.Values : default;
        for (var j = 0; j < table.Industries.Count; j++)
        {
            var r = table.RegionOf[j];
            count[r]++;
            if (!x.IsEmpty) output[r] += x[j];
            if (!x.IsEmpty && x[j] == 0) zero[r]++;
            if (validated is not null) valueAdded[r] += validated.ValueAdded[j];
        }

        for (var c = 0; c < table.DemandColumns.Count; c++)
        {
            var r = table.Regions.IndexOf(table.DemandColumns[c].Region);
            foreach (var value in table.Y.Values.Column(c)) demand[r] += value;
        }

        return table.Regions.Select((region, r) =>
            new RegionTotals(region.Code, output[r], validated is null ? null : valueAdded[r], demand[r], count[r], zero[r]))
            .ToArray();
    }
}
