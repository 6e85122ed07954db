using System.Runtime.CompilerServices;

namespace IoEngine.Procurement;

/// <summary>Orders of one worker on their way to a ledger: interned texts, cells, suppliers, what was noticed. Not safe for concurrent use.</summary>
internal sealed class OrderAccumulator(OrderReadOptions options)
{
    private readonly OrderBands bands = new(options.ReportCurrency, options.Bands);
    private readonly Dictionary<(int Currency, int Year), decimal> rates = [];
    private readonly DateOnly asOf = options.AsOf ?? DateOnly.FromDateTime(DateTime.UtcNow);
    private (int Currency, int Year, decimal Rate) lastRate = (-1, 0, 0m);

    public ByteInterner Countries { get; } = new();

    public ByteInterner Codes { get; } = new();

    public ByteInterner Schemes { get; } = new();

    public ByteInterner Naces { get; } = new();

    public ByteInterner Currencies { get; } = new();

    public ByteInterner Suppliers { get; } = new();

    public ByteInterner Contracts { get; } = new();

    public CellTable Cells { get; } = new();

    public SupplierTable SupplierYears { get; } = new();

    public ReadingNotes Notes { get; } = new();

    public SeenIds Ids { get; } = new();

    public OrderReadOptions Options => options;

    /// <summary>Adds one order; the numbers are of this accumulator's interned texts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(in OrderRow row)
    {
        var year = row.Date.Year;
        var key = new CellKey((short)year, Band(row.Currency, year, row.Value), row.SupplierCountry, row.OriginCountry, row.Scheme, row.Code, row.Nace, row.Currency,
            row.Contract, row.Flags);
        Cells.Add(key, row.Value, 1);
        if (row.Supplier != 0) SupplierYears.Add(row.Supplier, year, row.Currency, row.Value, 1);
        if (row.Value <= 0m) Notes.Add(row.Value == 0m ? NoteKind.Zero : NoteKind.Negative, row.File, row.Line, row.Value);
        if (Math.Abs(row.Value) >= options.AbsurdValue) Notes.Add(NoteKind.Absurd, row.File, row.Line, row.Value);
        if (row.Date > asOf) Notes.Add(NoteKind.Future, row.File, row.Line, row.Value);
    }

    /// <summary>Notes an order number.</summary>
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
        foreach (ref readonly var entry in other.Cells.Entries)
        {
            var k = entry.Key;
            var key = new CellKey(k.Year, k.Band, countries[k.SupplierCountry], countries[k.OriginCountry], schemes[k.Scheme], codes[k.Code], naces[k.Nace],
                currencies[k.Currency], contracts[k.Contract], k.Flags);
            Cells.Add(key, entry.Sum.Value, entry.Sum.Number);
        }

        var years = new List<(int Year, int Currency, Sum Sum)>();
        for (var s = 1; s < suppliers.Length; s++)
        {
            other.SupplierYears.Collect(s, years);
            foreach (var (year, currency, sum) in years) SupplierYears.Add(suppliers[s], year, currencies[currency], sum.Value, sum.Number);
        }

        Ids.Merge(other.Ids);
        Notes.Merge(other.Notes);
    }

    private static int[] Map(ByteInterner into, ByteInterner from)
    {
        var map = new int[from.Count];
        for (var i = 0; i < map.Length; i++) map[i] = into.Intern(from.Bytes(i));
        return map;
    }

    private short Band(int currency, int year, decimal value)
    {
        if (lastRate.Currency != currency || lastRate.Year != year)
        {
            if (!rates.TryGetValue((currency, year), out var rate))
            {
                var code = Currencies[currency];
                if (code.Length == 0) code = options.ReportCurrency;
                rate = code == options.ReportCurrency ? 1m : options.Rates?.TryRate(code, options.ReportCurrency, year, out var r) == true ? r : -1m;
                rates[(currency, year)] = rate;
            }

            lastRate = (currency, year, rate);
        }

        return lastRate.Rate < 0m ? (short)-1 : (short)bands.Of(lastRate.Rate == 1m ? value : value * lastRate.Rate);
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
