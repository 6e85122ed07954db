using System.Runtime.CompilerServices;

namespace IoEngine.Procurement;

/// <summary>Orders of one worker on their way to a ledger: interned texts, cells, suppliers, what was noticed. Not safe for concurrent use.</summary>
internal sealed class OrderAccumulator(OrderReadOptions options)
{
    private readonly OrderBands bands = new(options.ReportCurrency, options.Bands);
    private readonly Dictionary<(int Currency, int Year), decimal> rates = [];
    private readonly DateOnly asOf = options.AsOf ?? DateOnly.FromDateTime(DateTime.UtcNow);
    private readonly double[] thresholds = options.Bands.Select(b => (double)b).ToArray();
    private (int Currency, int Year, decimal Rate, double Approximate) lastRate = (-1, 0, 0m, 0);

    public ByteInterner Countries { get; } = new();

    public ByteInterner Codes { get; } = new();

    public ByteInterner Schemes { get; } = new();

    public ByteInterner Naces { get; } = new();

    public ByteInterner Currencies { get; } = new();

    public ByteInterner Suppliers { get; } = new();

    public ByteInterner Contracts { get; } = new();

    public CellTables Cells { get; } = new();

    public SupplierLog SupplierYears { get; } = new();

    public ReadingNotes Notes { get; } = new();

    public SeenIds Ids { get; } = new();

    public OrderReadOptions Options => options;

    /// <summary>Adds one order; the numbers are of this accumulator's interned texts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(in OrderRow row)
    {
        var key = Key(row);
        Cells.Add(key, row.Value, 1);
        if (row.Supplier != 0) SupplierYears.Add(row.Supplier, key.Year, row.Currency, row.Value);
    }

    /// <summary>The cell of an order; what is remarkable about the order is noted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public CellKey Key(in OrderRow row)
    {
        var year = row.Date.Year;
        if (row.Value <= 0m) Notes.Add(row.Value == 0m ? NoteKind.Zero : NoteKind.Negative, row.File, row.Line, row.Value);
        else if (row.Value < options.AbsurdValue && row.Date <= asOf) return Cell(row, year);
        if (Math.Abs(row.Value) >= options.AbsurdValue) Notes.Add(NoteKind.Absurd, row.File, row.Line, row.Value);
        if (row.Date > asOf) Notes.Add(NoteKind.Future, row.File, row.Line, row.Value);
        return Cell(row, year);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private CellKey Cell(in OrderRow row, int year) => new((short)year, Band(row.Currency, year, row.Value), row.SupplierCountry, row.OriginCountry, row.Scheme, row.Code,
        row.Nace, row.Currency, row.Contract, row.Flags);

    /// <summary>Notes an order number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddId(ReadOnlySpan<byte> id, int file, long line) => Ids.Add(ByteInterner.Hash(id), file, line);

    /// <summary>Adds the notices of order numbers that occur twice; once, when all files are read.</summary>
    public void NoteRepeatedIds()
    {
        foreach (var (file, line) in Ids.Repeated()) Notes.Add(NoteKind.Duplicate, file, line, 0m);
    }

    /// <summary>Takes over what another worker has.</summary>
    public void Merge(OrderAccumulator other)
    {
        int[] countries = Map(Countries, other.Countries), codes = Map(Codes, other.Codes), schemes = Map(Schemes, other.Schemes);
        int[] naces = Map(Naces, other.Naces), currencies = Map(Currencies, other.Currencies), suppliers = Map(Suppliers, other.Suppliers);
        var contracts = Map(Contracts, other.Contracts);
        foreach (var table in other.Cells.ByYear.Values) Merge(table);
        SupplierYears.Merge(other.SupplierYears, suppliers, currencies);
        Ids.Merge(other.Ids);
        Notes.Merge(other.Notes);

        void Merge(CellTable table)
        {
            foreach (ref readonly var entry in table.Entries)
            {
                var k = entry.Key;
                var key = new CellKey(k.Year, k.Band, countries[k.SupplierCountry], countries[k.OriginCountry], schemes[k.Scheme], codes[k.Code], naces[k.Nace],
                    currencies[k.Currency], contracts[k.Contract], k.Flags);
                Cells.Add(key, entry.Sum.Value, entry.Sum.Number);
            }
        }
    }

    private static int[] Map(ByteInterner into, ByteInterner from)
    {
        var map = new int[from.Count];
        for (var i = 0; i < map.Length; i++) map[i] = into.Intern(from.Bytes(i));
        return map;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private short Band(int currency, int year, decimal value)
    {
        if (lastRate.Currency != currency || lastRate.Year != year)
        {
            if (!rates.TryGetValue((currency, year), out var rate)) rates[(currency, year)] = rate = RateOf(Currencies[currency], year);
            lastRate = (currency, year, rate, (double)rate);
        }

        if (lastRate.Rate < 0m) return -1;
        // Doubles decide unless the value is close to a threshold: comparing decimals five times an order is a tenth of the reading time.
        var size = Math.Abs((double)value * lastRate.Approximate);
        var band = 0;
        while (band < thresholds.Length && size >= thresholds[band])
        {
            if (size < thresholds[band] * (1 + 1e-9)) return (short)bands.Of(value * lastRate.Rate);
            band++;
        }

        return band < thresholds.Length && size > thresholds[band] * (1 - 1e-9) ? (short)bands.Of(value * lastRate.Rate) : (short)band;
    }

    private decimal RateOf(string code, int year)
    {
        if (code.Length == 0 || code == options.ReportCurrency) return 1m;
        return options.Rates?.TryRate(code, options.ReportCurrency, year, out var rate) == true ? rate : -1m;
    }
}

/// <summary>One order as numbers of an accumulator's interned texts.</summary>
internal ref struct OrderRow
{
    public int File;
    public long Line;
    public DateOnly Date;
    public decimal Value;
    public int Supplier;
    public int SupplierCountry;
    public int OriginCountry;
    public int Scheme;
    public int Code;
    public int Nace;
    public int Currency;
    public int Contract;
    public OrderFlags Flags;
}
