using IoEngine.Accounts;
using IoEngine.Leontief;
using IoEngine.Numerics;
using IoEngine.Places;

namespace IoEngine.Households;

/// <summary>Builds the accounts R, C, D of a closure from a table and its parameters.</summary>
public static class ClosureBuilder
{
    /// <summary>
    /// The accounts that a closure closes by its name: households, and for <c>sam</c> capital and government too; null for
    /// <c>none</c>.
    /// </summary>
    /// <exception cref="InvalidDataFindingsException">
    /// The table or the parameters lack what the closure needs; every lack is listed.
    /// </exception>
    public static InstitutionAccounts? Build(Coefficients coefficients, Closure closure)
    {
        ArgumentNullException.ThrowIfNull(closure);
        return closure.Rule.Accounts is { Count: > 0 } kinds ? Build(coefficients, closure, kinds) : null;
    }

    /// <summary>The accounts of any set of kinds: capital, households, government.</summary>
    /// <param name="coefficients">Coefficients of a validated table.</param>
    /// <param name="closure">Closure, parameters, closed regions, residence.</param>
    /// <param name="kinds">Which kinds of account are closed.</param>
    /// <exception cref="InvalidDataFindingsException">
    /// The table or the parameters lack what the closure needs; every lack is listed.
    /// </exception>
    public static InstitutionAccounts Build(Coefficients coefficients, Closure closure, IReadOnlyList<AccountKind> kinds)
    {
        ArgumentNullException.ThrowIfNull(coefficients);
        ArgumentNullException.ThrowIfNull(closure);
        ArgumentNullException.ThrowIfNull(kinds);
        closure = closure.In(coefficients.Source.Table);
        var findings = new List<Finding>();
        var regions = ClosedRegions(coefficients.Source.Table, closure, findings);
        var spending = new SpendingPatterns(coefficients.Source, closure, findings);
        var labour = new LabourIncome(coefficients, closure, findings);
        var residence = ResidenceMatrix.Resolve(coefficients.Source.Table.Regions, closure.Residence, findings);
        foreach (var kind in kinds)
        {
            spending.Require(kind, regions);
            labour.Require(kind);
        }

        if (findings.Any(f => f.Severity == Severity.Error))
            throw new InvalidDataFindingsException(
                $"The closure '{Closure.NameOf(closure.Kind)}' can't be built on table "
                    + $"'{coefficients.Source.Table.Identity.Name}'", findings);

        var accounts = new Axis<Account>("accounts", kinds.SelectMany(k => regions.Select(r => new Account(k, r))));
        var income = new DenseMatrix(coefficients.Industries.Count, accounts.Count);
        var purchases = new DenseMatrix(coefficients.Industries.Count, accounts.Count);
        var mixed = closure.Rule.SurplusShare is not null ? new DenseMatrix(coefficients.Industries.Count, accounts.Count) : null;
        var taxes = new double[accounts.Count];
        for (var a = 0; a < accounts.Count; a++)
        {
            labour.Fill(accounts[a], residence, income.WritableColumn(a));
            if (mixed is not null) labour.FillMixedShare(accounts[a], residence, mixed.WritableColumn(a));
            taxes[a] = spending.Fill(accounts[a], purchases.WritableColumn(a));
        }

        return new InstitutionAccounts(accounts, coefficients.Industries, income, purchases, TaxTransfers(accounts, taxes), taxes)
        {
            SurplusIncome = mixed,
        };
    }

    /// <summary>R' (n × a) alone: incomes per unit of output, of coefficients whose value added may be of no table.</summary>
    /// <param name="coefficients">Coefficients.</param>
    /// <param name="closure">The closure, with the parameters of its own year.</param>
    /// <param name="accounts">Its accounts, which another table has already been found to allow.</param>
    internal static DenseMatrix IncomeRows(Coefficients coefficients, Closure closure, Axis<Account> accounts)
    {
        var findings = new List<Finding>();
        var labour = new LabourIncome(coefficients, closure, findings);
        var residence = ResidenceMatrix.Resolve(coefficients.Source.Table.Regions, closure.Residence, findings);
        foreach (var kind in accounts.Select(a => a.Kind).Distinct()) labour.Require(kind);
        if (findings.Any(f => f.Severity == Severity.Error))
            throw new InvalidDataFindingsException($"The closure '{Closure.NameOf(closure.Kind)}' can't be built on table "
                + $"'{coefficients.Source.Table.Identity.Name}'", findings);
        var income = new DenseMatrix(coefficients.Industries.Count, accounts.Count);
        for (var a = 0; a < accounts.Count; a++) labour.Fill(accounts[a], residence, income.WritableColumn(a));
        return income;
    }

    /// <summary>
    /// D: the product taxes on what an account buys are income of the government of its region, where that is closed.
    /// </summary>
    internal static DenseMatrix TaxTransfers(Axis<Account> accounts, double[] taxes)
    {
        var d = new DenseMatrix(accounts.Count, accounts.Count);
        for (var a = 0; a < accounts.Count; a++)
        {
            if (accounts.TryIndexOf(new Account(AccountKind.Government, accounts[a].Region), out var government))
                d[government, a] = taxes[a];
        }

        return d;
    }

    private static Region[] ClosedRegions(MrioTable table, Closure closure, List<Finding> findings)
    {
        if (closure.Regions is { Count: 0 })
            findings.Add(Finding.Error("CLOSURE-REGION", "closure.regions", "The list of regions to be closed is empty.", "",
                "\"all\" or at least one region", "Use the closure 'none' for Type I only."));
        if (closure.Regions is null) return [.. table.Regions];
        var map = new RegionMap(table.Regions);
        var closed = new HashSet<Region>();
        foreach (var region in closure.Regions)
        {
            // ROM in the table is ROU, or Romania, in the list.
            if (map.Named(region.Code) is { } own) closed.Add(own);
            else
                findings.Add(Finding.Error("CLOSURE-REGION", "closure.regions", "A region to be closed is not in the table.",
                    $"'{region.Code}'",
                    string.Join(", ", table.Regions.Take(12)) + (table.Regions.Count > 12 ? ", …" : ""),
                    "Use the table's codes."));
        }

        return table.Regions.Where(closed.Contains).ToArray();
    }
}
