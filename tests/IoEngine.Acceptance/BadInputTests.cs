using IoEngine.Tables.Formats.Pymrio;

namespace IoEngine.Acceptance;

/// <summary>
/// Every fault names place, what was found, what was expected and the cure; nothing is written and no stack trace shows.
/// </summary>
public class BadInputTests
{
    private SmallWorld world = null!;

    [SetUp]
    public void Make() => world = new SmallWorld();

    [TearDown]
    public void Remove() => world.Dispose();

    [Test]
    public void Unbroken_it_runs()
    {
        var (code, output, error) = Ioe.RunProgram(world.Folder.Path, "run", "run.json");
        Assert.That(code, Is.Zero, error);
        Assert.That(output, Does.Contain("small, 2000-2001"));
        Assert.That(File.Exists(world.Folder["results", "summary.csv"]), Is.True);
    }

    [Test]
    public void A_check_writes_no_file_and_names_none()
    {
        var (code, output, error) = Ioe.Run(world.Folder.Path, "check", "run.json");
        Assert.That(code, Is.Zero, error);
        Assert.That(error, Does.Contain("more note").And.Not.Contain("findings.csv"));
        Assert.That(output, Does.Contain("orders and results come on top"));
        Assert.That(Directory.Exists(world.Folder["results"]), Is.False);
    }

    [Test]
    public void A_missing_table() => Refused(() => Directory.Delete(world.Folder["tables", "2001"], true), 3, ["--set", "tables.outside=error"], ["TABLE-MISSING", "2001"]);

    [Test]
    public void A_missing_orders_file() => Refused(() => File.Delete(world.Folder["orders.csv"]), 3, "orders.csv", "Cure:");

    [Test]
    public void A_missing_small_input() => Refused(() => File.Delete(world.Folder["fx.csv"]), 3, "FILE-MISSING", "fx.csv", "Cure:");

    [Test]
    public void A_missing_configuration() => Refused(() => File.Delete(world.Folder["run.json"]), 2, "CONFIG-FILE", "run.json", "Cure:");

    [TestCase("run")]
    [TestCase("check")]
    public void A_kernel_that_is_not_there(string verb)
    {
        if (IoEngine.Numerics.KernelCatalogue.Describe().Single(k => k.Name == "mkl").Available) Assert.Ignore("needs a machine without Math.NET's MKL provider");
        var (code, _, error) = Ioe.Run(world.Folder.Path, [verb, "run.json", "--set", "solve.kernel=mkl"]);
        Assert.That(code, Is.EqualTo(2), error);
        Assert.That(error, Does.Contain("KERNEL-MISSING").And.Contain("MathNet.Numerics.Providers.MKL").And.Contain("Cure: Build with -p:UseMkl=true"));
        Assert.That(Directory.Exists(world.Folder["results"]), Is.False);
    }

    [Test]
    public void A_wrong_header_in_the_orders() =>
        Refused(() => world.With("orders.csv", t => t.Replace(",value,", ",amount,", StringComparison.Ordinal)), 3, "orders.csv", "value", "Found:", "Cure:");

    [Test]
    public void A_column_that_the_configuration_names_and_the_orders_lack()
    {
        world.With("run.json", t => t.Replace("\"orders.csv\"", "\"orders.csv\", \"columns\": { \"supplierCountry\": \"supplier_country\" }", StringComparison.Ordinal));
        Refused(() => world.With("orders.csv", t => t.Replace("supplier_country", "country", StringComparison.Ordinal)), 3,
            "ORDERS-COLUMN", "orders.csv, line 1", "Found: 'order_id', 'date', 'supplier_id', 'country'", "Expected: 'supplier_country'", "Cure: Name the right column under orders.columns.supplierCountry");
    }

    [TestCase("run")]
    [TestCase("check")]
    public void Orders_of_which_no_row_can_be_used(string verb)
    {
        world.With("orders.csv", t => t.Replace(",20", ",31/12/20", StringComparison.Ordinal).Replace(",250.25,", ",many,", StringComparison.Ordinal));
        var (code, _, error) = Ioe.Run(world.Folder.Path, verb, "run.json");
        Assert.That(code, Is.EqualTo(3), error);
        Assert.That(error, Does.Contain("ORDERS-EMPTY").And.Contain("None of the 4 rows can be used").And.Contain("orders.csv, line 2: '31/12/2000-03-01' is not a date")
            .And.Contain("line 4: the value 'many' is not a number; …").And.Contain("orders.columns"));
        Assert.That(Directory.Exists(world.Folder["results"]), Is.False);
    }

    [TestCase("0.75", "1,750", "codes.csv", "codes.csv, line 3, column weight", "Cure: Write thousands without a sign")]
    [TestCase("1954-09-29", "03/04/1954", "membership.csv", "membership.csv, line 2, column from", "Cure: Write year, month, day with hyphens (yyyy-mm-dd)")]
    public void Numbers_and_dates_that_two_readings_fit(string from, string to, string file, string place, string cure)
    {
        if (file == "codes.csv") world.With(file, t => t.Replace(',', ';'));
        Refused(() => world.With(file, t => t.Replace(from, to, StringComparison.Ordinal)), 3, place, $"Found: '{to}'", cure);
    }

    [TestCase("orders.csv", "supplier_country", "country", "no country: 4 orders", "Cure: No country: name the column")]
    [TestCase("codes.csv", "X,", "X,7", "no rule: 4 orders", "Cure: No rule: add the codes")]
    public void Orders_of_which_none_is_mapped(string file, string from, string to, string reason, string cure)
    {
        Refused(() => world.With(file, t => t.Replace(from, to, StringComparison.Ordinal)), 3, "ORDERS-NOTHING-MAPPED", "orders.csv, 2000-2001", reason, cure);
        var (code, _, error) = Ioe.Run(world.Folder.Path, "check", "run.json");
        Assert.That(code, Is.EqualTo(3));
        Assert.That(error, Does.Contain("ORDERS-NOTHING-MAPPED"));
    }

    [Test]
    public void A_wrong_header_in_a_small_input() =>
        Refused(() => world.With("codes.csv", t => t.Replace("sector", "branch", StringComparison.Ordinal)), 3, "CSV-HEADER", "codes.csv, line 1", "'sector'");

    [TestCase("check")]
    [TestCase("run")]
    public void A_concordance_to_sectors_that_the_table_lacks_is_one_warning_while_no_order_meets_them(string verb)
    {
        world.With("codes.csv", t => t + "X,30,NOPE,1\nX,40,NOPE,0.5\nX,40,M,0.5\nX,50,NADA,1\n");
        var (code, output, error) = Ioe.Run(world.Folder.Path, verb, "run.json");
        Assert.That(code, Is.Zero, error + output);
        Assert.That(error, Does.Match(@"warning CONCORDANCE-SECTOR at \S*codes\.csv: 3 lines go to sectors that no table of the run has")
            .And.Contain("'NOPE' (lines 5, 6), 'NADA' (line 8)"));
        if (verb == "run") Assert.That(Csv.Read(world.Folder["results", "findings.csv"]).Count(r => r["code"] == "CONCORDANCE-SECTOR"), Is.EqualTo(1));
        else Refused(() => world.With("orders.csv", t => t.Replace(",20,500.50", ",30,500.50", StringComparison.Ordinal)), 3, "SECTOR-UNKNOWN", "NOPE");
    }

    [Test]
    public void A_ragged_row_in_a_small_input() =>
        Refused(() => world.With("codes.csv", t => t.Replace("X,10,M,1", "X,10,M", StringComparison.Ordinal)), 3, "CSV-RAGGED", "codes.csv, line 2", "Found: 3", "Expected: 4");

    [Test]
    public void A_ragged_row_in_a_table() => Refused(() => EditZ(lines => lines[^1] += "\t1"), 3, "Z.txt", "line 9");

    [TestCase("many")]
    [TestCase("1.2.3")]
    [TestCase("NaN")]
    [TestCase("inf")]
    [TestCase("1e999")]
    public void Not_a_number_in_a_table(string text) =>
        Refused(() => EditZ(lines => lines[^1] = lines[^1][..(lines[^1].LastIndexOf('\t') + 1)] + text), 3, "Z.txt", "line 9", text);

    [Test]
    public void A_duplicate_label() =>
        Refused(() => EditZ(lines => lines[^1] = lines[^1].Replace("ROW\tS", "ROW\tM", StringComparison.Ordinal)), 3, "Z.txt", "ROW.M");

    [Test]
    public void Rows_in_another_order_are_accepted_and_give_the_same()
    {
        Assert.That(world.Run("--out", "straight", "--quiet").Code, Is.Zero);
        EditZ(lines => (lines[^1], lines[^2]) = (lines[^2], lines[^1]));
        var (code, _, error) = world.Run("--out", "swapped", "--quiet");
        Assert.That(code, Is.Zero, error);
        var (straight, swapped) = (Effects("straight"), Effects("swapped"));
        Assert.That(swapped.Keys, Is.EquivalentTo(straight.Keys));
        foreach (var (key, value) in straight.NotEmpty()) Assert.That(swapped[key], Is.EqualTo(value).Within(1e-12 * Math.Abs(value)), key);

        Dictionary<string, double> Effects(string folder) => Csv.Read(world.Folder[folder, "effects.csv"])
            .ToDictionary(r => string.Join(' ', r["year"], r["indicator"], r["channel"], r["country"], r["sector"]), r => r.Number("value"));
    }

    [Test]
    public void No_row_for_value_added() =>
        Refused(() => world.With("run.json", t => t.Replace("\"valueAdded\": [\"COE\", \"NOS\"], ", "\"valueAdded\": [], ", StringComparison.Ordinal)), 3,
            "ROLE-MISSING", "tables.roles.valueAdded", "TLS", "Cure:");

    [Test]
    public void A_role_that_names_no_row() =>
        Refused(() => world.With("run.json", t => t.Replace("[\"COE\", \"NOS\"]", "[\"VA\"]", StringComparison.Ordinal)), 3, "'VA'", "TLS, COE, NOS");

    [Test]
    public void An_economy_that_eats_more_than_it_makes() => Refused(() =>
    {
        // The table balances, with negative final demand and value added: only ρ(A) ≥ 1 gives it away.
        Directory.Delete(world.Folder["tables", "2000"], recursive: true);
        PymrioWriter.Write(SmallWorld.Table(2000, ownUse: 140), world.Folder["tables", "2000"]);
    }, 4, ["--set", "closure.kind=none"], "CHE.M", "radius");

    [Test]
    public void An_unknown_key() => Refused(() => world.With("run.json", t => t.Replace("\"closure\"", "\"closur\"", StringComparison.Ordinal)), 2,
        "CONFIG-UNKNOWN-KEY", "run.json, line 9, $.closur", "Did you mean");

    [Test]
    public void An_unknown_closure() => Refused(() => world.With("run.json", t => t.Replace("net-labour", "type-two", StringComparison.Ordinal)), 2,
        "CONFIG-CHOICE", "$.closure.kind", "\"type-two\"", "gross-wage");

    [Test]
    public void A_closure_without_its_inputs() => Refused(() => { }, 3, ["--set", "closure.kind=sam"], "CLOSURE-NEEDS-CAPITAL", "fixedCapital");

    [Test]
    public void A_currency_without_a_rate() => Refused(() => world.With("orders.csv", t => t.Replace("EUR", "JPY", StringComparison.Ordinal)), 3,
        "JPY", "2000", "Cure:");

    [Test]
    public void A_year_without_a_rate() =>
        Refused(() => world.With("fx.csv", t => t.Replace("2001,CHF,1.68\n", "", StringComparison.Ordinal)), 3, "CURRENCY-RATE-MISSING", "CHF", "2001", "2000");

    [Test]
    public void A_country_that_the_table_lacks_goes_to_the_rest_of_the_world_or_is_listed()
    {
        // Germany is not in the table: its orders are the rest of the world's, and remain Germany's orders.
        Assert.That(world.Run().Code, Is.Zero);
        var german = Csv.Read(world.Folder["results", "countries.csv"]).Single(r => r["year"] == "2001" && r["country"] == "DEU");
        Assert.That((german.Number("orders"), german["total"]), Is.EqualTo((100.0, "")));
        Assert.That(Csv.Read(world.Folder["results", "attribution.csv"]).Where(r => r["source"] == "DEU" && r["channel"] == "direct" && r["indicator"] == "valueAdded")
            .Select(r => r["country"]), Is.EqualTo(new[] { "ROW" }));
    }

    [Test]
    public void A_country_that_nobody_knows_is_listed_and_refused_where_asked()
    {
        world.With("orders.csv", t => t.Replace(",DE,", ",Atlantis,", StringComparison.Ordinal));
        var (code, _, error) = world.Run("--set", "orders.unknownCountry=report");
        Assert.That(code, Is.Zero, error);
        Assert.That(error, Does.Contain("Atlantis"));
        Assert.That(Csv.Read(world.Folder["results", "summary.csv"]).Single(r => r["year"] == "2001").Number("unmapped"), Is.EqualTo(100));
        Refused(() => { }, 3, ["--set", "orders.unknownCountry=report", "--set", "orders.onUnmapped=error", "--out", "refused"], "Atlantis");
    }

    [Test]
    public void Orders_of_zero_and_credit_notes_are_kept_and_an_absurd_value_is_flagged()
    {
        world.With("orders.csv", t => t + "5,2001-07-01,S1,CHE,10,0,CHF\n6,2001-07-02,S1,CHE,10,-50.25,CHF\n7,2001-07-03,S1,CHE,10,9000000000000,CHF\n");
        var (code, _, error) = world.Run();
        Assert.That(code, Is.Zero, error);
        Assert.That(Csv.Read(world.Folder["results", "summary.csv"]).Single(r => r["year"] == "2001").Number("orders"),
            Is.EqualTo(250.25 + 100 - 50.25 + 9e12).Within(0.005));
        Assert.That(error, Does.Contain("ORDERS-ABSURD").And.Contain("line 8"));
    }

    [Test]
    public void Rows_that_can_not_be_read_are_listed_with_line_and_reason()
    {
        world.With("orders.csv", t => t + "5,2001-07-01,S1,CHE,10,twelve,CHF\n6,yesterday,S1,CHE,10,5,CHF\n");
        var (code, _, error) = world.Run();
        Assert.That(code, Is.Zero, error);
        Assert.That(Csv.Read(world.Folder["results", "rejected_orders.csv"]).Select(r => (r["file"], r["line"])),
            Is.EqualTo(new[] { ("orders.csv", "6"), ("orders.csv", "7") }));
    }

    [Test]
    public void An_empty_orders_file() => Refused(() => world.Folder.Write("orders.csv", ""), 3, "orders.csv");

    [Test]
    public void Orders_without_rows() => Refused(() => world.With("orders.csv", t => t[..(t.IndexOf('\n', StringComparison.Ordinal) + 1)]), 3, "ORDERS-EMPTY", "orders.csv", "Cure:");

    [Test]
    public void Orders_of_years_without_a_table_are_extrapolated_or_refused()
    {
        world.With("orders.csv", t => t.Replace("2001-06-30", "2005-06-30", StringComparison.Ordinal));
        world.With("fx.csv", t => t + "2005,CHF,1.24\n2005,EUR,0.80\n");
        var (code, output, error) = world.Run();
        Assert.That(code, Is.Zero, error);
        Assert.That(output, Does.Contain("extrapolated"));
        var row = Csv.Read(world.Folder["results", "summary.csv"]).Single(r => r["year"] == "2005");
        Assert.That((row["table_year"], row["extrapolated"]), Is.EqualTo(("2001", "yes")));
        Refused(() => { }, 3, ["--set", "tables.outside=error", "--out", "refused"], "TABLE-OUTSIDE", "2005", "Cure:");
    }

    [Test]
    public void A_results_folder_that_exists()
    {
        world.Folder.Write("results/mine.txt", "keep");
        Refused(() => { }, 2, "OUTPUT-EXISTS", "--out");
        Refused(() => { }, 2, ["--force"], "OUTPUT-FOREIGN", "mine.txt");
        Assert.That(File.ReadAllText(world.Folder["results", "mine.txt"]), Is.EqualTo("keep"));
    }

    [Test]
    public void A_results_folder_that_can_not_be_written() => Refused(() => { }, 2, ["--out", "run.json/results"], "OUTPUT-UNWRITABLE", "--out");

    [Test]
    public void Unknown_options_and_verbs()
    {
        Assert.That(world.Run("--colour", "red").Code, Is.EqualTo(2));
        var (code, _, error) = Ioe.Run(world.Folder.Path, "walk");
        Assert.That((code, error.Contains("walk", StringComparison.Ordinal)), Is.EqualTo((2, true)));
    }

    [Test]
    public void The_faults_of_all_inputs_come_together()
    {
        world.With("codes.csv", t => t.Replace("0.75", "0.5", StringComparison.Ordinal));
        world.With("membership.csv", t => t.Replace("1954-09-29", "29.9.54", StringComparison.Ordinal));
        world.With("fx.csv", t => t.Replace("1.69", "-1", StringComparison.Ordinal));
        Refused(() => { }, 3, "codes.csv", "membership.csv", "fx.csv");
    }

    private void Refused(Action breakIt, int code, params string[] named) => Refused(breakIt, code, [], named);

    private void Refused(Action breakIt, int code, string[] args, params string[] named)
    {
        breakIt();
        var before = Directory.GetFileSystemEntries(world.Folder.Path).Order().ToList();
        var (found, output, error) = world.Run(args);
        Assert.Multiple(() =>
        {
            Assert.That(found, Is.EqualTo(code), error);
            foreach (var name in named.NotEmpty()) Assert.That(error, Does.Contain(name));
            Assert.That(error, Does.Not.Contain("   at IoEngine"), "no stack trace");
            Assert.That(error, Does.Not.Contain("fault of the engine"));
            Assert.That(output, Is.Empty);
            Assert.That(Directory.GetFileSystemEntries(world.Folder.Path).Order(), Is.EqualTo(before), "nothing is written");
        });
    }

    private void EditZ(Action<string[]> change) => world.With("tables/2000/Z.txt", text =>
    {
        var lines = text.TrimEnd('\n').Split('\n');
        change(lines);
        return string.Join('\n', lines) + "\n";
    });
}
