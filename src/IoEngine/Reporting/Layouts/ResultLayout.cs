namespace IoEngine.Reporting.Layouts;

/// <summary>
/// A result file as declared: its name, what stands in it, and its columns. Files, readers and the documentation follow it.
/// </summary>
/// <param name="name">Name of the file without extension.</param>
/// <param name="about">What stands in it, a sentence or two.</param>
internal abstract class ResultLayout(string name, string about)
{
    public string Name { get; } = name;

    public string About { get; } = about;

    /// <summary>When a run writes it.</summary>
    public string Written { get; init; } = "always";

    /// <summary>What else a reader should know; stands below the columns.</summary>
    public string Notes { get; init; } = "";

    /// <summary>The heading in the documentation, where the name alone would name two.</summary>
    public string Title { get; init; } = name;

    public abstract IReadOnlyList<Column> Columns { get; }

    /// <summary>The table without a row.</summary>
    public ResultTable Empty(bool filledAnew = false) =>
        new(Name, [.. Columns.Select(c => (c.Name, c.Kind))]) { IsFilledAnew = filledAnew };
}

/// <summary>A result file whose rows are made of <typeparamref name="TRow"/>.</summary>
internal sealed class ResultLayout<TRow>(string name, string about) : ResultLayout(name, about)
{
    // Rows that are put into a table together; those of a part stay in the processor's cache.
    private const int Together = 256, PartRows = 2048;
    private readonly List<Column<TRow>> columns = [];

    public override IReadOnlyList<Column> Columns => columns;

    public ResultLayout<TRow> Text(string column, string meaning, Func<TRow, string> of) => With([new(column, meaning, of)]);

    public ResultLayout<TRow> Year(string column, string meaning, Func<TRow, long> of) =>
        With([new(column, In.Year, meaning, of)]);

    public ResultLayout<TRow> Integer(string column, string unit, string meaning, Func<TRow, long> of) =>
        With([new(column, unit, meaning, of)]);

    public ResultLayout<TRow> Number(string column, string unit, string meaning, Func<TRow, double?> of) =>
        With([new(column, unit, meaning, of)]);

    /// <summary>Columns that several files have.</summary>
    public ResultLayout<TRow> With(IEnumerable<Column<TRow>> more)
    {
        columns.AddRange(more);
        return this;
    }

    /// <summary>The same file without a column.</summary>
    public ResultLayout<TRow> Without(string column) => new ResultLayout<TRow>(Name, About)
    {
        Written = Written, Notes = Notes, Title = Title,
    }.With(columns.Where(c => c.Name != column));

    /// <summary>The table of these rows, in their order.</summary>
    public ResultTable Fill(IEnumerable<TRow> rows)
    {
        var table = Empty();
        foreach (var some in rows.Chunk(Together)) Add(some, table);
        return table;
    }

    /// <summary>
    /// Parts of many rows, in their order: one table that is filled anew when the next part is taken; one empty part where there
    /// is no row.
    /// </summary>
    public IEnumerable<ResultTable> Parts(IEnumerable<TRow> rows)
    {
        var (table, some, count) = (Empty(filledAnew: true), new TRow[PartRows], 0);
        var any = false;
        foreach (var row in rows)
        {
            some[count++] = row;
            if (count < some.Length) continue;
            yield return Anew(count);
            (any, count) = (true, 0);
        }

        if (count > 0 || !any) yield return Anew(count);

        ResultTable Anew(int used)
        {
            table.Clear();
            Add(some.AsSpan(0, used), table);
            return table;
        }
    }

    private void Add(ReadOnlySpan<TRow> rows, ResultTable table)
    {
        for (var i = 0; i < columns.Count; i++) columns[i].Fill(rows, table.Columns[i]);
        table.Rows += rows.Length;
    }
}
