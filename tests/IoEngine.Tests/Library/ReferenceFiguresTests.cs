using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Demonstration;
using IoEngine.Files.Lines;
using IoEngine.Households;
using IoEngine.Membership;
using IoEngine.Places;
using IoEngine.Procurement.Money;
using IoEngine.Validation;

namespace IoEngine.Tests.Library;

/// <summary>The shipped figures against the readings they were taken from, and these against each other.</summary>
public class ReferenceFiguresTests
{
    [Test]
    public void Rates_are_those_of_the_ECB_and_within_two_per_cent_of_the_Federal_Reserve()
    {
        var (ecb, own) = (Reading("fx_per_usd_from_ecb.csv"), 0);
        foreach (var row in ecb.NotEmpty())
        {
            var (year, currency) = (Int(row["year"]), row["currency"]);
            if ((year, currency) == (2008, "ISK")) continue; // an offshore rate at the end: data/README.md
            Assert.That(CurrencyRates.Shipped.Rate("USD", currency, year), Is.EqualTo(decimal.Parse(row["per_usd"], NumberStyles.Float, CultureInfo.InvariantCulture)), $"{currency} {year}");
            own++;
        }

        Assert.That(CurrencyRates.Shipped.Count, Is.EqualTo(own));
        Assert.That(CurrencyRates.Shipped.Findings, Is.Empty);
        var compared = Reading("fx_per_usd_federal_reserve.csv").Where(r => CurrencyRates.Shipped.TryRate("USD", r["currency"], Int(r["year"]), out _)).ToArray();
        Assert.That(compared, Has.Length.GreaterThan(400));
        foreach (var row in compared.NotEmpty())
            Assert.That((double)CurrencyRates.Shipped.Rate("USD", row["currency"], Int(row["year"])) / Number(row["per_usd"]), Is.EqualTo(1).Within(0.02), $"{row["currency"]} {row["year"]}");
    }

    [Test]
    public void World_GDP_is_the_World_Banks_and_the_demonstrations_world_is_of_its_size()
    {
        var usd = Unit.Money("USD", 1e12);
        foreach (var row in Reading("world_gdp_current_usd.csv").NotEmpty())
            Assert.That(WorldGdp.In(usd, Int(row["year"])), Is.EqualTo(Number(row["trillion_usd"])), row["year"]);
        Assert.That(WorldGdp.In(usd, 2024), Is.EqualTo(111.33));
        for (var year = 1961; year <= 2024; year++)
            Assert.That(WorldGdp.In(usd, year) / WorldGdp.In(usd, year - 1), Is.InRange(0.93, 1.25), $"{year}");
        Assert.That(WorldGdp.In(Unit.Money("EUR", 1e12), 2022) / WorldGdp.In(usd, 2022), Is.EqualTo(0.95).Within(0.01));
        foreach (var (year, gdp) in RegionFacts.GdpYears.Zip(RegionFacts.WorldGdp).NotEmpty())
            Assert.That(gdp / 1e3, Is.EqualTo(WorldGdp.In(usd, year)!.Value).Within(0.6).Percent, $"{year}");
    }

    [Test]
    public void Disposable_shares_are_what_the_tax_wedge_leaves_and_its_parts_add_up()
    {
        (string, string)[] benefits = [("AUT", "2022"), ("DEU", "2022"), ("USA", "2020"), ("USA", "2021"), ("DNK", "*"), ("CAN", "2020"), ("OECD", "*")];
        foreach (var row in Reading("oecd_tax_wedge_split.csv").NotEmpty())
        {
            var (iso3, year, wedge) = (row["iso3"], row["year"], Number(row["tax_wedge_percent"]));
            if (iso3 != "OECD") Assert.That(HouseholdDefaults.For(iso3, Int(year)).DisposableShare, Is.EqualTo(1 - (wedge / 100)).Within(1e-8), $"{iso3} {year}");
            if (row["rest_percent"].Length == 0) continue;
            var rest = wedge - Number(row["income_tax_percent"]) - Number(row["employee_social_percent"]) - Number(row["employer_social_percent"]);
            Assert.That(rest, Is.EqualTo(Number(row["rest_percent"])).Within(6e-4), $"{iso3} {year}");
            if (!benefits.Contains((iso3, year)) && !benefits.Contains((iso3, "*"))) Assert.That(rest, Is.Zero.Within(0.02), $"{iso3} {year}: no cash benefits");
        }

        foreach (var row in Reading("oecd_tax_wedge_single_no_child_aw100.csv").Where(r => r["iso3"] != "OECD").NotEmpty())
            Assert.That(HouseholdDefaults.For(row["iso3"], Int(row["year"])).DisposableShare, Is.EqualTo(1 - (Number(row["tax_wedge_percent"]) / 100)).Within(0.006), $"{row["iso3"]} {row["year"]}: the OECD revised 2022, Spain's by 0.56 points");
    }

    [Test]
    public void Compulsory_payments_make_up_the_wider_wedge_and_are_not_consumed()
    {
        var counted = HouseholdParameters.Shipped.LessCompulsoryPayments().In(2025);
        foreach (var row in Reading("oecd_wedge_with_non_tax_compulsory_payments_2025.csv").NotEmpty())
        {
            var (p, without) = (HouseholdDefaults.For(row["iso3"], 2025), counted.For(new Region(row["iso3"])));
            var wider = Number(row["wedge_with_non_tax_compulsory_payments_percent"]) / 100;
            Assert.That(1 - p.DisposableShare + p.CompulsoryPayments, Is.EqualTo(wider).Within(0.001), row["iso3"]);
            Assert.That(without.DisposableShare * without.PropensityToConsume, Is.EqualTo((1 - wider) * p.PropensityToConsume).Within(0.001), row["iso3"]);
            Assert.That(without.DisposableShare, Is.EqualTo(p.DisposableShare), "they are no taxes");
        }
    }

    [Test]
    public void Labour_shares_and_saving_rates_are_the_published_ones()
    {
        var shares = Reading("pwt1001_labour_share.csv").Where(r => HouseholdDefaults.Countries.Contains(r["iso3"])).ToArray();
        Assert.That(shares.Select(r => r["iso3"]).Distinct().Count(), Is.EqualTo(52));
        foreach (var row in shares.NotEmpty())
            Assert.That(HouseholdDefaults.For(row["iso3"], Int(row["year"])).LabourShare, Is.EqualTo(Number(row["labsh"])), $"{row["iso3"]} {row["year"]}");
        foreach (var row in Reading("household_saving_rate_2022_few.csv").NotEmpty())
            Assert.That(HouseholdDefaults.For(row["iso3"], 2022).PropensityToConsume, Is.EqualTo(1 - (Number(row["net_saving_percent_of_disposable_income"]) / 100)).Within(1e-9), row["iso3"]);
    }

    [Test]
    public void Membership_has_the_days_that_were_found()
    {
        var found = Reading("cern_membership.csv").Where(r => CountryBook.Default.TryFind(r["iso3"], out _)).ToLookup(r => (r["iso3"], r["group"]));
        var rows = Own("models", "demo", "membership.csv");
        Assert.That(rows, Has.Length.GreaterThan(45));
        foreach (var row in rows.NotEmpty())
        {
            var readings = found[(row["country"], row["group"])].Select(r => (r["from"], r["to"])).ToArray();
            Assert.That(readings, Is.Not.Empty, row["country"]);
            if (row["kind"] == "published") Assert.That(readings, Does.Contain((row["from"], row["to"])), $"{row["country"]} {row["group"]}");
        }
    }

    [Test]
    public void Bands_are_those_of_the_published_period()
    {
        var rows = Reading("cern_return_bands.csv").Where(r => r["to"].Length > 0).ToArray();
        Assert.That(rows.Select(r => (r["kind"], r["from"], r["to"], r["below"].Length == 0 ? double.PositiveInfinity : Number(r["below"]), r["status"])),
            Is.EqualTo(BalanceBand.Cern.Select(b => ($"{b.Kind}".ToLowerInvariant(), $"{b.From:yyyy-MM-dd}", $"{b.To:yyyy-MM-dd}", b.Below, b.Status))));
    }

    [Test]
    public void The_deflator_and_the_contributions_of_2009_are_the_published_ones()
    {
        var prices = Reading("switzerland_prices.csv").ToDictionary(r => r["year"], r => r["gdp_deflator_index_2024_100"]);
        foreach (var row in Own("models", "demo", "deflator.csv").NotEmpty())
            Assert.That(Number(row["index"]), Is.EqualTo(Number(prices[row["year"]])), row["year"]);
        var paid = Own("models", "demo", "contributions.csv").ToDictionary(r => (r["year"], r["country"]), r => Number(r["amount"]) / 1e6);
        foreach (var row in Reading("cern_contributions_found.csv").Where(r => r["year"] == "2009" && r["million_chf"].Length > 0).NotEmpty())
            Assert.That(paid[("2009", row["iso3"])], Is.EqualTo(Number(row["million_chf"])).Within(row["iso3"] == "GRC" ? 1.1 : 0.1), $"{row["iso3"]}: data/README.md on Greece");
    }

    [Test]
    public void Countries_go_to_the_rests_of_EXIOBASE_that_have_them()
    {
        var map = new RegionMap([new("WA"), new("WE"), new("WF"), new("WL"), new("WM")]);
        foreach (var row in Reading("exiobase3_rest_region_differs.csv").NotEmpty())
            Assert.That(map.Regions[map.Find(row["iso3"]).Region].Code, Is.EqualTo(row["exiobase3_region"]), row["iso3"]);
    }

    private static Dictionary<string, string>[] Reading(string file) => Rows(SharedData.Path("data", "reference", file));

    private static Dictionary<string, string>[] Own(params string[] path) => Rows(Path.Combine([SharedData.Repository(), .. path]));

    private static Dictionary<string, string>[] Rows(string path)
    {
        var findings = new List<Finding>();
        var csv = TidyCsv.Read(path, [], findings);
        Assert.That(findings, Is.Empty);
        return [.. csv.Rows.Select(r => csv.Columns.ToDictionary(c => c, c => csv.Text(r, c)))];
    }

    private static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
