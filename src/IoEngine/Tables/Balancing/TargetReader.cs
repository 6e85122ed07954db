using IoEngine.Files.Lines;

namespace IoEngine.Tables.Balancing;

/// <summary>Reads targets from CSV.</summary>
public static class TargetReader
{
    /// <summary>Reads <c>what,region,sector[,partner],value[,weight]</c> from several files.</summary>
    /// <param name="paths">UTF-8 files with a header; an empty sector stands for all.</param>
    /// <exception cref="InvalidDataFindingsException">Files can't be used; every fault is listed with its line.</exception>
    public static IReadOnlyList<TableTarget> Read(IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var findings = new List<Finding>();
        var targets = new List<TableTarget>();
        foreach (var path in paths)
        {
            var csv = TidyCsv.Read(path, ["what", "region", "value"], findings, "value");
            targets.AddRange(csv.Rows.Select(r => Target(csv, r, findings)).OfType<TableTarget>());
        }

        findings.AddRange(targets.GroupBy(t => (t.What, t.Region, t.Sector, t.Partner)).Where(g => g.Count() > 1)
            .Select(g => Finding.Error("TARGET-TWICE", g.Last().Place, "A target is given twice.",
                $"{(g.First() with { Place = "" }).Label}, first at {g.First().Place}", "each once",
                "Remove one of the lines.")));
        if (targets.Count == 0 && findings.TrueForAll(f => f.Severity != Severity.Error))
            findings.Add(Finding.Error("TARGETS-EMPTY", string.Join(", ", paths), "There are no targets.", "no lines",
                "what,region,sector[,partner],value[,weight]", "Write at least one."));
        return findings.Exists(f => f.Severity == Severity.Error)
            ? throw new InvalidDataFindingsException("The targets can't be used", findings) : targets;
    }

    private static TableTarget? Target(TidyCsv csv, TidyRow row, List<Finding> findings)
    {
        if (!(csv.TryText(row, "what", out var what) & csv.TryText(row, "region", out var region)
            & csv.TryNumber(row, "value", out var value))) return null;
        if (!csv.TryOptional(row, "weight", out var weight)) return null;
        if (weight is not (null or > 0))
        {
            findings.Add(Finding.Error("TARGET-WEIGHT", csv.Place(row, "weight"), "A weight is above zero.", $"{weight}",
                "a positive number, or nothing for a target that must be met", "Correct the weight or leave it out."));
            return null;
        }

        var partner = csv.Text(row, "partner");
        if (!TableTarget.Kinds.Contains(what))
            findings.Add(Finding.Error("TARGET-WHAT", csv.Place(row, "what"), "There is no such target.", $"'{what}'",
                $"one of {string.Join(", ", TableTarget.Kinds)}", "Correct the word."));
        else if ((partner.Length > 0) != (what == TableTarget.Trade))
            findings.Add(Finding.Error("TARGET-PARTNER", csv.Place(row, "partner"),
                "Trade has a partner, the region that buys; other targets have none.", $"{what}, partner '{partner}'",
                what == TableTarget.Trade ? "a partner" : "no partner", "Correct the column partner, or what."));
        else if (what == TableTarget.Gdp && csv.Text(row, "sector").Length > 0)
            findings.Add(Finding.Error("TARGET-SECTOR", csv.Place(row, "sector"), "Gross domestic product has no sectors.",
                csv.Text(row, "sector"), "an empty cell", "Leave the sector out, or take value-added."));
        else return new TableTarget(what, region, csv.Text(row, "sector"), partner, value, weight, csv.Place(row));
        return null;
    }
}
