using IoEngine.Accounts;
using IoEngine.Leontief;
using IoEngine.Numerics;
using IoEngine.Validation;

namespace IoEngine.Analyses.Trade;

/// <summary>
/// A[(o,p),(r,j)] = T[o | p,r,j] · H[p,(r,j)]: technology H says how much of product p an industry needs, trade shares T say from
/// where. Immutable.
/// </summary>
/// <remarks>
/// Shares are shares only where all cells of a product in a column are ≥ 0 and one is positive; elsewhere T is 0 and the
/// recombination keeps the cells as they are. 1 = ΣH + v + τ + ω, so v, τ and every other row per unit of output stay with H.
/// </remarks>
public sealed class TradeStructure
{
    private readonly Coefficients coefficients;

    /// <summary>Splits the coefficients of a table.</summary>
    public TradeStructure(ValidatedTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        Source = table;
        coefficients = new Coefficients(table);
        SectorOf = SectorsOf(table.Table);
        Technology = new LabelledMatrix<Sector, Industry>(table.Table.Sectors, table.Table.Industries, Aggregate());
    }

    /// <summary>The table.</summary>
    public ValidatedTable Source { get; }

    /// <summary>H[p, rj] = Σ_o A[(o,p), rj]: input of product p from anywhere per unit of output, N × n.</summary>
    public LabelledMatrix<Sector, Industry> Technology { get; }

    /// <summary>For each industry, the position of its sector in the table's sectors.</summary>
    internal int[] SectorOf { get; }

    /// <summary>
    /// T[(o,p), rj]: share of origin o in the input of product p, n × n; 0 where there is no such input. A new matrix at each
    /// call.
    /// </summary>
    public LabelledMatrix<Industry, Industry> TradeShares()
    {
        var t = coefficients.A();
        for (var j = 0; j < t.Columns; j++)
        {
            var column = t.WritableColumn(j);
            for (var i = 0; i < column.Length; i++)
            {
                var h = Technology.Values[SectorOf[i], j];
                column[i] = h == 0 ? 0 : column[i] / h;
            }
        }

        return new LabelledMatrix<Industry, Industry>(Source.Table.Industries, Source.Table.Industries, t);
    }

    /// <summary>A = T ∘ H, n × n, from any trade shares and any technology over the same industries.</summary>
    /// <exception cref="ArgumentException">The two are over different industries, or a sector is missing.</exception>
    public static LabelledMatrix<Industry, Industry> Recombine(LabelledMatrix<Industry, Industry> tradeShares,
        LabelledMatrix<Sector, Industry> technology)
    {
        ArgumentNullException.ThrowIfNull(tradeShares);
        ArgumentNullException.ThrowIfNull(technology);
        if (!tradeShares.Columns.Equals(technology.Columns))
            throw new ArgumentException("T and H have different columns.", nameof(technology));
        var sectorOf = tradeShares.Rows.Select(i => technology.Rows.IndexOf(i.Sector)).ToArray();
        var (t, h) = (tradeShares.Values, technology.Values);
        return new LabelledMatrix<Industry, Industry>(tradeShares.Rows, tradeShares.Columns,
            DenseMatrix.Create(t.Rows, t.Columns, (i, j) => t[i, j] * h[sectorOf[i], j]));
    }

    internal static int[] SectorsOf(MrioTable table) => table.Industries.Select(i => table.Sectors.IndexOf(i.Sector)).ToArray();

    private DenseMatrix Aggregate()
    {
        var a = coefficients.A();
        var h = new DenseMatrix(Source.Table.Sectors.Count, a.Columns);
        for (var j = 0; j < a.Columns; j++)
        {
            var column = a.Column(j);
            var to = h.WritableColumn(j);
            for (var i = 0; i < column.Length; i++) to[SectorOf[i]] += column[i];
        }

        return h;
    }
}
