using System.Text;

namespace IoEngine.Procurement;

/// <summary>The fields of an order that reading looks for.</summary>
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
    OnSite,
    InKind,
    Funding,
    Contract,
}

/// <summary>Where each field stands in a file: a column, a constant, or nowhere. Immutable.</summary>
internal sealed class OrderColumnMap
{
    public const int Fields = 14;
    private readonly int[] columns = new int[Fields];
    private readonly byte[][] constants = new byte[Fields][];

    private OrderColumnMap()
    {
    }

    /// <summary>Position of the column of a field; −1: constant or absent.</summary>
    public int this[OrderField field] => columns[(int)field];

    /// <summary>The constant of a field; empty: absent.</summary>
    public ReadOnlySpan<byte> Constant(OrderField field) => constants[(int)field];

    /// <summary>Finds the columns; absent ones go to the findings, as errors where they are needed.</summary>
    public static OrderColumnMap Of(IReadOnlyList<string> header, OrderColumns wanted, string path, List<Finding> findings)
    {
        var map = new OrderColumnMap();
        var defaults = new OrderColumns();
        foreach (var field in Enum.GetValues<OrderField>())
        {
            var name = Name(wanted, field);
            map.columns[(int)field] = -1;
            map.constants[(int)field] = name?.StartsWith('=') == true ? Encoding.UTF8.GetBytes(name[1..].Trim()) : [];
            if (name is null || name.StartsWith('=')) continue;
            var at = Find(header, name);
            map.columns[(int)field] = at;
            if (at >= 0) continue;
            var needed = field is OrderField.Date or OrderField.Value || name != Name(defaults, field);
            var found = header.Count == 0 || (header.Count == 1 && header[0].Length == 0) ? "an empty file" : string.Join(", ", header.Select(h => $"'{h}'"));
            findings.Add(needed
                ? Finding.Error("ORDERS-COLUMN", $"{path}, line 1", $"The column '{name}' for {Key(field)} is missing.", found, $"'{name}'",
                    $"Name the right column under orders.columns.{Key(field)}.")
                : Finding.Info("ORDERS-COLUMN-ABSENT", $"{path}, line 1", $"There is no column '{name}'; orders have no {Key(field)}.", found, $"'{name}'",
                    $"Name the column under orders.columns.{Key(field)}, or set it to null."));
        }

        return map;
    }

    /// <summary>The column of a name: exactly, else without regard to case; −1.</summary>
    public static int Find(IReadOnlyList<string> header, string? name)
    {
        if (name is null) return -1;
        for (var i = 0; i < header.Count; i++)
        {
            if (header[i] == name) return i;
        }

        for (var i = 0; i < header.Count; i++)
        {
            if (header[i].Equals(name, StringComparison.OrdinalIgnoreCase)) return i;
        }

        return -1;
    }

    /// <summary>All column names that are looked for.</summary>
    public static HashSet<string> Names(OrderColumns wanted) =>
        Enum.GetValues<OrderField>().Select(f => Name(wanted, f)).OfType<string>().Where(n => !n.StartsWith('=')).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static string Key(OrderField field) => char.ToLowerInvariant(field.ToString()[0]) + field.ToString()[1..];

    private static string? Name(OrderColumns c, OrderField field) => field switch
    {
        OrderField.Id => c.Id,
        OrderField.Date => c.Date,
        OrderField.Supplier => c.Supplier,
        OrderField.SupplierCountry => c.SupplierCountry,
        OrderField.OriginCountry => c.OriginCountry,
        OrderField.Code => c.Code,
        OrderField.Scheme => c.Scheme,
        OrderField.Nace => c.Nace,
        OrderField.Value => c.Value,
        OrderField.Currency => c.Currency,
        OrderField.OnSite => c.OnSite,
        OrderField.InKind => c.InKind,
        OrderField.Funding => c.Funding,
        _ => c.Contract,
    };
}
