namespace IoEngine.Procurement.Ledger;

/// <summary>What one supplier was ordered in one year and currency. Immutable.</summary>
/// <param name="Supplier">Identity as found.</param>
/// <param name="Year">Year of the orders.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Number">Orders.</param>
/// <param name="Value">Exact sum.</param>
public readonly record struct SupplierYear(string Supplier, int Year, string Currency, long Number, decimal Value);

/// <summary>Suppliers by year, for the profile. Immutable.</summary>
public sealed class SupplierLedger
{
    private readonly Lazy<IReadOnlyList<SupplierYear>> rows;

    internal SupplierLedger(SupplierYear[] rows) => this.rows = new Lazy<IReadOnlyList<SupplierYear>>(rows);

    internal SupplierLedger(Func<IReadOnlyList<SupplierYear>> rows) => this.rows = new Lazy<IReadOnlyList<SupplierYear>>(rows);

    /// <summary>No suppliers.</summary>
    public static SupplierLedger Empty { get; } = new([]);

    /// <summary>By supplier, year and currency, each once, in ordinal order. Orders without a supplier are not here.</summary>
    /// <remarks>Added up when first asked for.</remarks>
    public IReadOnlyList<SupplierYear> Rows => rows.Value;

    internal SupplierLedger Plus(SupplierLedger other) => new(() => Sorted(Rows.Concat(other.Rows)));

    internal static SupplierYear[] Sorted(IEnumerable<SupplierYear> rows) =>
        rows.GroupBy(r => (r.Supplier, r.Year, r.Currency))
            .Select(g => new SupplierYear(g.Key.Supplier, g.Key.Year, g.Key.Currency, g.Sum(r => r.Number), g.Sum(r => r.Value)))
            .OrderBy(r => r.Supplier, StringComparer.Ordinal).ThenBy(r => r.Year).ThenBy(r => r.Currency, StringComparer.Ordinal)
            .ToArray();
}
