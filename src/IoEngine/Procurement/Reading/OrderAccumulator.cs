using System.Runtime.InteropServices;

namespace IoEngine.Procurement;

/// <summary>What tells cells apart while reading: numbers of interned texts.</summary>
internal readonly record struct CellKey(
    short Year, short Band, int SupplierCountry, int OriginCountry, int Scheme, int Code, int Nace, int Currency, int Contract, OrderFlags Flags)
{
    public override int GetHashCode()
    {
        var a = ((ulong)(uint)Code << 32) | (uint)SupplierCountry;
        var b = ((ulong)(uint)Nace << 32) | ((ulong)(ushort)Year << 16) | ((ulong)(byte)Band << 8) | (ulong)Flags;
        var c = ((ulong)(uint)Currency << 48) ^ ((ulong)(uint)OriginCountry << 24) ^ ((ulong)(uint)Scheme << 12) ^ (uint)Contract;
        var h = (a * 0x9E3779B97F4A7C15UL) ^ ((b ^ (a >> 29)) * 0xD6E8FEB86659FD93UL) ^ (c * 0xA0761D6478BD642FUL);
        return (int)(h ^ (h >> 32));
    }
}

/// <summary>Exact value and number of orders.</summary>
internal struct Sum
{
    public decimal Value;
    public long Number;

    public void Add(decimal value, long number)
    {
        Value += value;
        Number += number;
    }
}

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

    public Dictionary<CellKey, Sum> Cells { get; } = [];

    public Dictionary<(int Supplier, int Currency, int Year), Sum> SupplierYears { get; } = [];

    public ReadingNotes Notes { get; } = new();

    public SeenOnce Ids { get; } = new();

    public OrderReadOptions Options => options;

    /// <summary>Adds one order; the numbers are of this accumulator's interned texts.</summary>
    public void Add(in OrderRow row)
    {
        var year = row.Date.Year;
        var key = new CellKey((short)year, Band(row.Currency, year, row.Value), row.SupplierCountry, row.OriginCountry, row.Scheme, row.Code, row.Nace, row.Currency,
            row.Contract, row.Flags);
        CollectionsMarshal.GetValueRefOrAddDefault(Cells, key, out _).Add(row.Value, 1);
        if (row.Supplier != 0) CollectionsMarshal.GetValueRefOrAddDefault(SupplierYears, (row.Supplier, row.Currency, year), out _).Add(row.Value, 1);
        if (row.Value <= 0m) Notes.Add(row.Value == 0m ? NoteKind.Zero : NoteKind.Negative, row.File, row.Line, row.Value);
        if (Math.Abs(row.Value) >= options.AbsurdValue) Notes.Add(NoteKind.Absurd, row.File, row.Line, row.Value);
        if (row.Date > asOf) Notes.Add(NoteKind.Future, row.File, row.Line, row.Value);
    }

    /// <summary>Notes an order number.</summary>
    public void AddId(ReadOnlySpan<byte> id, int file, long line)
    {
        var later = Ids.Add(ByteInterner.Hash(id), Packed(file, line));
        if (later != 0) Notes.Add(NoteKind.Duplicate, (int)(later >> 40), later & 0xFFFFFFFFFF, 0m);
    }

    /// <summary>Takes over what another worker has.</summary>
    public void Merge(OrderAccumulator other)
    {
        int[] countries = Map(Countries, other.Countries), codes = Map(Codes, other.Codes), schemes = Map(Schemes, other.Schemes);
        int[] naces = Map(Naces, other.Naces), currencies = Map(Currencies, other.Currencies), suppliers = Map(Suppliers, other.Suppliers);
        var contracts = Map(Contracts, other.Contracts);
        Cells.EnsureCapacity(Cells.Count + (other.Cells.Count / 2));
        foreach (var (k, sum) in other.Cells)
        {
            var key = new CellKey(k.Year, k.Band, countries[k.SupplierCountry], countries[k.OriginCountry], schemes[k.Scheme], codes[k.Code], naces[k.Nace],
                currencies[k.Currency], contracts[k.Contract], k.Flags);
            CollectionsMarshal.GetValueRefOrAddDefault(Cells, key, out _).Add(sum.Value, sum.Number);
        }

        foreach (var (k, sum) in other.SupplierYears)
            CollectionsMarshal.GetValueRefOrAddDefault(SupplierYears, (suppliers[k.Supplier], currencies[k.Currency], k.Year), out _).Add(sum.Value, sum.Number);
        foreach (var (hash, line) in other.Ids.All())
        {
            var later = Ids.Add(hash, line);
            if (later != 0) Notes.Add(NoteKind.Duplicate, (int)(later >> 40), later & 0xFFFFFFFFFF, 0m);
        }

        Notes.Merge(other.Notes);
    }

    private static long Packed(int file, long line) => ((long)file << 40) | line;

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
