using System.Diagnostics;
using IoEngine.Accounts;
using IoEngine.Demonstration;

namespace IoEngine.Tests.Demonstration;

public class DemonstrationTableTests
{
    private static readonly DemonstrationWorld World = DemonstrationWorld.Create();
    private static readonly int[] Years = [1999, 2004, 2009, 2016, 2024];

    [TestCaseSource(nameof(Years))]
    public void Rows_and_columns_balance_to_rounding(int year)
    {
        var table = World.Table(year);
        var x = table.PublishedOutput!.Values;
        for (var i = 0; i < x.Length; i++)
        {
            var row = table.Z.Values.Row(i).Sum() + table.Y.Values.Row(i).Sum();
            var column = Sum(table.Z.Values.Column(i)) + Sum(table.V.Values.Column(i));
            Assert.That(Math.Abs(row - x[i]), Is.LessThanOrEqualTo(1e-12 * x[i]), $"row {table.Industries[i]}");
            Assert.That(Math.Abs(column - x[i]), Is.LessThanOrEqualTo(1e-12 * x[i]), $"column {table.Industries[i]}");
        }
    }

    [TestCaseSource(nameof(Years))]
    public void GDP_is_the_regions_known_size(int year)
    {
        var table = World.Table(year);
        var gdp = RegionFacts.GdpOf(year);
        for (var r = 0; r < table.Regions.Count; r++)
        {
            var made = 0.0;
            for (var i = 0; i < table.Industries.Count; i++) if (table.RegionOf[i] == r) made += Sum(table.V.Values.Column(i));
            for (var c = 0; c < table.DemandColumns.Count; c++)
                if (table.DemandColumns[c].Region == table.Regions[r]) made += Sum(table.VY.Values.Column(c));
            Assert.That(made / gdp[r], Is.EqualTo(1).Within(0.02), $"GDP of {table.Regions[r]} in {year}");
        }
    }

    [Test]
    public void Shape_labels_and_roles_are_the_documented_ones()
    {
        var table = World.Table(2010);
        Assert.That(table.Regions, Has.Count.EqualTo(30));
        Assert.That(table.Sectors, Has.Count.EqualTo(22));
        Assert.That(table.Industries, Has.Count.EqualTo(660));
        Assert.That(table.DemandColumns, Has.Count.EqualTo(150));
        Assert.That(table.V.Rows.Select(r => r.Name), Is.EqualTo(new[] { "TLS", "COE", "OTP", "CFC", "NOS" }));
        Assert.That(table.F.Rows.Select(r => r.Name), Is.EqualTo(new[] { "employment/persons", "employment/fte", "emissions/co2" }));
        Assert.That(table.Roles.ValueAdded, Is.EqualTo(new[] { "COE", "OTP", "CFC", "NOS" }));
        Assert.That(table.Roles.Household, Is.EqualTo(new[] { "HH", "NPISH" }));
        Assert.That(table.Identity.Synthetic, Is.True);
        Assert.That(table.Identity.Name, Does.Contain("ynthetic demonstration"));
        Assert.That(table.Identity.Year, Is.EqualTo(2010));
        Assert.That(table.Identity.Unit, Is.EqualTo(Unit.Money("USD", 1e6)));
    }

    [TestCaseSource(nameof(Years))]
    public void Flows_are_those_of_a_productive_economy(int year)
    {
        var table = World.Table(year);
        var x = table.PublishedOutput!.Values;
        var negativeStocks = 0;
        for (var j = 0; j < x.Length; j++)
        {
            Assert.That(x[j], Is.GreaterThan(0), $"output of {table.Industries[j]}");
            foreach (var z in table.Z.Values.Column(j).NotEmpty()) Assert.That(z, Is.GreaterThanOrEqualTo(0));
            Assert.That(Sum(table.Z.Values.Column(j)) / x[j], Is.InRange(0.15, 0.85), $"inputs of {table.Industries[j]}");
            for (var k = 1; k < 5; k++) Assert.That(table.V.Values[k, j], Is.GreaterThan(0), $"{table.V.Rows[k]} of {table.Industries[j]}");
            Assert.That(table.F.Values[1, j], Is.InRange(0.6 * table.F.Values[0, j], table.F.Values[0, j]), $"FTE of {table.Industries[j]}");
        }

        for (var c = 0; c < table.DemandColumns.Count; c++)
        {
            foreach (var y in table.Y.Values.Column(c).NotEmpty())
            {
                if (table.DemandColumns[c].Category == "INV") negativeStocks += y < 0 ? 1 : 0;
                else Assert.That(y, Is.GreaterThanOrEqualTo(0), $"{table.DemandColumns[c]}");
            }
        }

        Assert.That(negativeStocks, Is.GreaterThan(0), "inventories are run down somewhere");
    }

    [Test]
    public void Trade_deepens_until_2008_then_flattens()
    {
        double[] share = [.. new[] { 1999, 2008, 2009, 2019 }.Select(y => ImportShareOfGoods(World.Table(y), "DEU"))];
        Assert.That(share[1] - share[0], Is.GreaterThan(0.05), "1999 to 2008");
        Assert.That(share[2], Is.LessThan(share[1]), "the recession of 2009");
        Assert.That(Math.Abs(share[3] - share[1]), Is.LessThan(0.03), "2008 to 2019");
    }

    [Test]
    public void China_rises_as_supplier_of_European_electronics()
    {
        double[] share = [.. new[] { 1999, 2019 }.Select(y => OriginShare(World.Table(y), "CHN", "FRA", "C26"))];
        Assert.That(share[1], Is.GreaterThan(3 * share[0]));
        Assert.That(share[1], Is.InRange(0.05, 0.40));
    }

    [Test]
    public void The_seed_decides_everything()
    {
        var again = DemonstrationWorld.Create().Table(2004);
        var same = World.Table(2004);
        var other = DemonstrationWorld.Create(7).Table(2004);
        Assert.That(TableHash.Of(again), Is.EqualTo(TableHash.Of(same)));
        Assert.That(TableHash.Of(other), Is.Not.EqualTo(TableHash.Of(same)));
    }

    [Test]
    public void A_table_takes_less_than_a_fifth_of_a_second()
    {
        World.Table(2000);
        var best = Enumerable.Range(2001, 3).Min(year =>
        {
            var watch = Stopwatch.StartNew();
            World.Table(year);
            return watch.Elapsed.TotalSeconds;
        });
        Assert.That(best, Is.LessThan(0.2));
    }

    [TestCase(1998)]
    [TestCase(2025)]
    public void Other_years_are_refused(int year) =>
        Assert.That(() => World.Table(year), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static double ImportShareOfGoods(MrioTable table, string region)
    {
        double all = 0, imported = 0;
        for (var j = 0; j < table.Industries.Count; j++)
        {
            if (table.Industries[j].Region.Code != region) continue;
            for (var i = 0; i < table.Industries.Count; i++)
            {
                if (!table.Industries[i].Sector.Code.StartsWith('C')) continue;
                all += table.Z.Values[i, j];
                if (table.Industries[i].Region.Code != region) imported += table.Z.Values[i, j];
            }
        }

        return imported / all;
    }

    private static double OriginShare(MrioTable table, string origin, string buyer, string product)
    {
        double all = 0, part = 0;
        for (var j = 0; j < table.Industries.Count; j++)
        {
            if (table.Industries[j].Region.Code != buyer) continue;
            for (var i = 0; i < table.Industries.Count; i++)
            {
                if (table.Industries[i].Sector.Code != product) continue;
                all += table.Z.Values[i, j];
                if (table.Industries[i].Region.Code == origin) part += table.Z.Values[i, j];
            }
        }

        return part / all;
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum;
    }
}
