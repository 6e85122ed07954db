using IoEngine.Accounts;

namespace IoEngine.Tests;

/// <summary>A table under other names, without satellites.</summary>
internal static class RenamedTable
{
    public static MrioTable Of(MrioTable t, Func<Industry, Industry> name, int? year = null)
    {
        var industries = new Axis<Industry>("industries", t.Industries.Select(name));
        var columns = new Axis<DemandColumn>("columns", t.DemandColumns.Select(c => new DemandColumn(name(new Industry(c.Region.Code, "S0")).Region, c.Category)));
        return new MrioTable(t.Identity with { Year = year ?? t.Identity.Year }, new(industries, industries, t.Z.Values), new(industries, columns, t.Y.Values),
            new(t.V.Rows, industries, t.V.Values), new(t.V.Rows, columns, t.VY.Values), roles: t.Roles with { Employment = null, Fte = null });
    }
}
