using IoEngine.Files.Lines;

namespace IoEngine.Procurement.Valuation;

/// <summary>Shares of a purchaser's price that are margins and product tax. Immutable.</summary>
/// <param name="Trade">Trade margin.</param>
/// <param name="Transport">Transport margin.</param>
/// <param name="Tax">Product tax less subsidies; may be negative.</param>
public readonly record struct MarginShares(double Trade, double Transport, double Tax);

/// <summary>Margins and product taxes by sector of the product ordered. Immutable.</summary>
public sealed class MarginTable
{
    private readonly Dictionary<string, MarginShares> bySector;

    private MarginTable(Dictionary<string, MarginShares> bySector) => this.bySector = bySector;

    /// <summary>The sectors with margins.</summary>
    public IReadOnlyCollection<string> Sectors => bySector.Keys;

    /// <summary>Shares given in code.</summary>
    /// <exception cref="InvalidDataFindingsException">Shares outside what leaves a basic price.</exception>
    public static MarginTable Of(IReadOnlyDictionary<string, MarginShares> bySector)
    {
        ArgumentNullException.ThrowIfNull(bySector);
        var findings = new List<Finding>();
        foreach (var (sector, shares) in bySector) Check(sector, shares, "margins", findings);
        return findings.Count == 0 ? new MarginTable(new Dictionary<string, MarginShares>(bySector, StringComparer.Ordinal))
            : throw new InvalidDataFindingsException("The margins can't be used", findings);
    }

    /// <summary>Reads <c>sector,trade,transport,tax</c>: shares of the purchaser's price.</summary>
    /// <exception cref="InvalidDataFindingsException">The file can't be used; every fault is listed.</exception>
    public static MarginTable Read(string path)
    {
        var findings = new List<Finding>();
        var csv = TidyCsv.Read(path, ["sector", "trade", "transport", "tax"], findings, "trade", "transport", "tax");
        var map = new Dictionary<string, MarginShares>(StringComparer.Ordinal);
        foreach (var row in csv.Rows)
        {
            if (!csv.TryText(row, "sector", out var sector) | !csv.TryNumber(row, "trade", out var trade)
                | !csv.TryNumber(row, "transport", out var transport) | !csv.TryNumber(row, "tax", out var tax)) continue;
            Check(sector, new(trade, transport, tax), csv.Place(row), findings);
            if (!map.TryAdd(sector, new(trade, transport, tax)))
                findings.Add(Finding.Error("MARGIN-DUPLICATE", csv.Place(row), "The sector occurs twice.", sector,
                    "one row a sector"));
        }

        return findings.Count == 0 ? new MarginTable(map) : throw new InvalidDataFindingsException("The margins can't be used",
            findings);
    }

    /// <summary>The shares of a sector, or false.</summary>
    public bool TryFind(string sector, out MarginShares shares) => bySector.TryGetValue(sector, out shares);

    private static void Check(string sector, MarginShares shares, string place, List<Finding> findings)
    {
        var sum = shares.Trade + shares.Transport + shares.Tax;
        if (shares.Trade >= 0 && shares.Transport >= 0 && shares.Tax < 1 && sum < 1) return;
        findings.Add(Finding.Error("MARGIN-SHARES", place, $"The margins and the tax of '{sector}' leave no basic price.",
            $"trade {shares.Trade}, transport {shares.Transport}, tax {shares.Tax}", "margins of at least 0 and a sum below 1"));
    }
}
