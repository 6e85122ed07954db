using System.Text;
using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Tables;

namespace IoEngine.Tests.Tables;

public class CsvFormatTests
{
    private const string Head = "\"format\": \"labelled-csv\", \"name\": \"Mine\", \"year\": 2015, \"unit\": \"million CHF\"";
    private const string Items = "\"items\": { \"primary\": [\"tax\", \"pay\", \"rest\"], \"satellites\": [\"jobs/persons\"], \"demand\": [\"homes\", \"state\"], \"output\": [\"OUT\"], \"noRegion\": [\"ALL\"] }";
    private const string Roles = "\"roles\": { \"valueAdded\": [\"pay\", \"rest\"], \"taxesOnProducts\": [\"tax\"], \"compensation\": [\"pay\"], \"household\": [\"homes\"], \"employment\": [\"jobs/persons\"] }";
    private ScratchFolder scratch = null!;
    private string folder = "";

    [SetUp]
    public void CreateFolder() => folder = (scratch = new ScratchFolder()).Path;

    [TearDown]
    public void DeleteFolder() => scratch.Dispose();

    [TestCase(',', "_")]
    [TestCase(';', ".")]
    public void One_wide_file_with_joined_labels_is_read(char separator, string split)
    {
        var expected = Known();
        Put("mine.csv", w =>
        {
            w.Text("").Texts(expected.Industries.Select(i => $"{i.Region}{split}{i.Sector}")).Texts(expected.DemandColumns.Select(d => $"{d.Region}{split}{d.Category}")).Text("OUT").EndLine();
            for (var i = 0; i < expected.Industries.Count; i++)
                w.Text($"{expected.Industries[i].Region}{split}{expected.Industries[i].Sector}").Numbers(expected.Z.Values.Row(i)).Numbers(expected.Y.Values.Row(i)).Number(expected.PublishedOutput![i]).EndLine();
            Flows(w, expected.V, expected.VY, r => [r.Name]);
            Flows(w, expected.F, expected.FY, r => [r.Name]);
        }, separator);
        Describe($$"""{ {{Head}}, "files": [ { "file": "mine.csv", "header": ["region_item"], "index": ["region_item"], "split": "{{split}}" } ], {{Items}}, "units": { "jobs/persons": "persons" }, {{Roles}} }""");
        foreach (var path in new[] { folder, Path.Combine(folder, "mine.json") }) Check(TableReader.Read(path), expected);
    }

    [TestCase("4", null)]
    [TestCase("", "1 of 20 cells")]
    public void Empty_corners_are_the_layouts_and_no_finding(string cell, string? found)
    {
        // Output has no final use, primary inputs have no output: four cells that everybody leaves empty.
        File.WriteAllText(Path.Combine(folder, "mine.csv"), $"id,R1_a,R1_b,R1_homes,OUT\nR1_a,1,2,3,6\nR1_b,2,{cell},5,11\npay,2,3,0,\nrest,1,2,0,\nOUT,6,11,,\n");
        Describe($$"""
            { {{Head}}, "files": [ { "file": "mine.csv", "header": ["region_item"], "index": ["region_item"] } ],
              "items": { "primary": ["pay", "rest"], "demand": ["homes"], "output": ["OUT"] }, "roles": { "valueAdded": ["pay", "rest"] } }
            """);
        var findings = TableReader.Read(folder).Findings.Where(f => f.Code == "TEXT-EMPTY-CELLS").Select(f => f.Found);
        Assert.That(findings, found is null ? Is.Empty : Is.EqualTo(new[] { found }));
    }

    [Test]
    public void Several_files_with_separate_levels_and_units_are_read()
    {
        var t = Known();
        DelimitedWriter Header(DelimitedWriter w, int blanks, IEnumerable<(string Region, string Item)> columns)
        {
            var all = columns.ToList();
            for (var i = 0; i < blanks; i++) w.Blank();
            w.Texts(all.Select(c => c.Region)).EndLine();
            for (var i = 0; i < blanks; i++) w.Blank();
            w.Texts(all.Select(c => c.Item)).EndLine();
            return w;
        }

        var core = t.Industries.Select(i => (i.Region.Code, i.Sector.Code)).ToList();
        var demand = t.DemandColumns.Select(d => (d.Region.Code, d.Category)).ToList();
        void Industries(DelimitedWriter w, DenseMatrix m)
        {
            for (var i = 0; i < core.Count; i++) w.Text(core[i].Item1).Text(core[i].Item2).Numbers(m.Row(i)).EndLine();
        }

        Put("flows/z.txt", w => Industries(Header(w, 2, core), t.Z.Values), '\t');
        Put("flows/y.txt", w => Industries(Header(w, 2, demand), t.Y.Values), '\t');
        Put("x.txt", w =>
        {
            w.Texts(["region", "sector", "output"]).EndLine();
            for (var i = 0; i < core.Count; i++) w.Text(core[i].Item1).Text(core[i].Item2).Number(t.PublishedOutput![i]).EndLine();
        }, '\t');
        Put("v.txt", w => Flows(Header(w, 2, core), t.V, null, r => [r.Name, "million CHF"]), '\t');
        Put("vy.txt", w => Flows(Header(w, 2, demand), null, t.VY, r => [r.Name, "million CHF"]), '\t');
        Put("f.txt", w => Flows(Header(w, 2, [.. core, .. demand]), t.F, t.FY, r => [r.Name, "persons"]), '\t');
        Describe($$"""
            {
              {{Head}}, // comments are allowed
              "files": [
                { "file": "f.txt", "holds": "f", "header": ["region", "item"], "index": ["item", "unit"] },
                { "file": "v.txt", "holds": "v", "header": ["region", "item"], "index": ["item", "unit"] },
                { "file": "vy.txt", "holds": "v", "header": ["region", "item"], "index": ["item", "unit"] },
                { "file": "x.txt", "holds": "x", "header": ["item"], "index": ["region", "item"] },
                { "file": "flows/y.txt", "holds": "y", "header": ["region", "item"], "index": ["region", "item"] },
                { "file": "flows/z.txt", "holds": "z", "header": ["region", "item"], "index": ["region", "item"] },
              ],
              {{Items}}, {{Roles}}
            }
            """);
        Check(TableReader.Read(folder), t);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void One_long_file_of_several_years_is_read(bool zeros)
    {
        var expected = Known();
        Put("long.csv", w =>
        {
            w.Texts(["value", "row_item", "row_region", "year", "buyer_region", "buyer"]).EndLine();
            void Cell(string year, (string, string) row, (string, string) column, double value)
            {
                if (zeros || value != 0) w.Number(value).Text(row.Item2).Text(row.Item1).Text(year).Text(column.Item1).Text(column.Item2).EndLine();
            }

            foreach (var year in new[] { "2014", "2015" })
            {
                var factor = year == "2015" ? 1 : 2;
                List<(string, string)> core = [.. expected.Industries.Select(i => (i.Region.Code, i.Sector.Code))], demand = [.. expected.DemandColumns.Select(d => (d.Region.Code, d.Category))];
                for (var i = 0; i < core.Count; i++)
                {
                    for (var j = 0; j < core.Count; j++) Cell(year, core[i], core[j], factor * expected.Z.Values[i, j]);
                    for (var d = 0; d < demand.Count; d++) Cell(year, core[i], demand[d], factor * expected.Y.Values[i, d]);
                    Cell(year, core[i], ("ALL", "OUT"), factor * expected.PublishedOutput![i]);
                }

                foreach (var (rows, finals) in new[] { (expected.V, expected.VY), (expected.F, expected.FY) })
                {
                    for (var k = 0; k < rows.Rows.Count; k++)
                    {
                        for (var j = 0; j < core.Count; j++) Cell(year, ("ALL", rows.Rows[k].Name), core[j], factor * rows.Values[k, j]);
                        for (var d = 0; d < demand.Count; d++) Cell(year, ("ALL", rows.Rows[k].Name), demand[d], factor * finals.Values[k, d]);
                    }
                }
            }
        }, ',');
        Describe($$"""
            { {{Head}}, "files": [ { "file": "long.csv", "row": ["row_region", "row_item"], "column": ["buyer_region", "buyer"], "value": "value", "where": { "year": "2015" } } ],
              {{Items}}, "units": { "jobs/persons": "persons" }, {{Roles}} }
            """);
        Check(TableReader.Read(folder), expected);
    }

    [TestCase("\"unit\": \"million CHF\"", "\"unit\": \"apples\"", "mine.json, unit")]
    [TestCase("\"unit\": \"million CHF\"", "\"unit\": \"million CHF\", \"unknown\": 1", "mine.json, line 1")]
    [TestCase("\"mine.csv\"", "\"../mine.csv\"", "mine.json, files[0].file")]
    [TestCase("\"mine.csv\"", "\"other.csv\"", "other.csv")]
    [TestCase("[\"region_item\"], \"index\"", "[\"regoin_item\"], \"index\"", "mine.json, files[0].header")]
    [TestCase("\"index\": [\"region_item\"]", "\"index\": [\"region\"]", "mine.json, files[0].index")]
    [TestCase("\"header\"", "\"holds\": \"y\", \"header\"", "mine.json, files")]
    [TestCase("\"pay\", ", "", "mine.csv, line 9")]
    public void Faulty_descriptors_say_where(string from, string to, string place)
    {
        var expected = Known();
        Put("mine.csv", w => Whole(w, expected), ',');
        var good = $$"""{ {{Head}}, "files": [ { "file": "mine.csv", "header": ["region_item"], "index": ["region_item"] } ], {{Items}} }""";
        Describe(good);
        Assert.That(SameTable.Difference(TableReader.Read(folder), expected), Is.Null);
        Describe(good.Replace(from, to, StringComparison.Ordinal));
        var e = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(Path.Combine(folder, "mine.json")))!;
        Assert.That(e.Findings.Where(f => f.Severity == Severity.Error).Select(f => f.Place), Has.Some.Contains(place));
    }

    [Test]
    public void Broken_files_never_give_a_wrong_table()
    {
        using var memory = new MemoryStream();
        using (var writer = new DelimitedWriter(memory, ',')) Whole(writer, Known());
        var files = new Dictionary<string, byte[]>
        {
            ["mine.csv"] = memory.ToArray(),
            ["mine.json"] = Encoding.UTF8.GetBytes($$"""{ {{Head}}, "files": [ { "file": "mine.csv", "header": ["region_item"], "index": ["region_item"] } ], {{Items}}, {{Roles}} }"""),
        };
        using var broken = new BrokenInput("csv", files);
        var refused = broken.Mutate("mine.csv", ',', 1, 1, 10) + broken.CutAnywhere("mine.json", 3) + broken.CutAnywhere("mine.csv", 5);
        Assert.That(refused, Is.GreaterThan(400));
    }

    private static void Whole(DelimitedWriter w, MrioTable t)
    {
        w.Text("").Texts(t.Industries.Select(i => $"{i.Region}_{i.Sector}")).Texts(t.DemandColumns.Select(d => $"{d.Region}_{d.Category}")).Text("OUT").EndLine();
        for (var i = 0; i < t.Industries.Count; i++)
            w.Text($"{t.Industries[i].Region}_{t.Industries[i].Sector}").Numbers(t.Z.Values.Row(i)).Numbers(t.Y.Values.Row(i)).Number(t.PublishedOutput![i]).EndLine();
        Flows(w, t.V, t.VY, r => [r.Name]);
        Flows(w, t.F, t.FY, r => [r.Name]);
        w.Text("OUT").Numbers(t.PublishedOutput!.Values.ToArray()).Texts(t.DemandColumns.Select(_ => "0")).Text("0").EndLine();
    }

    private static void Flows(DelimitedWriter w, LabelledMatrix<FlowRow, Industry>? flows, LabelledMatrix<FlowRow, DemandColumn>? final, Func<FlowRow, string[]> labels)
    {
        var rows = flows?.Rows ?? final!.Rows;
        var output = flows is not null && final is not null && labels(rows[0]).Length == 1;
        for (var k = 0; k < rows.Count; k++)
        {
            w.Texts(labels(rows[k]));
            if (flows is not null) w.Numbers(flows.Values.Row(k));
            if (final is not null) w.Numbers(final.Values.Row(k));
            if (output) w.Number(0);
            w.EndLine();
        }
    }

    private static void Check(MrioTable table, MrioTable expected)
    {
        SameTable.Bits(table, expected);
        Assert.Multiple(() =>
        {
            Assert.That(table.Identity.Format, Is.EqualTo("csv"));
            Assert.That(table.Identity.Name, Is.EqualTo("Mine"));
            Assert.That(table.Identity.Year, Is.EqualTo(2015));
            Assert.That(table.Identity.Unit, Is.EqualTo(Unit.Money("CHF", 1e6)));
            Assert.That(table.V.Rows.Select(r => r.Unit.ToString()).Distinct(), Is.EqualTo(new[] { "million CHF" }));
            Assert.That(table.F.Rows[0].Unit, Is.EqualTo(Unit.Persons));
            Assert.That(table.Roles.ValueAdded, Is.EqualTo(new[] { "pay", "rest" }));
            Assert.That(table.Roles.TaxesOnProducts, Is.EqualTo(new[] { "tax" }));
            Assert.That(table.Roles.Household, Is.EqualTo(new[] { "homes" }));
            Assert.That(table.Roles.Employment, Is.EqualTo(new[] { "jobs/persons" }));
            Assert.That(table.Findings.Where(f => f.Severity != Severity.Info), Is.Empty);
        });
    }

    private static MrioTable Known() => new KnownTable
    {
        Regions = ["CHE", "FRA", "REST"],
        Sectors = ["farm", "C_fab"],
        Categories = ["homes", "state"],
        PrimaryInputs = ["tax", "pay", "rest"],
        Satellites = [("jobs/persons", "persons")],
        Unit = Unit.Money("CHF", 1e6),
        Seed = 3,
    }.Build();

    private void Put(string name, Action<DelimitedWriter> write, char separator)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var writer = new DelimitedWriter(File.Create(path), separator);
        write(writer);
    }

    private void Describe(string json) => File.WriteAllText(Path.Combine(folder, "mine.json"), json);
}
