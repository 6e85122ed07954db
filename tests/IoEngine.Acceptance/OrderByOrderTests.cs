namespace IoEngine.Acceptance;

/// <summary>
/// Orders by any column, order by order and by contract period, from the built program: sums, and what stands in the way is told
/// with its place and its cure.
/// </summary>
public class OrderByOrderTests
{
    private const string Header = "order_id,date,supplier_id,supplier_country,purchase_code,value,currency,from,to\n";
    private static readonly string[] Periods = ["--set", "orders.columns.start=from", "--set", "orders.columns.end=to"];
    private SmallWorld world = null!;

    [SetUp]
    public void Make()
    {
        world = new SmallWorld();
        world.Folder.Write("orders.csv", Header + "1,2000-03-01,S1,CHE,10,1000.00,CHF,2000-07-01,2001-06-30\n2,2000-05-01,S2,FRA,20,500.50,EUR,,\n"
            + "3,2001-01-15,S1,Switzerland,20,250.25,CHF,,\n4,2001-06-30,S3,DE,10,100,CHF,2001-01-01,2001-12-31\n");
    }

    [TearDown]
    public void Remove() => world.Dispose();

    [Test]
    public void The_rows_of_every_year_add_up_to_its_effects()
    {
        var (code, _, error) = world.Run([.. Periods, "--set", "attribution.orderEffects=true", "--set", "output.formats=[\"csv\"]"]);
        Assert.That(code, Is.Zero, error);
        var effects = Csv.Read(world.Folder["results", "effects.csv"]);
        foreach (var (year, orders) in new[] { ("2000", new[] { "1", "2" }), ("2001", ["1", "3", "4"]) })
        {
            var rows = Csv.Read(world.Folder["results", "order_effects", $"{year}.csv"]);
            Assert.That(rows.Where(r => r["indicator"] == "valueAdded").Select(r => r["order"]), Is.EqualTo(orders), year);
            foreach (var channel in new[] { "direct", "indirect", "induced" })
            {
                var sum = rows.Where(r => r["indicator"] == "valueAdded").Sum(r => r.Number($"host_{channel}") + r.Number($"non-member_{channel}"));
                var expected = effects.Where(r => r["year"] == year && r["indicator"] == "valueAdded" && r["channel"] == channel).Sum(r => r.Number("value"));
                Assert.That(sum, Is.EqualTo(expected).Within(1e-9 * Math.Abs(expected)), $"{year} {channel}");
            }
        }
    }

    [TestCase(new[] { "--set", "attribution.by=[\"family\"]" }, 2, "ATTRIBUTION-COLUMN", "family", "Cure:", TestName = "{m}(a column that the orders lack)")]
    [TestCase(new[] { "--set", "orders.columns.start=from" }, 2, "CONFIG-PERIOD", "$.orders.columns", "start without end", "Name the other column too", TestName = "{m}(a start without an end)")]
    [TestCase(new[] { "--set", "orders.columns.end=to" }, 2, "CONFIG-PERIOD", "$.orders.columns", "end without start", "Name the other column too", TestName = "{m}(an end without a start)")]
    [TestCase(new[] { "--set", "orders.columns.start=begin", "--set", "orders.columns.end=to" }, 3, "ORDERS-COLUMN", "orders.csv, line 1", "'begin'", "orders.columns.start", TestName = "{m}(a period column that the orders lack)")]
    public void A_question_that_the_orders_cannot_answer_is_refused(string[] args, int code, params string[] told)
    {
        var (exit, _, error) = world.Run(args);
        Assert.That(exit, Is.EqualTo(code).Or.EqualTo(3), error);
        foreach (var text in told.NotEmpty()) Assert.That(error, Does.Contain(text));
        Assert.That(Directory.Exists(world.Folder["results"]), Is.False);
    }

    [TestCase("5,2001-06-30,S3,CHE,10,70,CHF,2001-09-01,2001-03-01\n", "ORDERS-PERIOD", "line 6", "70", TestName = "{m}(an end before the start)")]
    [TestCase("5,2001-06-30,S3,CHE,10,730,CHF,2001-01-01,2002-12-31\n", "ORDERS-PERIOD-OUTSIDE", "orders.csv", "365 CHF in 2002", TestName = "{m}(a period beyond all tables)")]
    [TestCase("4,2001-06-30,S3,CHE,10,70,CHF,,\n", "ORDERS-DUPLICATE", "line 6", "", TestName = "{m}(an order number given twice)")]
    public void What_is_odd_about_an_order_is_a_finding_with_its_place_and_its_cure(string row, string code, string place, string found)
    {
        world.With("orders.csv", t => t + row).With("fx.csv", t => t + "2002,CHF,1.5\n2002,EUR,1.1\n");
        var (exit, _, error) = world.Run([.. Periods, "--set", "attribution.orderEffects=true", "--set", "output.formats=[\"csv\"]"]);
        Assert.That(exit, Is.Zero, error);
        var finding = Csv.Read(world.Folder["results", "findings.csv"]).Single(r => r["code"] == code);
        Assert.That(finding["place"], Does.Contain(place));
        Assert.That(finding["found"] + finding["message"], Does.Contain(found));
        Assert.That(finding["cure"], Is.Not.Empty);
        var fours = Csv.Read(world.Folder["results", "order_effects", "2001.csv"]).Count(r => r["order"] == "4" && r["indicator"] == "valueAdded");
        Assert.That(fours, Is.EqualTo(code == "ORDERS-DUPLICATE" ? 2 : 1), "a number given twice has its rows twice");
    }
}
