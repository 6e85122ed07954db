using System.Text;
using System.Text.RegularExpressions;
using IoEngine.Accounts;
using IoEngine.Files;
using IoEngine.Files.Lines;
using IoEngine.Files.Numbers;
using IoEngine.Numerics;
using IoEngine.Tables.Formats.Labelled;
using IoEngine.Tables.Naming;
using IoEngine.Tables.SupplyUse;
using IoEngine.Texts;

namespace IoEngine.Tables.Formats.Figaro;

/// <summary>Eurostat's FIGARO: matrices and flat files, industry by industry, product by product, and supply with use.</summary>
/// <remarks>
/// EUR million, current, basic prices. There is no column of output: it is the row sum. The rows W2_… at the foot are primary
/// inputs; value added is D1 + D29X39 + B2A3G. Supply and use alone are made square by the model of the options.
/// </remarks>
internal sealed class FigaroFormat : ISupplyUseFormat
{
    private static readonly LabelRules Rules = new(FigaroLabels.Column, FigaroLabels.Row,
        "REG_industry, REG_CPA_product or REG_P3_S14 and the like; rows also W2_D1 and the like",
        "Check that this is a FIGARO table, and restore the label.");

    /// <inheritdoc/>
    public string Name => "figaro";

    /// <inheritdoc/>
    public string LooksFor => "a CSV with rowLabels, AR_A01 … AR_P3_S13 …, or a flat file icioiRow, icioiCol …";

    /// <inheritdoc/>
    public bool Recognises(TableSource source) => Files(source).Any();

    /// <inheritdoc/>
    public IReadOnlyList<HeldTable> Held(TableSource source)
    {
        var files = Files(source).ToList();
        var square = files.Where(IsSquare).ToList();
        return YearFiles.Held(Candidates(square.Count > 0 ? square : files.Where(f => f.Kind == FigaroKind.Use)));
    }

    /// <inheritdoc/>
    public MrioTable Read(TableSource source, TableReadOptions options, CancellationToken cancellation)
    {
        var files = Files(source).ToList();
        var square = files.Where(IsSquare).ToList();
        if (square.Count == 0 && files.Any(f => f.Kind == FigaroKind.Supply) && files.Any(f => f.Kind == FigaroKind.Use))
            return SymmetricTable.Build(ReadSupplyUse(source, options, cancellation), options.Model, cancellation).Table;
        if (files.Count == 0 && source.Entries.Count == 1)
            square = [FigaroFile.Look(source, source.Entries[0], FigaroKind.Industries)];
        var file = YearFiles.Select(source, Candidates(square), options, "FIGARO matrix or flat file");
        var findings = new List<Finding>();
        var parts = ReadParts(source, file, Rules, options, findings, cancellation);
        if (parts is not null) CheckRows(parts, findings);
        TableAssembly.ThrowOnErrors(source, findings);
        return TableAssembly.Build(parts!, Identity(source, file, options, findings), Roles, findings);
    }

    /// <inheritdoc/>
    public SupplyUseTable ReadSupplyUse(TableSource source, TableReadOptions options, CancellationToken cancellation)
    {
        var files = Files(source).ToList();
        FigaroFile TheFile(FigaroKind kind, string what) =>
            YearFiles.Select(source, Candidates(files.Where(f => f.Kind == kind)), options, what);

        var (supplyFile, useFile) = (TheFile(FigaroKind.Supply, "FIGARO supply table"),
            TheFile(FigaroKind.Use, "FIGARO use table"));
        var findings = new List<Finding>();
        var rules = Rules with { RowOf = i => new Industry(i.Region.Code, "CPA_" + i.Sector.Code) };
        var supply = ReadParts(source, supplyFile, rules, options, findings, cancellation);
        var use = ReadParts(source, useFile, rules, options, findings, cancellation);
        if (use is not null) CheckRows(use, findings);
        if (supply is not null && use is not null)
        {
            LabelMatch.Positions([.. use.Industries], supply.Industries, $"{use.Place}, columns", findings);
            if (!use.Industries.Equals(supply.Industries))
                findings.Add(Finding.Error("FIGARO-ORDER", use.Place, "Supply and use have their industries in different orders.",
                    $"{use.Industries[0]} first", $"{supply.Industries[0]} first", "Take both of one edition."));
        }

        TableAssembly.ThrowOnErrors(source, findings);
        return SupplyUse(supply!, use!, Identity(source, useFile, options, findings), findings);
    }

    private static SupplyUseTable SupplyUse(TableParts supply, TableParts use, TableIdentity identity, List<Finding> findings)
    {
        var products = new Axis<Product>("products", supply.RowAxis.Select(p => new Product(p.Region, p.Sector)));
        var make = new DenseMatrix(supply.Industries.Count, products.Count, zeroed: false);
        for (var p = 0; p < products.Count; p++)
        {
            var column = make.WritableColumn(p);
            for (var i = 0; i < column.Length; i++) column[i] = supply.Z[p, i];
        }

        var primary = use.Rows.Where(r => r.Label.Kind == LabelKind.Primary).ToList();
        var rows = new Axis<FlowRow>("primary inputs", primary.Select(r => r.Label.Row));
        return new SupplyUseTable(
            identity,
            new LabelledMatrix<Industry, Product>(supply.Industries, products, make),
            new LabelledMatrix<Product, Industry>(products, supply.Industries, use.Z),
            new LabelledMatrix<Product, DemandColumn>(products, use.Demand, use.Y),
            new LabelledMatrix<FlowRow, Industry>(rows, supply.Industries,
                TableAssembly.Stack(primary, 0, supply.Industries.Count)),
            new LabelledMatrix<FlowRow, DemandColumn>(rows, use.Demand,
                TableAssembly.Stack(primary, supply.Industries.Count, use.Demand.Count)),
            roles: Roles(WellKnownRoles.For([.. rows], [], use.Demand.Select(d => d.Category))),
            findings: [.. findings]);
    }

    private static TableParts? ReadParts(TableSource source, FigaroFile file, LabelRules rules, TableReadOptions options,
        List<Finding> findings, CancellationToken cancellation) =>
            file.Flat
                ? LongTable.Read(source, file.Entry.Path, new LongTextLayout([0], [1], 6, 7), rules, complete: true, options,
                    findings, cancellation)
                : WideTable.Read(source, file.Entry.Path, new NumericTextLayout(1, 1) { MayNameIndex = false }, rules, options,
                    findings, cancellation: cancellation);

    private static TableRoles Roles(TableRoles known) => known with
    {
        ValueAdded = ["D1", "D29X39", "B2A3G"],
        Compensation = ["D1"],
        OtherTaxes = ["D29X39"],
        TaxesOnProducts = ["D21X31"],
    };

    private static void CheckRows(TableParts parts, List<Finding> findings)
    {
        var found = parts.Rows.Select(r => r.Label.Item).ToHashSet();
        foreach (var row in FigaroLabels.PrimaryInputs.Where(r => !found.Contains(r)))
        {
            findings.Add(Finding.Error("FIGARO-ROW-MISSING", parts.Place, "A row of primary inputs is missing.",
                string.Join(", ", found), $"W2_{row}", "Restore the file; its end may have been cut."));
        }

        if (parts.Demand.Count == 0)
            findings.Add(Finding.Error("FIGARO-COLUMN-MISSING", $"{parts.Place}, line 1", "There are no columns of final demand.",
                "none", "REG_P3_S13, REG_P3_S14 …", "Restore the file."));
    }

    private static TableIdentity Identity(TableSource source, FigaroFile file, TableReadOptions options, List<Finding> findings)
    {
        var year = YearFiles.YearOf(source, file.Entry, options, findings);
        var release = FigaroLabels.Edition(file.Entry.Name) is { } edition ? $"edition 20{edition}" : "edition unknown";
        var what = file.Kind switch
        {
            FigaroKind.Industries => "industry by industry",
            FigaroKind.Products => "product by product",
            _ => "supply and use",
        };
        return new TableIdentity
        {
            Name = $"FIGARO {what}{(year is null ? "" : $", {year}")} ({release})",
            Year = year,
            Unit = Unit.Read("million EUR"),
            Source = $"Eurostat FIGARO, {release}, {file.Entry.Name}",
            Format = "figaro",
        };
    }

    private static bool IsSquare(FigaroFile file) => file.Kind is FigaroKind.Industries or FigaroKind.Products;

    private static List<TableCandidate<FigaroFile>> Candidates(IEnumerable<FigaroFile> files) =>
        [.. files.Select(f => new TableCandidate<FigaroFile>(f, YearFiles.YearIn(f.Entry.Name), f.Entry.Path))];

    private static IEnumerable<FigaroFile> Files(TableSource source) => source.Entries
        .Where(e => e.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        .Select(e => FigaroFile.Look(source, e, null)).Where(f => f.Kind != FigaroKind.None);
}

/// <summary>What a FIGARO file holds.</summary>
internal enum FigaroKind
{
    None,
    Industries,
    Products,
    Supply,
    Use,
}

/// <summary>A FIGARO file, by its first lines. Immutable.</summary>
internal sealed record FigaroFile(FileEntry Entry, FigaroKind Kind, bool Flat)
{
    /// <summary>Looks into an entry; where it is nothing that is known, <paramref name="otherwise"/>.</summary>
    public static FigaroFile Look(TableSource source, FileEntry entry, FigaroKind? otherwise)
    {
        var lines = source.FirstLines(entry.Path, 2, 512 << 10);
        var header = DelimitedTokens.Split(Encoding.UTF8.GetBytes(lines[0]), (byte)',');
        var second = lines.Length > 1 ? DelimitedTokens.Split(Encoding.UTF8.GetBytes(lines[1][..Math.Min(lines[1].Length, 200)]),
            (byte)',') : [""];
        if (header.Length == 7 && header[0].StartsWith("ic", StringComparison.Ordinal)
            && header[0].EndsWith("Row", StringComparison.Ordinal))
            return new FigaroFile(entry, second.Length > 1 ? FlatKind(header[0], second) : FigaroKind.None, true);
        var matrix = header.Length > 1 && header[0] == "rowLabels";
        return new FigaroFile(entry, matrix ? MatrixKind(header, second[0]) : otherwise ?? FigaroKind.None,
            header.Length == 7 && !matrix);
    }

    private static FigaroKind FlatKind(string name, string[] cells) =>
        name.Contains("sup", StringComparison.Ordinal) ? FigaroKind.Supply
        : name.Contains("use", StringComparison.Ordinal) ? FigaroKind.Use
        : FigaroLabels.IsProduct(cells[0]) ? FigaroKind.Products : FigaroKind.Industries;

    private static FigaroKind MatrixKind(string[] header, string firstRow) =>
        (FigaroLabels.IsProduct(firstRow), FigaroLabels.IsProduct(header[1])) switch
        {
            (true, true) => FigaroKind.Products,
            (false, false) => FigaroKind.Industries,
            (true, false) when header.Any(h => FigaroLabels.Column([h]).Kind == LabelKind.Demand) => FigaroKind.Use,
            (true, false) => FigaroKind.Supply,
            _ => FigaroKind.None,
        };
}

/// <summary>The labels of FIGARO.</summary>
internal static partial class FigaroLabels
{
    /// <summary>The rows at the foot, without their area W2.</summary>
    public static readonly string[] PrimaryInputs = ["D21X31", "OP_RES", "OP_NRES", "D1", "D29X39", "B2A3G"];

    public static CellLabel Column(string[] levels) =>
        !CellLabel.TrySplit(levels[0], out var region, out var item) ? default
        : new(Demand().IsMatch(item) ? LabelKind.Demand : LabelKind.Industry, region, item);

    public static CellLabel Row(string[] levels) =>
        !CellLabel.TrySplit(levels[0], out var region, out var item) ? default
        : region == "W2" ? new(LabelKind.Primary, Item: item, Unit: "million EUR")
        : new(LabelKind.Industry, region, item);

    public static bool IsProduct(string label) =>
        CellLabel.TrySplit(label, out _, out var item) && item.StartsWith("CPA_", StringComparison.Ordinal);

    /// <summary>The two digits of "24ed".</summary>
    public static string? Edition(string name) => EditionMark().Match(name) is { Success: true } m ? m.Groups[1].Value : null;

    // P3_S13, P51G, P5M; education is P85, so the digit decides.
    [GeneratedRegex(@"^P(?:3|5|6)\w*$", RegexOptions.CultureInvariant)]
    private static partial Regex Demand();

    [GeneratedRegex(@"(?<!\d)(\d\d)ed(?![a-z])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EditionMark();
}
