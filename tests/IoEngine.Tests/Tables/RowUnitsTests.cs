using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Numerics;
using IoEngine.Tables;
using IoEngine.Validation;

namespace IoEngine.Tests.Tables;

/// <summary>
/// The unit of a row counts, whatever its source: primary inputs come to the money of the flows, jobs to persons.
/// </summary>
public class RowUnitsTests
{
    private static readonly RandomTable Shape = new(81, 2, 3);

    // One region, one industry: x = 10 million CHF, of which 4 are bought, 5 are pay and 1 is tax.
    private static string Table(string pay, string tax) => $"id,R_a,R_hh,OUT\nR_a,4,6,10\npay,{pay},0,0\ntax,{tax},0,0\njobs,2,0,0\nOUT,10,6,0\n";

    private static string Descriptor(string unit, string units, string role = "\"employment\": [\"jobs\"]") => $$"""
        { "format": "labelled-csv", "name": "T", "year": 2015, "unit": "{{unit}}", "files": [ { "file": "t.csv", "header": ["region_item"], "index": ["region_item"] } ],
          "items": { "primary": ["pay", "tax"], "satellites": ["jobs"], "demand": ["hh"], "output": ["OUT"] },
          "units": { {{units}} }, "roles": { "valueAdded": ["pay"], "taxesOnProducts": ["tax"], "household": ["hh"], {{role}} } }
        """;

    [TestCase("5000", "1", "\"pay\": \"1000 CHF\"")]
    [TestCase("5000000", "1", "\"pay\": \"CHF\"")]
    [TestCase("5", "0.001", "\"tax\": \"Mrd. CHF\"")]
    [TestCase("5000", "1000", "\"pay\": \"kCHF\", \"tax\": \"Tsd. CHF\"")]
    [TestCase("0.05", "0.01", "\"pay\": \"100 million CHF\", \"tax\": \"10^8 CHF\"")]
    [TestCase("5000", "1", "\"pay\": \"thousand\"")]
    public void Rows_of_V_in_another_scale_are_converted_and_so_are_the_stated_totals_checked(string pay, string tax, string units)
    {
        using var folder = new ScratchFolder();
        folder.Write("t.csv", Table(pay, tax));
        folder.Write("t.json", Descriptor("million CHF", units + ", \"jobs\": \"persons\""));
        var table = TableReader.Read(folder.Path);
        Near.Equal(table.V.Values.Column(0).ToArray(), [5, 1], "pay and tax", 1e-15);
        Assert.That(table.V.Rows.Select(r => r.Unit), Is.All.EqualTo(Unit.Money("CHF", 1e6)));
        Assert.That(table.Findings.Select(f => (f.Code, f.Severity)).Distinct(), Is.EqualTo(new[] { ("UNIT-CONVERTED", Severity.Info), ("TABLE-TOTALS", Severity.Info) }));
        Assert.That(TableValidator.Validate(table).Imbalance.ColumnMax, Is.LessThan(1e-12));
    }

    [TestCase("\"pay\": \"million EUR\"", "'million EUR'")]
    [TestCase("\"pay\": \"persons\"", "'persons'")]
    [TestCase("\"pay\": \"kt\"", "'kt'")]
    [TestCase("\"pay\": \"zillion CHF\"", "'zillion CHF'")]
    [TestCase("\"pay\": \"CHF per hour\"", "'CHF per hour'")]
    public void A_row_of_V_in_another_currency_or_in_no_money_is_refused(string units, string found)
    {
        using var folder = new ScratchFolder();
        folder.Write("t.csv", Table("5", "1"));
        folder.Write("t.json", Descriptor("million CHF", units));
        var fault = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(folder.Path))!;
        var finding = fault.Findings.Single(f => f.Severity == Severity.Error && f.Code == "UNIT-MIXED");
        Assert.That((finding.Found, finding.Expected), Is.EqualTo((found, "million CHF, or another scale of CHF")));
        Assert.That(finding.Place, Does.Contain("line 3").And.Contain("pay"));
    }

    [TestCase("1000 p", 2000)]
    [TestCase("THS_PER", 2000)]
    [TestCase("thousand persons", 2000)]
    [TestCase("M.p", 2e6)]
    [TestCase("persons", 2)]
    [TestCase("thousand", 2000)]
    public void Jobs_are_persons_whatever_the_unit_says(string unit, double jobs)
    {
        using var folder = new ScratchFolder();
        folder.Write("t.csv", Table("5", "1"));
        folder.Write("t.json", Descriptor("million CHF", $"\"jobs\": \"{unit}\""));
        var employment = Indicators(TableReader.Read(folder.Path))["employment"];
        Assert.That(employment.Unit, Is.EqualTo(Unit.Persons));
        Near.Equal(employment.PerOutput[0], jobs / 10, unit, 1e-15);
    }

    [TestCase("employment", "M.hr")]
    [TestCase("employment", "1000 FTE")]
    [TestCase("employment", "million CHF")]
    [TestCase("employment", "kt")]
    [TestCase("employment", "gizmos")]
    [TestCase("fte", "1000 p")]
    [TestCase("fte", "million hours worked")]
    public void Hours_are_no_persons_and_persons_no_full_time_equivalents(string role, string unit)
    {
        using var folder = new ScratchFolder();
        folder.Write("t.csv", Table("5", "1"));
        folder.Write("t.json", Descriptor("million CHF", $"\"jobs\": \"{unit}\"", $"\"{role}\": [\"jobs\"]"));
        var fault = Assert.Throws<InvalidDataFindingsException>(() => TableValidator.Validate(TableReader.Read(folder.Path)))!;
        var finding = fault.Findings.Single(f => f.Severity == Severity.Error);
        Assert.That((finding.Code, finding.Place, finding.Found), Is.EqualTo(("ROLE-UNITS", $"tables.roles.{role}", $"jobs [{Unit.Read(unit)}]")));
    }

    [Test]
    public void A_row_of_jobs_without_a_unit_is_taken_for_persons_with_a_warning()
    {
        using var folder = new ScratchFolder();
        folder.Write("t.csv", Table("5", "1"));
        folder.Write("t.json", Descriptor("million CHF", ""));
        var table = TableValidator.Validate(TableReader.Read(folder.Path));
        Assert.That(table.Findings.Single(f => f.Severity == Severity.Warning).Code, Is.EqualTo("ROLE-UNITS"));
        Near.Equal(Indicators(table.Table)["employment"].PerOutput[0], 0.2, "jobs", 1e-15);
    }

    [Test]
    public void Rows_of_one_role_in_different_scales_are_added()
    {
        var table = WithSatellites(("employment/men", "persons", 500), ("employment/women", "1000 p", 0.25));
        var e = Indicators(new MrioTable(table.Identity, table.Z, table.Y, table.V, table.VY, table.F, roles: table.Roles with { Employment = ["employment/men", "employment/women"], Fte = null }))["employment"];
        var x = TableValidator.Validate(table).Output;
        Near.Equal(e.PerOutput.ToArray(), x.Values.ToArray().Select(v => 750 / v).ToArray(), "persons per output", 1e-14);
    }

    [Test]
    public void Rows_that_are_found_by_their_names_get_no_role_where_they_count_hours()
    {
        var hours = WellKnownRoles.For([], [new FlowRow("employment/persons", "M.hr"), new FlowRow("employment/fte", "1000 p")], []);
        Assert.That((hours.Employment, hours.Fte), Is.EqualTo(((IReadOnlyList<string>?)null, (IReadOnlyList<string>?)null)));
        var table = WithSatellites(("employment/persons", "M.hr", 1), ("employment/other", "M.hr", 1));
        var findings = TableValidator.Validate(table).Findings.Where(f => f.Code == "ROLE-MISSING").ToList();
        Assert.That(findings.Select(f => f.Found), Has.Some.EqualTo("employment/persons [million hours], employment/other [million hours]"));
    }

    [Test]
    public void A_table_from_memory_with_a_row_of_V_in_another_unit_is_refused()
    {
        var t = Shape.Build();
        var rows = new Axis<FlowRow>("primary inputs", t.V.Rows.Select((r, i) => i == 0 ? new FlowRow(r.Name, "thousand CHF") : r));
        var changed = new MrioTable(t.Identity, t.Z, t.Y, new(rows, t.Industries, t.V.Values), roles: t.Roles with { Employment = null, Fte = null });
        var fault = Assert.Throws<InvalidDataFindingsException>(() => TableValidator.Validate(changed))!;
        Assert.That(fault.Findings.Single(f => f.Severity == Severity.Error).Code, Is.EqualTo("UNIT-MIXED"));
        Assert.That(() => t.Identity with { Unit = Unit.Persons }, Throws.ArgumentException, "a table's unit is one of money");
    }

    private static IndicatorSet Indicators(MrioTable table) => ImpactModel.Build(TableValidator.Validate(table), Closure.None).Indicators;

    private static MrioTable WithSatellites(params (string Name, string Unit, double Value)[] rows)
    {
        var t = Shape.Build();
        var axis = new Axis<FlowRow>("satellite rows", rows.Select(r => new FlowRow(r.Name, r.Unit)));
        return new MrioTable(t.Identity, t.Z, t.Y, t.V, t.VY, new(axis, t.Industries, DenseMatrix.Create(rows.Length, t.Industries.Count, (i, _) => rows[i].Value)),
            roles: t.Roles with { Employment = null, Fte = null });
    }
}
