using System.Text;

namespace IoEngine.Procurement.Ledger;

/// <summary>One order as it is kept: 32 bytes beside its number.</summary>
/// <param name="Place">File and line, for the order of records.</param>
/// <param name="Value">In its currency; a part where the contract period has several years.</param>
/// <param name="Cell">Position of its cell among those of the ledger as read.</param>
/// <param name="Log">Whose bytes hold the number.</param>
/// <param name="Start">First byte of its number there.</param>
/// <param name="Length">Bytes of its number; 0: it has none.</param>
internal readonly record struct KeptOrder(long Place, double Value, int Cell, int Log, int Start, int Length)
{
    private const int LineBits = 40;

    /// <summary>The place of an order in the files.</summary>
    public static long PlaceOf(int file, long line) => ((long)file << LineBits) | line;

    /// <summary>Its line, or row, in the file.</summary>
    public long Line => Place & ((1L << LineBits) - 1);
}

/// <summary>Orders of one worker, written down by the year in which they are spent. Not safe for concurrent use.</summary>
internal sealed class OrderLog
{
    private readonly SortedDictionary<int, List<KeptOrder>> byYear = [];
    private List<KeptOrder> last = [];
    private int lastYear = int.MinValue;
    private byte[] numbers = new byte[1 << 16];
    private int length;

    /// <summary>The years that have orders.</summary>
    public IEnumerable<int> Years => byYear.Keys;

    /// <summary>Notes the number of the orders that <see cref="Add"/> notes next.</summary>
    public (int Start, int Length) Number(ReadOnlySpan<byte> number)
    {
        if (length + number.Length > numbers.Length) Array.Resize(ref numbers, Math.Max(2 * length, length + number.Length));
        number.CopyTo(numbers.AsSpan(length));
        length += number.Length;
        return (length - number.Length, number.Length);
    }

    /// <summary>Notes an order; its cell is the worker's own.</summary>
    public void Add(int year, in KeptOrder order)
    {
        if (year != lastYear)
        {
            if (!byYear.TryGetValue(year, out var own)) byYear[year] = own = [];
            (last, lastYear) = (own, year);
        }

        last.Add(order);
    }

    /// <summary>
    /// Hands over the orders of a year in the order of records; they are then not here any more. Not from several threads.
    /// </summary>
    public List<KeptOrder> Take(int year)
    {
        if (!byYear.Remove(year, out var own)) return [];
        (last, lastYear) = ([], int.MinValue);
        for (var i = 1; i < own.Count; i++)
        {
            if (own[i].Place >= own[i - 1].Place) continue; // files and blocks come in order, but who knows
            own.Sort((a, b) => a.Place.CompareTo(b.Place));
            break;
        }

        return own;
    }

    /// <summary>The number of an order.</summary>
    public string NumberOf(in KeptOrder order) => Encoding.UTF8.GetString(numbers, order.Start, order.Length);
}

/// <summary>The single orders behind the cells of a ledger, by the year of their cells. Immutable.</summary>
internal sealed class OrderNumbers(OrderCell[] cells, IReadOnlyDictionary<int, KeptOrder[]> byYear, OrderLog[] logs)
{
    /// <summary>The orders of a year, in the order of records.</summary>
    public ReadOnlySpan<KeptOrder> Of(int year) => byYear.TryGetValue(year, out var own) ? own : [];

    /// <summary>The cell of an order, as read.</summary>
    public ref readonly OrderCell CellOf(in KeptOrder order) => ref cells[order.Cell];

    /// <summary>The order's share of its cell.</summary>
    public double ShareOf(in KeptOrder order) =>
        cells[order.Cell].Value is 0m ? 0 : order.Value / (double)cells[order.Cell].Value;

    /// <summary>Its number; its line where it has none.</summary>
    public string NumberOf(in KeptOrder order) => order.Length == 0
        ? FormattableString.Invariant($"line {order.Line}") : logs[order.Log].NumberOf(order);
}
