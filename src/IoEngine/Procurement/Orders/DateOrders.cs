using System.Text;

namespace IoEngine.Procurement.Orders;

/// <summary>
/// Dates such as 03/04/2004, which may be either order, by file; a day beyond 12 in front shows that a file has the day first.
/// Not safe for concurrent use.
/// </summary>
internal sealed class DateOrders
{
    private readonly SortedDictionary<int, Seen> files = [];
    private (int File, Seen? Seen) last = (-1, null);

    /// <summary>Looks at the text of a date that was read.</summary>
    public void See(ReadOnlySpan<byte> text, int file, long line)
    {
        text = FieldRules.Trimmed(text);
        var first = text.Length < 8 ? 0 : IsSign(text[1]) ? 1 : IsSign(text[2]) ? 2 : 0;
        if (first == 0) return; // the year first, or points, after which the day always is
        var rest = text[(first + 1)..];
        var second = rest[1] == text[first] ? 1 : rest[2] == text[first] ? 2 : 0;
        if (second == 0 || !TryNumber(text[..first], out var a) || !TryNumber(rest[..second], out var b) || a == b) return;
        var seen = Of(file);
        if (a > 12) seen.IsDayFirst = true;
        if (a <= 12 && b <= 12) seen.Add(1, line, text);
    }

    /// <summary>Takes over what another worker has.</summary>
    public void Merge(DateOrders other)
    {
        foreach (var (file, others) in other.files)
        {
            var own = Of(file);
            own.IsDayFirst |= others.IsDayFirst;
            if (others.Count > 0) own.Add(others.Count, others.Line, others.Text);
        }
    }

    /// <summary>A note for each file in which nothing shows the order.</summary>
    public IEnumerable<Finding> ToFindings(IReadOnlyList<string> paths) =>
        files.Where(f => f.Value is { IsDayFirst: false, Count: > 0 })
            .Select(f => Finding.Info("ORDERS-DATE-ORDER", OrderReader.Place(paths[f.Key], f.Value.Line),
                $"{Plural.Of(f.Value.Count, "date")} may have the day or the month first: read with the day first.",
                $"'{Encoding.UTF8.GetString(f.Value.Text)}'",
                "dates written yyyy-mm-dd",
                "Write them as yyyy-mm-dd if the month is first. Only the year counts, so the results are the same."));

    private static bool IsSign(byte c) => c is (byte)'/' or (byte)'-';

    private static bool TryNumber(ReadOnlySpan<byte> text, out int value) =>
        System.Buffers.Text.Utf8Parser.TryParse(text, out value, out var used) && used == text.Length;

    private Seen Of(int file)
    {
        if (last.File == file) return last.Seen!;
        if (!files.TryGetValue(file, out var seen)) files[file] = seen = new Seen();
        last = (file, seen);
        return seen;
    }

    private sealed class Seen
    {
        public bool IsDayFirst { get; set; }

        public long Count { get; private set; }

        public long Line { get; private set; } = long.MaxValue;

        /// <summary>The first one.</summary>
        public byte[] Text { get; private set; } = [];

        public void Add(long count, long line, ReadOnlySpan<byte> text)
        {
            Count += count;
            if (line < Line) (Line, Text) = (line, text.ToArray());
        }
    }
}
