using IoEngine.Studies;

namespace IoEngine.Reporting.Layouts;

/// <summary><c>accounts</c>: how good the attached accounts are, and what of the effects rests on which quality.</summary>
internal static class AttachedFile
{
    public static ResultLayout<(YearResult Year, YearAccount Row)> Layout { get; } =
        new ResultLayout<(YearResult Year, YearAccount Row)>("accounts",
            "The accounts of `tables.accounts` by the quality of their figures, and what of the baseline's effects rests on "
                + "them.")
        { Written = "where `tables.accounts` names files" }
        .Text("scenario", "`baseline`", _ => ResultTerms.Baseline)
        .Year("year", ResultTerms.YearOfOrders, r => r.Year.Assignment.Year)
        .Year("table_year", "year of the table", r => r.Year.Assignment.TableYear)
        .Text("account", "row of the table, as the file calls the account", r => r.Row.Account)
        .Text("role", "the role that it plays, such as `compensation`; empty: none", r => r.Row.Role)
        .Text("source", "the file", r => r.Row.Source)
        .Text("quality", "the file's own flags, `published` where it has none; `partial` where it lacks a part of industries, "
            + "`filled: ` and the rule, `missing` where a hole is zero", r => r.Row.Quality)
        .Integer("industries", In.Number, "industries of this quality", r => r.Row.Industries)
        .Number("value", In.Row, "their figures, added", r => r.Row.Value)
        .Number("share", In.Share, "of the whole account", r => r.Row.Share)
        .Text("unit", "of `value`", r => r.Row.Unit)
        .Number("effect", "see `effect_unit`", "effect of the orders in these industries, all channels, of the indicator of the "
            + "same name or role; empty where it is not reported", r => r.Row.Effect)
        .Number("effect_share", In.Share, "of that indicator's effect in all industries", r => r.Row.EffectShare)
        .Text("effect_unit", "of `effect`", r => r.Row.EffectUnit);

    public static ResultTable Of(IReadOnlyList<YearResult> years) =>
        Layout.Fill(years.SelectMany(y => y.Accounts.Select(row => (y, row))));
}
