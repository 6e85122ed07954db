using System.Globalization;
using IoEngine.Impact;
using IoEngine.Reporting;
using IoEngine.Runs.Explanations;

namespace IoEngine.Cli;

/// <summary>Explanations for people.</summary>
internal static class ExplainText
{
    private const int Largest = 12;

    /// <summary>Orders = mapped + unmapped; mapped = value added + taxes + leaks.</summary>
    public static void Identity(RunIdentity identity, TextWriter output)
    {
        var mapped = identity.Orders - identity.Unmapped;
        var money = MoneyScale.For(Math.Max(Math.Abs(identity.Orders), Math.Abs(identity.Induced)), identity.Unit);
        output.WriteLine($"{(identity.Year == ResultExplanation.AllYears ? "all years" : identity.Year)}: where the orders' "
            + $"money arises, {money}; closure {identity.Closure}");
        output.WriteLine();
        var table = new TextTable("item", $"{money}", "of mapped orders");
        foreach (var part in identity.Parts) table.Add(part.Name, TextTable.Money(part.Value, money), Share(part.Value, mapped));
        var sum = identity.Parts.Sum(p => p.Value);
        table.Add("= mapped orders", TextTable.Money(sum, money), Share(sum, mapped));
        table.Add("+ unmapped", TextTable.Money(identity.Unmapped, money), "");
        table.Add("= orders", TextTable.Money(identity.Orders, money), "");
        table.Add("induced, on top", TextTable.Money(identity.Induced, money), Share(identity.Induced, mapped));
        table.Write(output);
    }

    /// <summary>The same total three ways.</summary>
    public static void Country(CountryExplanation e, string year, TextWriter output)
    {
        var isMoney = e.Unit.Length == 3 && e.Unit.All(char.IsAsciiLetterUpper);
        var largest = e.Channels.Concat(e.Sources).Concat(e.Sectors).Select(p => Math.Abs(p.Value)).DefaultIfEmpty(0).Max();
        var money = MoneyScale.For(largest, e.Unit);
        var unit = isMoney ? $"{money}" : e.Unit;
        output.WriteLine(
            $"{e.Indicator} of {Named(e.Country, e.CountryName)}, {(year == ResultExplanation.AllYears ? "all years" : year)}, "
                + $"{unit}: one total, three ways to add it up");
        foreach (var (title, parts) in new[] { ("channel", e.Channels), ("whose orders", e.Sources), ("sector", e.Sectors) })
        {
            output.WriteLine();
            var total = parts.Sum(p => p.Value);
            var table = new TextTable(title, unit, "share");
            foreach (var part in parts.Take(Largest))
                table.Add(Named(part.Name, part.Label), Amount(part.Value), Share(part.Value, total));
            if (parts.Count > Largest)
                table.Add($"{parts.Count - Largest} more", Amount(parts.Skip(Largest).Sum(p => p.Value)),
                    Share(parts.Skip(Largest).Sum(p => p.Value), total));
            table.Add("total", Amount(total), Share(total, total));
            table.Write(output);
        }

        string Amount(double value) => isMoney ? TextTable.Money(value, money) : TextTable.Number(value);
    }

    /// <summary>A contract: identity, countries, supply paths.</summary>
    public static void Contract(ContractExplanation e, string currency, string closure, string? country, int paths,
        Session session)
    {
        var (output, a) = (session.Output, e.Answer);
        output.WriteLine(
            $"{a.Print(a.Amount)} {currency} ordered from "
                + $"{(e.SectorName.Length > 0 ? $"{e.Industry.Sector} ({e.SectorName})" : e.Industry.Sector)} in "
                + $"{Named(e.Industry.Region.Code, e.NameOf(e.Industry.Region))}, {e.Question.Year}"
                + (e.Question.Year == e.TableYear.ToString(CultureInfo.InvariantCulture)
                    ? "" : $" (extrapolated: table of {e.TableYear})") + $"; closure {closure}");
        var (direct, indirect) = (a.World(Channel.Direct), a.World(Channel.Indirect));
        output.WriteLine($"{a.Print(a.Amount)} = {a.Print(direct + indirect)} value added ({a.Print(direct)} direct + "
            + $"{a.Print(indirect)} indirect) {Signed(a.ProductTaxes)} product taxes {Signed(a.Other)} other items and rounding; "
            + $"{a.Print(a.World(Channel.Induced))} induced on top");
        output.WriteLine();
        var every = country?.Equals("all", StringComparison.OrdinalIgnoreCase) == true;
        var asked = country is null || every ? (int?)null : e.RegionOf(country);
        ByCountry(e, e.Effects[0], currency, asked, every || (country is null && session.Verbose), output);
        if (every)
        {
            foreach (var effects in e.Effects.Skip(1)) ByCountry(e, effects, currency, null, true, output);
        }
        else if (e.Effects.Count > 1) EveryIndicator(e, currency, asked, output);

        Paths(e, currency, paths, output);

        string Signed(decimal value) => value < 0 ? $"- {a.Print(-value)}" : $"+ {a.Print(value)}";
    }

    // One indicator: the countries that get most of it, all of them, or one; and the others together.
    private static void ByCountry(ContractExplanation e, ContractEffects effects, string currency, int? asked, bool all,
        TextWriter output)
    {
        var name = effects.Name == "valueAdded" ? "value added" : effects.Name;
        var table = new TextTable($"{name}, {effects.UnitIn(currency)}", "direct", "indirect", "induced", "total", "share");
        var regions = Enumerable.Range(0, effects.Regions.Count).OrderByDescending(r => effects[r])
            .ThenBy(r => effects.Regions[r].Code, StringComparer.Ordinal).ToArray();
        var shown = asked is { } one ? [one] : all ? regions : regions[..Math.Min(Largest, regions.Length)];
        foreach (var r in shown) Row(Named(effects.Regions[r].Code, e.NameOf(effects.Regions[r])), [r]);
        if (shown.Length < regions.Length)
            Row(asked is null ? $"{regions.Length - shown.Length} more" : "all others", [.. regions.Except(shown)]);
        Row("world", regions);
        table.Write(output);
        output.WriteLine();

        void Row(string title, int[] of) =>
            table.Add([title, .. Enum.GetValues<Channel>().Select(c => effects.Print(of.Sum(r => effects[c, r]))),
                effects.Print(of.Sum(r => effects[r])),
                effects.World() == 0 ? "-" : TextTable.Percent(of.Sum(r => effects[r]) / (double)effects.World())]);
    }

    private static void EveryIndicator(ContractExplanation e, string currency, int? asked, TextWriter output)
    {
        var place = asked is { } r ? $"in {Named(e.Multipliers.Regions[r].Code, e.NameOf(e.Multipliers.Regions[r]))}"
            : "in the world";
        var table = new TextTable($"every indicator, {place}", "direct", "indirect", "induced", "total", "unit");
        foreach (var effects in e.Effects)
        {
            table.Add([effects.Name,
                .. Enum.GetValues<Channel>().Select(c => effects.Print(asked is { } one ? effects[c, one] : effects.World(c))),
                effects.Print(asked is { } of ? effects[of] : effects.World()), effects.UnitIn(currency)]);
        }

        table.Write(output);
        output.WriteLine();
    }

    private static void Paths(ContractExplanation e, string currency, int paths, TextWriter output)
    {
        if (e.Paths is not { } p)
        {
            output.WriteLine($"No supply paths: {e.PathsMissing}");
            return;
        }

        output.WriteLine(
            $"Strongest supply paths behind direct{(e.Question.Induced ? ", indirect and induced" : " and indirect")} "
                + "value added:");
        var table = new TextTable("path (supplier ← its supplier …)", currency, "share");
        foreach (var path in p.Paths.Take(paths))
            table.Add(path.ToString(), e.Answer.Print(e.Answer.Amount * (decimal)path.Value), Share(path.Value, p.Multiplier));
        table.Write(output);
        output.WriteLine($"{TextTable.Grouped(p.Paths.Count, 0)} {Plural.Noun(p.Paths.Count, "path")} above the cut-off "
            + $"{Plural.Noun(p.Paths.Count, "holds", "hold")} {Share(p.Listed, p.Multiplier)} of "
            + $"{p.Multiplier.ToString("F6", CultureInfo.InvariantCulture)} per unit; all others together "
            + $"{Share(p.Remainder, p.Multiplier)}, no chain with all that is behind it more than "
            + $"{Share(p.LargestLeftOut, p.Multiplier)}{(p.Complete ? "" : " (search ended at its limit of paths)")}.");
        if (e.Question.Induced)
            output.WriteLine(
                "Paths through (households) and other accounts that spend: "
                    + $"{Share(p.Paths.Where(s => s.Induced).Sum(s => s.Value), p.Multiplier)} listed.");
    }

    // Code first, so that it can be asked for.
    private static string Named(string code, string name) => name.Length > 0 && name != code ? $"{code} {name}" : code;

    private static string Share(double part, double whole) => whole == 0 ? "-" : TextTable.Grouped(part / whole * 100, 2) + " %";
}
