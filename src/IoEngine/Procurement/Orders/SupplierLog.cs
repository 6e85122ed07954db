namespace IoEngine.Procurement.Orders;

/// <summary>
/// Every order's supplier, year, currency and value, written down one after another; added up when somebody asks for the
/// suppliers.
/// </summary>
/// <remarks>
/// Adding up while reading took a quarter of the reading time, and a run that wants demand alone never needs it.
/// </remarks>
internal sealed class SupplierLog
{
    private const int Chunk = 1 << 15;
    private readonly ByteInterner longNames = new();
    private readonly List<Line[]> chunks = [];
    private readonly List<UnusualLine> unusual = [];
    private Line[] last = [];
    private int filled;

    /// <summary>
    /// What stands for a supplier: short names are their own key, so that a million rows need not look them up. 0: no name.
    /// </summary>
    public ulong KeyOf(ReadOnlySpan<byte> name) =>
        name.Length == 0 ? 0 : ByteInterner.TryPack(name, out var key) ? key : (ulong)longNames.Intern(name);

    /// <summary>Writes an order down.</summary>
    public void Add(ulong supplier, int year, int currency, decimal value)
    {
        if (!Line.TryPack(supplier, year, currency, value, out var line))
        {
            unusual.Add(new UnusualLine(supplier, year, currency, value));
            return;
        }

        if (filled == last.Length) chunks.Add(last = new Line[Chunk]);
        filled = filled == Chunk ? 0 : filled;
        last[filled++] = line;
    }

    /// <summary>Adds to sums by supplier, year and currency.</summary>
    /// <param name="table">The sums.</param>
    /// <param name="names">Receives the suppliers' names.</param>
    /// <param name="currencyOf">The table's number of each currency here.</param>
    public void AddTo(SupplierTable table, ByteInterner names, int[] currencyOf)
    {
        for (var c = 0; c < chunks.Count; c++)
        {
            foreach (ref readonly var line in chunks[c].AsSpan(0, c == chunks.Count - 1 ? filled : Chunk))
                table.Add(Number(line.Supplier, names), line.Year, currencyOf[line.Currency], line.Value, 1);
        }

        foreach (var line in unusual)
            table.Add(Number(line.Supplier, names), line.Year, currencyOf[line.Currency], line.Value, 1);
    }

    private int Number(ulong key, ByteInterner names)
    {
        Span<byte> name = stackalloc byte[ByteInterner.Longest];
        return names.Intern(key >> 56 == 0 ? longNames.Bytes((int)key) : ByteInterner.Unpack(key, name));
    }

    // Sixteen bytes, since what is written for every order is counted in memory pages: all but amounts beyond 10^12 units of
    // their last decimal.
    private readonly struct Line
    {
        private const int ScaleAt = 40, SignAt = 45, YearAt = 46, CurrencyAt = 54;
        private readonly ulong packed;

        private Line(ulong supplier, ulong packed) => (Supplier, this.packed) = (supplier, packed);

        public ulong Supplier { get; }

        public int Year => OrderDate.FirstYear + (int)Bits(YearAt, CurrencyAt);

        public int Currency => (int)Bits(CurrencyAt, 64);

        public decimal Value =>
            new((int)packed, (int)Bits(32, ScaleAt), 0, Bits(SignAt, YearAt) != 0, (byte)Bits(ScaleAt, SignAt));

        public static bool TryPack(ulong supplier, int year, int currency, decimal value, out Line line)
        {
            Span<int> bits = stackalloc int[4];
            decimal.GetBits(value, bits);
            var digits = ((ulong)(uint)bits[1] << 32) | (uint)bits[0];
            var since = (ulong)(uint)(year - OrderDate.FirstYear);
            var (scale, sign) = ((ulong)(byte)(bits[3] >> 16), (ulong)((uint)bits[3] >> 31));
            line = new Line(supplier,
                digits | (scale << ScaleAt) | (sign << SignAt) | (since << YearAt) | ((ulong)(uint)currency << CurrencyAt));
            return bits[2] == 0 && digits >> ScaleAt == 0 && since >> (CurrencyAt - YearAt) == 0
                && (uint)currency >> (64 - CurrencyAt) == 0;
        }

        // From one bit up to another.
        private ulong Bits(int from, int to) => packed << (64 - to) >> (64 - to + from);
    }

    private sealed record UnusualLine(ulong Supplier, int Year, int Currency, decimal Value);
}
