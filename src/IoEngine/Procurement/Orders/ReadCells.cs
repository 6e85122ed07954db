using System.Collections;
using IoEngine.Procurement.Ledger;

namespace IoEngine.Procurement.Orders;

/// <summary>Texts of cells by their numbers.</summary>
internal sealed record CellTexts(string[] Countries, string[] Schemes, string[] Codes, string[] Naces, string[] Currencies,
    string[] Contracts)
{
    public OrderCell CellOf(in CellEntry entry) => new()
    {
        Year = entry.Key.Year,
        RateYear = entry.Key.Year,
        SupplierCountry = Countries[entry.Key.SupplierCountry],
        OriginCountry = Countries[entry.Key.OriginCountry],
        Scheme = Schemes[entry.Key.Scheme],
        Code = Codes[entry.Key.Code],
        Nace = Naces[entry.Key.Nace],
        Contract = Contracts[entry.Key.Contract],
        Band = entry.Key.Band,
        Flags = entry.Key.Flags,
        Currency = Currencies[entry.Key.Currency],
        Value = entry.Sum.Value,
        Number = entry.Sum.Number,
    };
}

/// <summary>The cells of a year as reading left them: they get their texts when they are looked at. Immutable.</summary>
/// <remarks>Half the memory of finished cells, and none of it is looked through when garbage is collected.</remarks>
internal sealed class ReadCells(CellTable table, CellTexts texts) : IReadOnlyList<OrderCell>
{
    public int Count => table.Count;

    public OrderCell this[int index] => texts.CellOf(table[index]);

    public IEnumerator<OrderCell> GetEnumerator()
    {
        for (var i = 0; i < table.Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
