using System.Globalization;

namespace IoEngine.Demonstration;

/// <summary>One synthetic purchase order. Immutable.</summary>
/// <param name="Number">Running number from 1, in the order of time.</param>
/// <param name="Date">Date of the order.</param>
/// <param name="SupplierNumber">Running number of the supplier.</param>
/// <param name="SupplierCountry">ISO 3166 alpha-3; empty in a few rows, as in real extracts.</param>
/// <param name="PurchaseCode">
/// Activity code (three digits, until 2011) or purchase-family code (four digits, from 2012); now and then empty.
/// </param>
/// <param name="Nace">NACE Rev. 2 class of the supplier; 46.x for distributors; now and then empty.</param>
/// <param name="Cents">Value in hundredths of the currency; negative for a credit note.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="OnSite">A service carried out on the laboratory's site.</param>
/// <param name="InKind">A contribution in kind.</param>
/// <param name="Funding">A transfer of funds to a partner.</param>
public readonly record struct DemonstrationOrder(
    int Number, DateOnly Date, int SupplierNumber, string SupplierCountry, string PurchaseCode, string Nace, long Cents,
    string Currency, bool OnSite, bool InKind, bool Funding)
{
    /// <summary>Order number, such as PO0000017.</summary>
    public string OrderId => string.Create(CultureInfo.InvariantCulture, $"PO{Number:D7}");

    /// <summary>Supplier's identity, such as S00421.</summary>
    public string SupplierId => string.Create(CultureInfo.InvariantCulture, $"S{SupplierNumber:D5}");

    /// <summary>Value in <see cref="Currency"/>.</summary>
    public decimal Value => new((int)(Math.Abs(Cents) & 0xFFFFFFFF), (int)(Math.Abs(Cents) >> 32), 0, Cents < 0, 2);
}
