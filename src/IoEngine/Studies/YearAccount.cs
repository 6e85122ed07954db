using IoEngine.Accounts;
using IoEngine.Impact;

namespace IoEngine.Studies;

/// <summary>What of an attached account is of one quality, and what of the year's effects rests on it. Immutable.</summary>
/// <param name="Account">Name of the row.</param>
/// <param name="Role">Its role; empty: none.</param>
/// <param name="Source">The file.</param>
/// <param name="Quality">The file's flag, how holes were filled, or <c>published</c>.</param>
/// <param name="Industries">Industries with this quality.</param>
/// <param name="Value">Their figures, added.</param>
/// <param name="Share">The same as a share of the whole account; 0 where that is zero.</param>
/// <param name="Unit">Unit of the figures.</param>
/// <param name="Effect">Effect of the orders in these industries, all channels; null where it is not reported.</param>
/// <param name="EffectShare">The same as a share of the effect in all industries; null likewise.</param>
/// <param name="EffectUnit">Unit of the effect; empty where it is not reported.</param>
public sealed record YearAccount(string Account, string Role, string Source, string Quality, int Industries, double Value,
    double Share, string Unit, double? Effect, double? EffectShare, string EffectUnit)
{
    private static readonly Channel[] Channels = Enum.GetValues<Channel>();

    /// <summary>A row an attached account and quality, in the order of attaching and of industries.</summary>
    internal static IReadOnlyList<YearAccount> Of(MrioTable table, IReadOnlyList<IndicatorResult> results) =>
        [.. table.Attached.SelectMany(a =>
            Rows(table, a, results.FirstOrDefault(r => r.Name == (a.Role.Length > 0 ? a.Role : a.Row))))];

    private static IEnumerable<YearAccount> Rows(MrioTable table, AttachedAccount account, IndicatorResult? result)
    {
        var matrix = table.V.Rows.Contains(new FlowRow(account.Row, "")) ? table.V : table.F;
        var row = matrix.Rows.IndexOf(new FlowRow(account.Row, ""));
        var industries = Enumerable.Range(0, table.Industries.Count).ToArray();
        var whole = industries.Sum(j => matrix.Values[row, j]);
        var effects = result is null ? null : Array.ConvertAll(industries, j => Channels.Sum(c => result.Value(c, j)));
        foreach (var part in industries.Where(j => account.QualityOf(j).Length > 0).GroupBy(account.QualityOf))
        {
            var value = part.Sum(j => matrix.Values[row, j]);
            var effect = effects is null ? (double?)null : part.Sum(j => effects[j]);
            yield return new YearAccount(account.Row, account.Role, account.Source, part.Key, part.Count(), value,
                whole == 0 ? 0 : value / whole, matrix.Rows[row].Unit.ToString(), effect,
                effect is null ? null : effects!.Sum() is not 0 and var all ? effect / all : 0, result?.Unit ?? "");
        }
    }
}
