using System.Reflection;
using System.Text;
using System.Text.Json;
using IoEngine.Procurement.Ledger;

namespace IoEngine.Procurement.Orders;

/// <summary>
/// The fields of an order that reading looks for, named as their columns in <see cref="OrderColumns"/>; behind them come its
/// columns of marks.
/// </summary>
internal enum OrderField
{
    Id,
    Date,
    Supplier,
    SupplierCountry,
    OriginCountry,
    Code,
    Scheme,
    Nace,
    Value,
    Currency,
    Contract,
    Start,
    End,

    /// <summary>The first column of a mark.</summary>
    FirstMark,
}

/// <summary>Where each field stands in a file: a column, a constant, or nowhere. Immutable.</summary>
internal sealed class OrderColumnMap
{
    private static readonly PropertyInfo[] Properties =
    [
        .. Enum.GetValues<OrderField>().Where(f => f < OrderField.FirstMark)
            .Select(f => typeof(OrderColumns).GetProperty($"{f}")!),
        .. typeof(OrderColumns).GetProperties().Where(p => p.IsDefined(typeof(MarksAttribute))),
    ];

    private static readonly OrderFlags[] Marks =
        [.. Properties.Select(p => p.GetCustomAttribute<MarksAttribute>()?.Flag ?? OrderFlags.None)];

    private readonly int[] columns = new int[Properties.Length];
    private readonly byte[][] constants = new byte[Properties.Length][];

    private readonly int[] dimensions;

    private OrderColumnMap(int count) => dimensions = new int[count];

    /// <summary>Where the columns of <see cref="OrderReadOptions.Dimensions"/> stand; −1: the size band.</summary>
    public ReadOnlySpan<int> Dimensions => dimensions;

    /// <summary>The field behind the last.</summary>
    public static OrderField End { get; } = (OrderField)Properties.Length;

    /// <summary>The mark that a field sets; none for fields that are no marks.</summary>
    public static OrderFlags MarkOf(OrderField field) => Marks[(int)field];

    /// <summary>Position of the column of a field; −1: constant or absent.</summary>
    public int this[OrderField field] => columns[(int)field];

    /// <summary>The constant of a field; empty: absent.</summary>
    public ReadOnlySpan<byte> Constant(OrderField field) => constants[(int)field];

    /// <summary>Finds the columns; absent ones go to the findings, as errors where they are needed.</summary>
    public static OrderColumnMap Of(IReadOnlyList<string> header, OrderReadOptions options, string place, List<Finding> findings)
    {
        var map = new OrderColumnMap(options.Dimensions.Count);
        var wanted = options.Columns;
        var absent = new List<OrderField>();
        for (var field = OrderField.Id; field < End; field++)
        {
            var name = Name(wanted, field);
            map.columns[(int)field] = -1;
            map.constants[(int)field] = name?.StartsWith('=') == true ? Encoding.UTF8.GetBytes(name[1..].Trim()) : [];
            if (name is null || name.StartsWith('=')) continue;
            var at = Find(header, name, out var twice);
            map.columns[(int)field] = at;
            if (twice) findings.Add(Twice(header, name, field, place));
            else if (at < 0) absent.Add(field);
        }

        var found = header.Count == 0 || (header.Count == 1 && header[0].Length == 0)
            ? "an empty file" : string.Join(", ", header.Select(h => $"'{h}'"));
        foreach (var field in absent) findings.Add(map.Absent(field, options, place, found));
        for (var d = 0; d < map.dimensions.Length; d++)
            map.dimensions[d] = map.Dimension(header, options.Dimensions[d], place, findings);
        return map;
    }

    // A column of the file, else the one that a key of orders.columns names, else what the engine knows of an order.
    private int Dimension(IReadOnlyList<string> header, string name, string place, List<Finding> findings)
    {
        var at = Find(header, name, out var twice);
        if (twice)
            findings.Add(Finding.Error("ORDERS-COLUMN-TWICE", place, $"There are several columns '{name}' for attribution.by.",
                string.Join(", ", Positions(header, name, StringComparison.OrdinalIgnoreCase).Select(i => $"column {i + 1}")),
                "one column of the name", "Rename the others in the file."));
        for (var field = OrderField.Id; field < End && at < 0; field++)
        {
            if (Key(field).Equals(name, StringComparison.OrdinalIgnoreCase)) at = this[field];
        }

        if (at < 0 && !OrderDimensions.IsBand(name))
            findings.Add(OrderDimensions.Missing(place, name, header));
        return at;
    }

    private Finding Absent(OrderField field, OrderReadOptions options, string place, string found)
    {
        var (name, key) = (Name(options.Columns, field)!, $"orders.columns.{Key(field)}");
        if (field is OrderField.Date or OrderField.Value)
            return Finding.Error("ORDERS-COLUMN", place, $"The column '{name}' for {Key(field)} is missing.", found, $"'{name}'",
                $"Name the right column under {key}.");
        if (name != Name(new OrderColumns(), field) || options.Columns.Required.Contains(Key(field)))
            return Finding.Error("ORDERS-COLUMN", place, $"The column '{name}' for {Key(field)} is missing.", found,
                $"'{name}', which {key} names", $"Name the right column under {key}, or set it to null if the file has none.");
        var cure = $"Name the column under {key}, or set it to null.";
        return field switch
        {
            OrderField.SupplierCountry when !Has(OrderField.OriginCountry) =>
                Finding.Warning("ORDERS-COLUMN-ABSENT", place,
                    $"There is no column '{name}': no order has a country, so none can be placed.", found, $"'{name}'", cure),
            OrderField.Code when !Has(OrderField.Nace) =>
                Finding.Warning("ORDERS-COLUMN-ABSENT", place,
                    $"There is no column '{name}', and none of the supplier's NACE: only overrides of contracts can say what "
                        + "was bought.", found, $"'{name}'", cure),
            OrderField.Currency => Finding.Warning("ORDERS-COLUMN-ABSENT", place,
                $"There is no column '{name}': every value is taken to be in {options.ReportCurrency}.", found, $"'{name}'",
                $"Name the column under {key}, or give the currency of all orders there, such as \"={options.ReportCurrency}\"."),
            _ => Finding.Info("ORDERS-COLUMN-ABSENT", place, $"There is no column '{name}'; orders have no {Key(field)}.", found,
                $"'{name}'", cure),
        };
    }

    private bool Has(OrderField field) => this[field] >= 0 || !Constant(field).IsEmpty;

    // Exactly, else without regard to case.
    private static int Find(IReadOnlyList<string> header, string name, out bool twice)
    {
        var found = Positions(header, name, StringComparison.Ordinal);
        if (found.Length == 0) found = Positions(header, name, StringComparison.OrdinalIgnoreCase);
        twice = found.Length > 1;
        return found.Length == 0 ? -1 : found[0];
    }

    private static int[] Positions(IReadOnlyList<string> header, string name, StringComparison comparison) =>
        [.. Enumerable.Range(0, header.Count).Where(i => header[i].Equals(name, comparison))];

    private static Finding Twice(IReadOnlyList<string> header, string name, OrderField field, string place)
    {
        var found = Positions(header, name, StringComparison.OrdinalIgnoreCase);
        return Finding.Error("ORDERS-COLUMN-TWICE", place, $"There are {found.Length} columns '{name}' for {Key(field)}.",
            string.Join(", ", found.Select(i => $"column {i + 1} '{header[i]}'")), "one column of the name",
            $"Rename the others in the file, or name another column under orders.columns.{Key(field)}.");
    }

    /// <summary>All column names that are looked for.</summary>
    public static HashSet<string> Names(OrderColumns wanted) =>
        Properties.Select(p => p.GetValue(wanted)).OfType<string>().Where(n => !n.StartsWith('='))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static string Key(OrderField field) => JsonNamingPolicy.CamelCase.ConvertName(Properties[(int)field].Name);

    private static string? Name(OrderColumns columns, OrderField field) => (string?)Properties[(int)field].GetValue(columns);
}
