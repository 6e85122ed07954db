using IoEngine.Files.Lines;

namespace IoEngine.Procurement.Mapping;

/// <summary>
/// Contracts (or single orders) whose sector is known better than by code: the first rule of the mapping. Immutable.
/// </summary>
public sealed class ContractOverrides
{
    private readonly Dictionary<string, SectorWeights> byContract;

    private ContractOverrides(Dictionary<string, SectorWeights> byContract, IReadOnlyList<ConcordanceLine> lines, string path)
    {
        this.byContract = byContract;
        Lines = lines;
        Path = path;
    }

    /// <summary>The contracts, in ordinal order.</summary>
    public IReadOnlyList<string> Contracts => byContract.Keys.Order(StringComparer.Ordinal).ToArray();

    internal IReadOnlyList<ConcordanceLine> Lines { get; }

    internal string Path { get; }

    /// <summary>Rows given in code.</summary>
    /// <exception cref="InvalidDataFindingsException">The weights of a contract don't add to 1.</exception>
    public static ContractOverrides Of(IEnumerable<(string Contract, string Sector, double Weight)> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Checked(rows.Select((r, i) => new ConcordanceLine("", r.Contract, r.Sector, r.Weight, 1, 9999, i + 1)).ToList(),
            "overrides", []);
    }

    /// <summary>Reads <c>contract,sector,weight</c>.</summary>
    /// <exception cref="InvalidDataFindingsException">
    /// The file can't be used, or weights don't add to 1; every fault is listed.
    /// </exception>
    public static ContractOverrides Read(string path)
    {
        var findings = new List<Finding>();
        var csv = TidyCsv.Read(path, ["contract", "sector", "weight"], findings);
        var lines = new List<ConcordanceLine>(csv.Rows.Count);
        foreach (var row in csv.Rows)
        {
            if (csv.TryText(row, "contract", out var contract) & csv.TryText(row, "sector", out var sector)
                & csv.TryNumber(row, "weight", out var weight))
                lines.Add(new ConcordanceLine("", contract, sector, weight, 1, 9999, row.Line));
        }

        return Checked(lines, path, findings);
    }

    /// <summary>Whether the contract has an override.</summary>
    public bool Has(string contract) => byContract.ContainsKey(contract);

    internal SectorWeights? Find(string contract) =>
        contract.Length > 0 && byContract.TryGetValue(contract, out var weights) ? weights : null;

    private static ContractOverrides Checked(List<ConcordanceLine> lines, string path, List<Finding> findings)
    {
        foreach (var contract in lines.GroupBy(l => l.Code)) DatedWeights.Check(contract.ToArray(), "contract", path, findings);
        if (findings.Exists(f => f.Severity == Severity.Error))
            throw new InvalidDataFindingsException("The overrides can't be used", findings);
        return new ContractOverrides(lines.GroupBy(l => l.Code)
            .ToDictionary(g => g.Key, g => SectorWeights.Normalised(g), StringComparer.Ordinal), lines, path);
    }
}
