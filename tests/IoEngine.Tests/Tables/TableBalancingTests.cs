using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Runs.Jobs;
using IoEngine.Tables;
using IoEngine.Tables.Balancing;
using IoEngine.Tables.Formats.Own;
using IoEngine.Tests.Goldens;
using IoEngine.Validation;

namespace IoEngine.Tests.Tables;

/// <summary>Tables that are balanced, nowcast and split.</summary>
public class TableBalancingTests
{
    private static readonly BalancingOptions Close = new() { Tolerance = 1e-12 };

    [Test]
    public void E23_a_table_is_split_by_totals_and_trade()
    {
        var e = Golden.Read("E23");
        TableTarget[] targets =
        [
            new("output", "NEW", "M", "", 600), new("value-added", "NEW", "M", "", 330), new("gdp", "NEW", "", "", 342),
            new("final-demand", "NEW", "", "", 340), new("exports", "NEW", "", "", 150), new("trade", "NEW", "", "ALP", 50),
            new("trade", "ALP", "", "NEW", 45),
        ];
        var made = TableBalancing.Split(OfE23(e), ConcordanceAxis.Regions, "ROW", ["NEW", "REST"], targets, options: new() { Tolerance = 1e-14 });
        Assert.That(made.Table.Regions.Select(r => r.Code), Is.EqualTo(e.Strings("expected/split/index")));
        Near.Equal(Golden.Flat(made.Table.Z.Values), Golden.Flat(e.Rows("expected/split/Z")), "Z");
        Near.Equal(Golden.Flat(made.Table.Y.Values), Golden.Flat(e.Rows("expected/split/final_demand")), "Y");
        Near.Equal(made.Table.V.Values.Row(0), e.Vector("expected/split/value_added"), "value added");
        Near.Equal(made.Table.V.Values.Row(1), e.Vector("expected/split/product_taxes"), "taxes");
        Assert.That(made.Table.Identity.Estimate!.Method, Is.EqualTo("split"));
        Assert.That(made.Table.Findings.Select(f => f.Code), Does.Contain("TABLE-ESTIMATED"));
    }

    [Test]
    public void A_split_table_aggregates_back_to_the_old_one([Range(1, 5)] int seed, [Values] ConcordanceAxis axis)
    {
        var table = new RandomTable(seed, Regions: 3, Sectors: 3).Build();
        var of = axis == ConcordanceAxis.Regions ? "R2" : "S1";
        string[] into = axis == ConcordanceAxis.Regions ? ["NEW", "R2"] : ["S1a", "S1b"];
        var x = TableValidator.Validate(table).Output;
        double Whole(string region, string sector) => x[new Industry(region, sector)];
        TableTarget[] targets = axis == ConcordanceAxis.Regions
            ? [.. new[] { "S0", "S1", "S2" }.Select((s, k) => new TableTarget("output", "NEW", s, "", Whole("R2", s) * (0.2 + (0.1 * k))))]
            : [.. new[] { "R0", "R1", "R2" }.Select((r, k) => new TableTarget("output", r, "S1a", "", Whole(r, "S1") * (0.2 + (0.1 * k))))];
        var made = TableBalancing.Split(table, axis, of, into, targets, options: Close).Table;
        var labels = axis == ConcordanceAxis.Regions ? made.Regions.Select(r => r.Code) : made.Sectors.Select(s => s.Code);
        var back = TableAggregation.Apply(made, Concordance.Of(axis, "back", labels.Select(l => (l, into.Contains(l) ? of : l))));
        foreach (var (before, after) in new[] { (table.Z.Values, back.Z.Values), (table.Y.Values, back.Y.Values), (table.V.Values, back.V.Values), (table.F.Values, back.F.Values) })
            Near.Equal(Golden.Flat(after), Golden.Flat(before), "back");
        var output = TableValidator.Validate(made).Output;
        foreach (var t in targets.NotEmpty()) Near.Equal(output[new Industry(t.Region, t.Sector)], t.Value, t.Label);
    }

    [Test]
    public void A_nowcast_meets_every_total_and_its_columns_balance_as_the_old_ones_do([Range(1, 6)] int seed)
    {
        var table = new RandomTable(seed) { Subsidies = seed % 2 == 0 }.Build();
        var (x, va) = (TableValidator.Validate(table).Output, TableValidator.Validate(table).ValueAdded);
        var targets = new List<TableTarget>();
        for (var j = 0; j < table.Industries.Count; j++)
        {
            var growth = 1.05 + (0.1 * Math.Sin(seed + j));
            targets.Add(new("output", table.Industries[j].Region.Code, table.Industries[j].Sector.Code, "", x[j] * growth));
            if (j % 2 == 0) targets.Add(new("value-added", table.Industries[j].Region.Code, table.Industries[j].Sector.Code, "", va[j] * (growth + 0.02)));
        }

        targets.Add(new("exports", "R0", "", "", 1.1 * Exports(table, "R0")));
        EstimatedTable made = TableBalancing.Nowcast(table, 2031, targets, options: Close);
        var found = TableValidator.Validate(made.Table);
        foreach (var t in targets.NotEmpty())
        {
            var reached = t.What switch
            {
                "output" => found.Output[new Industry(t.Region, t.Sector)],
                "value-added" => found.ValueAdded[new Industry(t.Region, t.Sector)],
                _ => Exports(made.Table, "R0"),
            };
            Near.Equal(reached, t.Value, t.Label);
        }

        Assert.That(found.Imbalance.RowRelative, Is.LessThan(1e-9));
        Assert.That(found.Imbalance.ColumnRelative, Is.LessThan(1e-9));
        Assert.That(made.Table.Identity.Year, Is.EqualTo(2031));
    }

    [Test]
    public void Columns_that_do_not_balance_as_published_may_lack_as_much_otherwise([Range(1, 4)] int seed)
    {
        var (old, truth) = (Unbalanced(seed, 0.01), Unbalanced(seed, -0.01));
        var (x, va) = (TableValidator.Validate(truth).Output, TableValidator.Validate(truth).ValueAdded);
        TableTarget[] targets = [.. truth.Industries.SelectMany((i, j) => new TableTarget[]
        {
            new("output", i.Region.Code, i.Sector.Code, "", x[j]), new("value-added", i.Region.Code, i.Sector.Code, "", va[j]),
        })];
        var found = TableValidator.Validate(TableBalancing.Nowcast(old, 2031, targets, options: Close).Table);
        Near.Equal(found.Output.Values.ToArray(), x.Values.ToArray(), "output");
        Near.Equal(found.ValueAdded.Values.ToArray(), va.Values.ToArray(), "value added");
        Assert.That(found.Imbalance.ColumnRelative, Is.LessThan(0.05));
    }

    // The first industry has no inputs: value added and what its column lacks are its output.
    private static MrioTable Unbalanced(int seed, double lack)
    {
        var t = new RandomTable(seed).Build();
        var z = DenseMatrix.Create(t.Z.Values.Rows, t.Z.Values.Columns, (i, j) => j == 0 ? 0 : t.Z.Values[i, j]);
        var x = z.Rows;
        var output = Enumerable.Range(0, x).Select(i => z.Row(i).Sum() + t.Y.Values.Row(i).Sum()).ToArray();
        var v = DenseMatrix.Create(t.V.Rows.Count, x, (k, j) =>
        {
            var taxes = t.V.Values[4, j];
            var va = output[j] - z.Column(j).ToArray().Sum() - (j == 0 ? 0 : taxes) - (lack * (j % 3 == 0 ? 1 : 0.3) * output[j]);
            return k == 4 ? (j == 0 ? 0 : taxes) : va / 4;
        });
        return new MrioTable(t.Identity, new(t.Industries, t.Industries, z), t.Y, new(t.V.Rows, t.Industries, v), t.VY, t.F, t.FY, roles: t.Roles);
    }

    [Test]
    public void A_total_that_may_be_missed_gives_way_to_those_that_may_not()
    {
        var table = new RandomTable(3).Build();
        var x = TableValidator.Validate(table).Output;
        double held = table.Industries.Select((i, j) => i.Region.Code == "R0" ? x[j] : 0).Sum();
        var hard = table.Industries.Select((i, j) => (i, j)).Where(t => t.i.Region.Code == "R0")
            .Select(t => new TableTarget("output", "R0", t.i.Sector.Code, "", x[t.j])).ToList();
        Assert.Throws<InvalidDataFindingsException>(() =>
            TableBalancing.Balance(table, [.. hard, new TableTarget("output", "R0", "", "", 1.5 * held)]));
        var made = TableBalancing.Balance(table, [.. hard, new TableTarget("final-demand", "R0", "", "", 3 * held, Weight: 10)]);
        Near.Equal(TableValidator.Validate(made.Table).Output[0], x[0], "output");
    }

    [Test]
    public void An_estimate_is_stored_with_its_recipe_and_the_hashes_of_its_inputs()
    {
        using var folder = new ScratchFolder();
        var table = new RandomTable(2).Build();
        var source = Path.Combine(folder.Path, "old.mrio");
        MrioFolder.Write(table, source);
        var targets = folder.Write("targets.csv", "what,region,sector,value\nfinal-demand,R1,,123\n");
        var target = Path.Combine(folder.Path, "new.mrio");
        EstimationResult result = EstimationJob.Nowcast(new EstimationInputs(source, [targets], target), 2030);
        var read = TableReader.Read(target);
        TableEstimate estimate = read.Identity.Estimate!;
        EstimateInput first = estimate.Inputs[0];
        Assert.Multiple(() =>
        {
            Assert.That((estimate.Method, estimate.Recipe, estimate.Targets), Is.EqualTo(("nowcast", "to 2030", 1)));
            Assert.That(estimate.Inputs.Select(i => i.File), Is.EqualTo(new[] { source, targets }));
            Assert.That(result.Findings.Select(f => f.Code), Does.Contain("TABLE-ESTIMATED"));
            Assert.That(first.File, Is.EqualTo(source));
            Assert.That(estimate.Inputs.Select(i => i.Sha256), Has.All.Length.EqualTo(64));
            Assert.That(read.Findings.Select(f => f.Code), Does.Contain("TABLE-ESTIMATED"));
        });
    }

    [TestCase("exprts,R0,,,1,", "TARGET-WHAT")]
    [TestCase("trade,R0,,,1,", "TARGET-PARTNER")]
    [TestCase("output,R0,,R1,1,", "TARGET-PARTNER")]
    [TestCase("output,R0,,,1,0", "TARGET-WEIGHT")]
    [TestCase("gdp,R0,S0,,1,", "TARGET-SECTOR")]
    [TestCase("output,R0,,,one,", "CSV-NUMBER")]
    [TestCase("output,R0,,,1,\noutput,R0,,,2,", "TARGET-TWICE")]
    [TestCase("", "TARGETS-EMPTY")]
    public void A_file_of_targets_with_a_fault_is_refused(string lines, string code)
    {
        using var folder = new ScratchFolder();
        var file = folder.Write("targets.csv", $"what,region,sector,partner,value,weight\n{lines}\n");
        var refused = Assert.Throws<InvalidDataFindingsException>(() => TargetReader.Read([file]))!;
        Assert.That(refused.Findings.Select(f => f.Code), Is.EqualTo(new[] { code }));
    }

    [Test]
    public void Targets_of_what_the_table_has_not_are_named_all_at_once()
    {
        TableTarget[] targets = [new("output", "XX", "", "", 1), new("output", "R0", "S9", "", 1), new("trade", "R0", "", "YY", 1)];
        var refused = Assert.Throws<InvalidDataFindingsException>(() => TableBalancing.Balance(new RandomTable(1).Build(), targets))!;
        Assert.That(refused.Findings.Select(f => f.Code), Is.EqualTo(new[] { "TARGET-LABEL", "TARGET-LABEL", "TARGET-LABEL" }));
    }

    [TestCase("R2", "NEW,R2", "SPLIT-SIZE")]
    [TestCase("R9", "NEW,R9", "SPLIT-LABEL")]
    [TestCase("R2", "R1,R2", "SPLIT-LABEL")]
    [TestCase("R2", "NEW", "SPLIT-LABEL")]
    public void A_split_that_can_not_be_made_says_why(string of, string into, string code)
    {
        var refused = Assert.Throws<InvalidDataFindingsException>(() => TableBalancing.Split(new RandomTable(1).Build(), ConcordanceAxis.Regions, of, into.Split(','),
            [new("exports", into.Split(',')[0], "", "", 1)]))!;
        Assert.That(refused.Findings.Select(f => f.Code), Is.EqualTo(new[] { code }));
    }

    [Test]
    public void The_flows_that_moved_most_are_told_first_by_name()
    {
        var table = new RandomTable(4).Build();
        EstimatedTable made = TableBalancing.Balance(table, [new("final-demand", "R1", "", "", 1.2 * table.Y.Values.Column(4).ToArray().Sum())]);
        MovedFlow first = made.Moved[0];
        MovedCell cell = made.Matrix.MostMoved(1)[0];
        Assert.Multiple(() =>
        {
            Assert.That(made.Moved.Select(m => Math.Abs(m.After - m.Before)), Is.Ordered.Descending);
            Assert.That((first.Before, first.After), Is.EqualTo((cell.Before, cell.After)));
            Assert.That(table.DemandColumns.Select(c => c.ToString()).Concat(table.Industries.Select(i => i.ToString())), Does.Contain(first.Column));
        });
    }

    private static double Exports(MrioTable table, string region)
    {
        var sum = 0.0;
        for (var i = 0; i < table.Industries.Count; i++)
        {
            if (table.Industries[i].Region.Code != region) continue;
            for (var j = 0; j < table.Industries.Count; j++) sum += table.Industries[j].Region.Code == region ? 0 : table.Z.Values[i, j];
            for (var c = 0; c < table.DemandColumns.Count; c++) sum += table.DemandColumns[c].Region.Code == region ? 0 : table.Y.Values[i, c];
        }

        return sum;
    }

    private static MrioTable OfE23(Golden e)
    {
        var regions = e.Strings("input/split/regions");
        var industries = new Axis<Industry>("industries", regions.Select(r => new Industry(r, "M")));
        var columns = new Axis<DemandColumn>("columns of final demand", regions.Select(r => new DemandColumn(r, "HH")));
        var rows = new Axis<FlowRow>("primary inputs", [new FlowRow("VA", ""), new FlowRow("TLS", "")]);
        return new MrioTable(new TableIdentity { Name = "E23", Unit = Unit.Money("CHF", 1e6) },
            new(industries, industries, DenseMatrix.FromRows(e.Rows("input/split/Z"))),
            new(industries, columns, DenseMatrix.FromRows(e.Rows("input/split/final_demand"))),
            new(rows, industries, DenseMatrix.FromRows([e.Vector("input/split/value_added"), e.Vector("input/split/product_taxes")])),
            roles: new TableRoles { ValueAdded = ["VA"], TaxesOnProducts = ["TLS"] });
    }
}
