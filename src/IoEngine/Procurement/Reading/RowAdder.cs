using System.Collections.Concurrent;

namespace IoEngine.Procurement;

/// <summary>Orders of a batch on their way to the tables.</summary>
internal sealed class AddedRows
{
    private (CellKey Key, int Supplier, decimal Value)[] rows = [];

    /// <summary>Orders so far.</summary>
    public ReadOnlySpan<(CellKey Key, int Supplier, decimal Value)> Rows => rows.AsSpan(0, Count);

    private int Count { get; set; }

    /// <summary>Empties, with room for so many.</summary>
    public void Begin(int capacity)
    {
        if (rows.Length < capacity) rows = new (CellKey, int, decimal)[capacity];
        Count = 0;
    }

    /// <summary>Adds an order.</summary>
    public void Add(in CellKey key, int supplier, decimal value) => rows[Count++] = (key, supplier, value);
}

/// <summary>Adds batches to an accumulator's tables on a thread of its own; until <see cref="Finish"/> nobody else may touch those tables.</summary>
internal sealed class RowAdder : IDisposable
{
    private readonly BlockingCollection<AddedRows> full = new(2);
    private readonly ConcurrentBag<AddedRows> spare = [];
    private readonly Task adding;

    public RowAdder(OrderAccumulator into) =>
        adding = Task.Factory.StartNew(() => Add(into), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>An empty batch.</summary>
    public AddedRows Next(int capacity)
    {
        if (!spare.TryTake(out var rows)) rows = new AddedRows();
        rows.Begin(capacity);
        return rows;
    }

    /// <summary>Hands a batch over.</summary>
    public void Hand(AddedRows rows) => full.Add(rows);

    /// <summary>Waits until all is added.</summary>
    public void Finish()
    {
        full.CompleteAdding();
        adding.GetAwaiter().GetResult();
    }

    /// <summary>Ends the thread, also where reading failed half-way.</summary>
    public void Dispose()
    {
        if (!full.IsAddingCompleted) full.CompleteAdding();
        adding.Wait();
        full.Dispose();
    }

    private void Add(OrderAccumulator into)
    {
        foreach (var batch in full.GetConsumingEnumerable())
        {
            foreach (ref readonly var row in batch.Rows)
            {
                into.Cells.Add(row.Key, row.Value, 1);
                if (row.Supplier != 0) into.SupplierYears.Add(row.Supplier, row.Key.Year, row.Key.Currency, row.Value);
            }

            spare.Add(batch);
        }
    }
}
