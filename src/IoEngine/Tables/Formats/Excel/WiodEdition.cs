using IoEngine.Tables.Formats.Labelled;

namespace IoEngine.Tables.Formats.Excel;

/// <summary>
/// The table workbooks of one layout: labels in the four columns before the numbers and in the four rows above. Immutable.
/// </summary>
/// <param name="Name">Name of the format.</param>
/// <param name="Title">Name for people.</param>
/// <param name="Category">
/// The category of final demand that a column is, by its code (row above the names) and its c-code; null: none.
/// </param>
/// <param name="SectorByNumber">Sectors are named by their c-code, for the layout has no other.</param>
/// <param name="Sectors">c-codes up to this number are industries.</param>
internal sealed record WiodEdition(string Name, string Title, Func<string, string, string?> Category, bool SectorByNumber,
    int Sectors)
{
    /// <summary>Release 2013, years 1995 to 2011. There is no c40.</summary>
    public static WiodEdition Of2013 { get; } = new("wiod2013", "WIOD release 2013",
        (_, c) => c is "c37" or "c38" or "c39" or "c41" or "c42" ? c : null, false, 35)
    {
        Household = ["c37", "c38"], Government = ["c39"], Investment = ["c41"],
    };

    /// <summary>Release 2016, years 2000 to 2014.</summary>
    public static WiodEdition Of2016 { get; } = new("wiod2016", "WIOD release 2016",
        (code, _) => code is "CONS_h" or "CONS_np" or "CONS_g" or "GFCF" or "INVEN" ? code : null, false, 56)
    {
        Household = ["CONS_h", "CONS_np"], Government = ["CONS_g"], Investment = ["GFCF"],
    };

    /// <summary>The Asian Development Bank's tables, in the sectors of WIOD 2013.</summary>
    public static WiodEdition Adb { get; } = new("adb", "ADB MRIO",
        (_, c) => c is "F1" or "F2" or "F3" or "F4" or "F5" ? c : null, true, 35)
    {
        Household = ["F1", "F2"], Government = ["F3"], Investment = ["F4"],
    };

    /// <summary>All.</summary>
    public static IReadOnlyList<WiodEdition> All { get; } = [Of2013, Of2016, Adb];

    public required IReadOnlyList<string> Household { get; init; }

    public required IReadOnlyList<string> Government { get; init; }

    public required IReadOnlyList<string> Investment { get; init; }

    /// <summary>
    /// What a row below the industries is, by its name and its codes; the rows have WIOD 2016's short names in all three layouts.
    /// </summary>
    /// <remarks>The row of international transport margins has no code in release 2013, so names come first.</remarks>
    public static CellLabel Tail(string code, string name, string number)
    {
        var plain = WellKnownRoles.Plain(name);
        var key = code.Length > 0 && code != number ? code : number;
        return (plain, key) switch
        {
            ({ } p, _) when p.StartsWith("totalintermediate", StringComparison.Ordinal) =>
                new(LabelKind.Ignored, "", TotalIntermediate),
            ({ } p, _) when p.StartsWith("taxeslesssubsidies", StringComparison.Ordinal) => Row("TXSP"),
            ({ } p, _) when p.StartsWith("ciffob", StringComparison.Ordinal) => Row("EXP_adj"),
            ({ } p, _) when p.StartsWith("directpurchasesabroad", StringComparison.Ordinal) => Row("PURR"),
            ({ } p, _) when p.StartsWith("purchasesonthedomestic", StringComparison.Ordinal) => Row("PURNR"),
            ({ } p, _) when p.StartsWith("valueadded", StringComparison.Ordinal) => Row("VA"),
            ({ } p, _) when p.StartsWith("internationaltransport", StringComparison.Ordinal) => Row("IntTTM"),
            ({ } p, _) when p.StartsWith("outputatbasic", StringComparison.Ordinal)
                || p is "total" or "output" or "totaloutput" => new(LabelKind.Output),
            (_, "II_fob" or "r60") => new(LabelKind.Ignored, "", TotalIntermediate),
            (_, "TXSP" or "r99") => Row("TXSP"),
            (_, "EXP_adj" or "r61") => Row("EXP_adj"),
            (_, "PURR" or "r62") => Row("PURR"),
            (_, "PURNR" or "r63") => Row("PURNR"),
            (_, "VA" or "r64") => Row("VA"),
            (_, "IntTTM" or "r65" or "trs") => Row("IntTTM"),
            (_, "GO" or "r69") => new(LabelKind.Output),
            _ => new(LabelKind.Unknown),
        };
    }

    /// <summary>The stored sum of intermediate inputs: compared, not used.</summary>
    public const string TotalIntermediate = "II_fob";

    private static CellLabel Row(string name) => new(LabelKind.Primary, "", name);
}
