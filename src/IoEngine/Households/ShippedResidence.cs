using IoEngine.Accounts;
using IoEngine.Files.Lines;
using IoEngine.Numerics;
using IoEngine.Places;

namespace IoEngine.Households;

/// <summary>
/// Where the people live who earn Swiss wages: holders of cross-border permits by country, as a share of all employed. Years
/// outside the file have no commuting.
/// </summary>
/// <remarks>Persons stand for wages: cross-border workers are taken to earn what the industry pays on average.</remarks>
internal static class ShippedResidence
{
    /// <summary>The file of data/reference.</summary>
    public const string File = "residence.csv";

    private static readonly Lazy<List<Row>> Rows = new(Read);

    /// <summary>The workplace that the file is about.</summary>
    public static string Workplace => Rows.Value[0].Workplace;

    /// <summary>Years in which something is taken over from a year before.</summary>
    public static IEnumerable<int> HeldYears => Rows.Value.Where(r => r.IsHeld).Select(r => r.Year).Distinct();

    /// <summary>All years of the file.</summary>
    public static IEnumerable<int> Years => Rows.Value.Select(r => r.Year).Distinct();

    /// <summary>
    /// N of a table's year in its regions; null: the year has no rows, or the table does not show the workplace.
    /// </summary>
    public static LabelledMatrix<Region, Region>? In(MrioTable table)
    {
        var rows = Rows.Value.FindAll(r => r.Year == table.Identity.Year);
        var map = new RegionMap(table.Regions);
        if (rows.Count == 0 || map.Named(rows[0].Workplace) is not { } workplace) return null;
        var homes = new Axis<Region>("residences", table.Regions);
        var n = new DenseMatrix(homes.Count, 1);
        foreach (var row in rows)
        {
            // What the table shows nowhere stays where it is earned.
            var (home, _) = map.Find(row.Residence);
            n[home >= 0 ? home : homes.IndexOf(workplace), 0] += row.Share;
        }

        return new LabelledMatrix<Region, Region>(homes, new Axis<Region>("workplaces", [workplace]), n);
    }

    private static List<Row> Read()
    {
        var csv = ShippedCsv.Read(File, ["workplace", "residence", "share", "year", "basis"], "share");
        var rows = new List<Row>();
        foreach (var row in csv.Rows)
        {
            if (csv.TryNumber(row, "share", out var share) & csv.TryYear(row, "year", out var year))
                rows.Add(new Row(csv.Text(row, "workplace"), csv.Text(row, "residence"), share, year,
                    csv.Text(row, "basis") == "held"));
        }

        return rows;
    }

    private sealed record Row(string Workplace, string Residence, double Share, int Year, bool IsHeld);
}
