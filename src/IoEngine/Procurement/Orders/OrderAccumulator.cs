using System.Runtime.CompilerServices;
using IoEngine.Files.Lines;
using IoEngine.Procurement.Ledger;

namespace IoEngine.Procurement.Orders;

/// <summary>
/// Orders of one worker on their way to a ledger: interned texts, cells, suppliers, what was noticed. Not safe for concurrent
/// use.
/// </summary>
internal sealed class OrderAccumulator(OrderReadOptions options)
{
    private readonly OrderBands bands = new(options.ReportCurrency, options.Bands);
    private readonly List<RateOfYear[]> rates = [];
    private readonly DateOnly asOf = options.AsOf ?? DateOnly.FromDateTime(DateTime.UtcNow);
    private readonly double[] thresholds = Thresholds(options.Bands);
    private readonly double absurd = (double)options.AbsurdValue;
    private CellTable last = new();
    private int lastYear = int.MinValue;

    public ByteInterner Countries { get; } = new();

    public ByteInterner Codes { get; } = new();

    public ByteInterner Schemes { get; } = new();

    public ByteInterner Naces { get; } = new();

    public ByteInterner Currencies { get; } = new();

    public ByteInterner Contracts { get; } = new();

    /// <summary>Values of the columns of <see cref="OrderReadOptions.Dimensions"/>, joined.</summary>
    public ByteInterner Dimensions { get; } = new();

    /// <summary>
    /// Sums by cell, a table a year from <see cref="OrderDate.FirstYear"/> on: orders mostly come in the order of time, and the
    /// table of one year stays in the processor's cache.
    /// </summary>
    public CellTable?[] Cells { get; } = new CellTable?[OrderDate.LastYear - OrderDate.FirstYear + 1];

    public SupplierLog SupplierYears { get; } = new();

    public ReadingNotes Notes { get; } = new();

    public SeenIds Ids { get; } = new();

    public DateOrders DateOrders { get; } = new();

    /// <summary>The single orders; null: they are not kept.</summary>
    public OrderLog? Log { get; } = options.KeepOrders ? new OrderLog() : null;

    public OrderReadOptions Options => options;

    /// <summary>
    /// Adds one order; the numbers are of this accumulator's interned texts. What is remarkable about the order is noted.
    /// </summary>
    public void Add(in OrderRow row)
    {
        var year = row.Date.Year;
        ref readonly var rate = ref Rate(row.Currency, year);
        var value = (double)row.Value;
        var size = Math.Abs(value) * rate.Approximate;
        if (!(value > 0.0) || size >= absurd || row.Date > asOf) Note(row, size);
        var band = Band(rate, size, row.Value);
        if (row.Supplier != 0) SupplierYears.Add(row.Supplier, year, row.Currency, row.Value);
        if (row is not { Start: { } start, End: { } end }) Put(row, (year, row.Value, ContractPeriod.WholeOrder), false);
        else
        {
            foreach (var part in ContractPeriod.Parts(row.Value, start, end)) Put(row, part, true);
        }

        void Put(in OrderRow row, (int Year, decimal Value, long Number) part, bool hasPeriod)
        {
            var table = CellsOf(part.Year);
            var at = table.At(Key(row, band, part.Year, hasPeriod));
            ref var sum = ref table[at];
            sum.Value += part.Value;
            sum.Number += part.Number;
            Log?.Add(part.Year, new KeptOrder(KeptOrder.PlaceOf(row.File, row.Line), (double)part.Value, at, 0, row.Id.Start,
                row.Id.Length));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private CellKey Key(in OrderRow row, int band, int year, bool hasPeriod) => new(year, band, row.SupplierCountry,
        row.OriginCountry, row.Scheme, row.Code, row.Nace, row.Currency, row.Contract, row.Flags, row.Dimensions, row.Date.Year,
        hasPeriod, Log is not null && row.Value < 0m);

    /// <summary>Notes an order number.</summary>
    /// <returns>Where the number is kept.</returns>
    public (int Start, int Length) AddId(ReadOnlySpan<byte> id, int file, long line)
    {
        Ids.Add(TextHash.Of(id), file, line);
        return Log?.Number(id) ?? default;
    }

    /// <summary>Adds the notices of order numbers that occur twice; once, when all files are read.</summary>
    public void NoteRepeatedIds()
    {
        foreach (var (file, line) in Ids.Repeated()) Notes.Add(NoteKind.Duplicate, file, line, 0m);
    }

    /// <summary>Takes over what another worker has noticed; cells and suppliers stay with each.</summary>
    public void TakeNotes(OrderAccumulator other)
    {
        Ids.Merge(other.Ids);
        Notes.Merge(other.Notes);
        DateOrders.Merge(other.DateOrders);
    }

    private CellTable CellsOf(int year)
    {
        if (year == lastYear) return last;
        lastYear = year;
        return last = Cells[year - OrderDate.FirstYear] ??= new CellTable();
    }

    private void Note(in OrderRow row, double size)
    {
        if (row.Value <= 0m) Notes.Add(row.Value == 0m ? NoteKind.Zero : NoteKind.Negative, row.File, row.Line, row.Value);
        if (size >= absurd) Notes.Add(NoteKind.Absurd, row.File, row.Line, row.Value);
        if (row.Date > asOf) Notes.Add(NoteKind.Future, row.File, row.Line, row.Value);
    }

    // Doubles decide unless the value is close to a threshold: comparing decimals five times an order is a tenth of the reading
    // time.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Band(in RateOfYear rate, double size, decimal value)
    {
        if (rate.Exact < 0m) return -1;
        var band = 0;
        while (band < thresholds.Length && size >= thresholds[band] * (1 + 1e-9)) band++;
        return band < thresholds.Length && size > thresholds[band] * (1 - 1e-9) ? bands.Of(value * rate.Exact) : band;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref readonly RateOfYear Rate(int currency, int year)
    {
        if (currency >= rates.Count) AddRates(currency);
        return ref rates[currency][year - OrderDate.FirstYear];
    }

    private static double[] Thresholds(IReadOnlyList<decimal> bands)
    {
        var thresholds = new double[bands.Count];
        for (var b = 0; b < thresholds.Length; b++) thresholds[b] = (double)bands[b];
        return thresholds;
    }

    private void AddRates(int currency)
    {
        for (var c = rates.Count; c <= currency; c++)
        {
            var code = Currencies[c];
            var byYear = new RateOfYear[OrderDate.LastYear - OrderDate.FirstYear + 1];
            for (var y = 0; y < byYear.Length; y++) byYear[y] = new RateOfYear(RateOf(code, OrderDate.FirstYear + y));
            rates.Add(byYear);
        }
    }

    private decimal RateOf(string code, int year)
    {
        if (code.Length == 0 || code == options.ReportCurrency) return 1m;
        return options.Rates?.TryRate(code, options.ReportCurrency, year, out var rate) == true ? rate : -1m;
    }

    /// <summary>To the report currency; −1 where there is no rate, and then the order's own size counts.</summary>
    private readonly struct RateOfYear(decimal exact)
    {
        public readonly decimal Exact = exact;
        public readonly double Approximate = exact < 0m ? 1.0 : (double)exact;
    }
}

/// <summary>One order as numbers of an accumulator's interned texts.</summary>
internal ref struct OrderRow
{
    public int File;
    public long Line;
    public DateOnly Date;
    public decimal Value;
    public ulong Supplier;
    public int SupplierCountry;
    public int OriginCountry;
    public int Scheme;
    public int Code;
    public int Nace;
    public int Currency;
    public int Contract;
    public int Dimensions;
    public (int Start, int Length) Id;
    public DateOnly? Start;
    public DateOnly? End;
    public OrderFlags Flags;
}
