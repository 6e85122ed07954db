using System.Collections.Concurrent;
using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Tables.Naming;

namespace IoEngine.Tables.Formats.Labelled;

/// <summary>Takes rows of a wide table straight to Z and Y, so that the file is never held a second time.</summary>
/// <remarks>
/// Row i is taken to be the i-th industry of the columns until the labels are known; what comes after the industries is kept
/// aside. Columns with one destination (parts of a country) are added up here; such rows are kept aside and added later, in the
/// file's order.
/// </remarks>
internal sealed class WideSink
{
    private readonly int[] target;
    private readonly bool[] adds;
    private readonly int[] direct;
    private readonly ConcurrentDictionary<int, double[]> kept = [];

    /// <param name="columns">What the columns are.</param>
    /// <param name="industries">Industries of the table, n.</param>
    /// <param name="demand">Columns of final demand of the table, d.</param>
    /// <param name="rows">
    /// Rows of Z where they are not the industries, in the order in which they are expected; null: the industries.
    /// </param>
    public WideSink(CellLabel[] columns, Axis<Industry> industries, Axis<DemandColumn> demand, Axis<Industry>? rows = null)
    {
        Industries = industries;
        Rows = rows ?? industries;
        Demand = demand;
        Width = industries.Count + demand.Count + 1;
        Z = new DenseMatrix(Rows.Count, columns.Any(c => c.Kind == LabelKind.Industry) ? industries.Count : 0);
        Y = new DenseMatrix(Rows.Count, demand.Count);
        Output = new DenseMatrix(Rows.Count, columns.Any(c => c.Kind == LabelKind.Output) ? 1 : 0);
        target = new int[columns.Length];
        adds = new bool[columns.Length];
        var seen = new bool[Width];
        for (var j = 0; j < columns.Length; j++)
        {
            target[j] = TargetOf(columns[j]);
            if (target[j] < 0) continue;
            adds[j] = seen[target[j]];
            seen[target[j]] = true;
        }

        var first = new bool[industries.Count];
        direct = Z.Columns > 0 && rows is null
            ? columns.Select((c, j) => (c.Kind, Target: target[j])).Where(c => c.Kind == LabelKind.Industry)
                .Select(c => c.Target < 0 || first[c.Target] ? -1 : Mark(first, c.Target)).ToArray()
            : Enumerable.Range(0, Rows.Count).ToArray();
    }

    public Axis<Industry> Industries { get; }

    /// <summary>Rows of Z and Y.</summary>
    public Axis<Industry> Rows { get; }

    public Axis<DemandColumn> Demand { get; }

    /// <summary>n × n, or n × 0 where the file has no industries in its columns.</summary>
    public DenseMatrix Z { get; private set; }

    public DenseMatrix Y { get; private set; }

    /// <summary>n × 1 or n × 0.</summary>
    public DenseMatrix Output { get; private set; }

    /// <summary>n + d + 1: the numbers of a row that is kept aside; the last is its total.</summary>
    public int Width { get; }

    /// <summary>Takes a tile of rows; concurrent calls must bring disjoint rows.</summary>
    public void Write(int firstRow, int rows, ReadOnlySpan<double> tile)
    {
        var width = target.Length;
        for (var r = 0; r < rows;)
        {
            var to = DirectOf(firstRow + r);
            if (to < 0)
            {
                Keep(firstRow + r, tile.Slice(r * width, width));
                r++;
                continue;
            }

            var run = 1;
            while (r + run < rows && DirectOf(firstRow + r + run) == to + run) run++;
            Transpose(tile[(r * width)..], to, run);
            r += run;
        }
    }

    /// <summary>
    /// Puts every row where its label says, and gives the numbers of the rows that are not industries, by row of the file.
    /// </summary>
    public Dictionary<int, double[]> Settle(CellLabel[] rows)
    {
        var from = new int[Rows.Count];
        Array.Fill(from, -1);
        var aside = new Dictionary<int, double[]>();
        var moved = false;
        for (var r = 0; r < rows.Length; r++)
        {
            var at = DirectOf(r);
            var to = rows[r].Kind == LabelKind.Industry && Rows.TryIndexOf(rows[r].Industry, out var i) ? i : -1;
            if (at >= 0 && to >= 0 && from[to] < 0) from[to] = at;
            else if (at >= 0) aside[r] = Extract(at);
            moved |= at >= 0 && at != to;
        }

        if (moved)
        {
            Z = LabelMatch.Reorder(Z, from, null);
            Y = LabelMatch.Reorder(Y, from, null);
            Output = LabelMatch.Reorder(Output, from, null);
        }

        foreach (var (r, values) in kept) aside[r] = values;
        foreach (var r in aside.Keys.Order().ToList())
        {
            if (r >= rows.Length || rows[r].Kind != LabelKind.Industry) continue;
            if (Rows.TryIndexOf(rows[r].Industry, out var to)) AddRow(to, aside[r]);
            aside.Remove(r);
        }

        return aside;
    }

    private static int Mark(bool[] first, int target)
    {
        first[target] = true;
        return target;
    }

    private int TargetOf(CellLabel column) => column.Kind switch
    {
        LabelKind.Industry => Industries.TryIndexOf(column.Industry, out var i) ? i : -1,
        LabelKind.Demand => Demand.TryIndexOf(column.Demand, out var d) ? Industries.Count + d : -1,
        LabelKind.Output => Width - 1,
        _ => -1,
    };

    private int DirectOf(int row) => row < direct.Length ? direct[row] : -1;

    private void Keep(int row, ReadOnlySpan<double> values)
    {
        var aside = new double[Width];
        for (var j = 0; j < values.Length; j++)
        {
            if (target[j] >= 0) aside[target[j]] += values[j];
        }

        kept[row] = aside;
    }

    private Span<double> ColumnAt(int position) =>
        position < Industries.Count ? Z.WritableColumn(position)
        : position < Width - 1 ? Y.WritableColumn(position - Industries.Count)
        : Output.WritableColumn(0);

    private void Transpose(ReadOnlySpan<double> tile, int to, int rows)
    {
        var width = target.Length;
        for (var j = 0; j < width; j++)
        {
            if (target[j] < 0) continue;
            var column = ColumnAt(target[j]).Slice(to, rows);
            var k = j;
            if (adds[j])
            {
                for (var i = 0; i < column.Length; i++, k += width) column[i] += tile[k];
            }
            else
            {
                for (var i = 0; i < column.Length; i++, k += width) column[i] = tile[k];
            }
        }

    }

    private double[] Extract(int row)
    {
        var values = new double[Width];
        for (var j = 0; j < Z.Columns; j++) values[j] = Z[row, j];
        for (var j = 0; j < Y.Columns; j++) values[Industries.Count + j] = Y[row, j];
        if (Output.Columns > 0) values[^1] = Output[row, 0];
        return values;
    }

    private void AddRow(int row, double[] values)
    {
        for (var j = 0; j < Z.Columns; j++) Z[row, j] += values[j];
        for (var j = 0; j < Y.Columns; j++) Y[row, j] += values[Industries.Count + j];
        if (Output.Columns > 0) Output[row, 0] += values[^1];
    }
}
