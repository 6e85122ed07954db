using IoEngine.Accounts;
using IoEngine.Procurement;
using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Mapping;
using IoEngine.Procurement.Orders;

namespace IoEngine.Tests.Procurement;

/// <summary>
/// Real contract awards (CPV, EUR, ISO 2 with UK and EL spellings, 145 without a winner's country) onto the labels of WIOD 2013.
/// </summary>
public class TedSampleTests
{
    private const string Regions = "AUS AUT BEL BGR BRA CAN CHN CYP CZE DEU DNK ESP EST FIN FRA GBR GRC HUN IDN IND IRL ITA JPN KOR LTU LUX LVA MEX MLT NLD POL PRT ROM "
        + "RUS SVK SVN SWE TUR TWN USA RoW";

    private static readonly OrderReadOptions Options = new()
    {
        ReportCurrency = "EUR",
        Columns = new OrderColumns
        {
            Id = null, Date = "publication_date", Supplier = "winner_name", SupplierCountry = "winner_country", Code = "cpv_code", Scheme = "=CPV", Nace = null,
            Value = "lot_value_eur", Currency = "=EUR", OnSite = null, InKind = null, Funding = null,
        },
    };

    [Test]
    public void Every_row_is_used_or_listed()
    {
        var reading = Read();
        Assert.Multiple(() =>
        {
            Assert.That(reading.Rows, Is.EqualTo(500));
            Assert.That(reading.Rejected, Has.Count.EqualTo(38), "lots without a value");
            Assert.That(reading.Rejected.Select(r => r.Reason), Has.All.EqualTo("the value 'nan' is not a number"));
            Assert.That(reading.Ledger.Number, Is.EqualTo(462));
            Assert.That(reading.Ledger.Suppliers.Rows.Sum(s => s.Number), Is.LessThan(462).And.GreaterThan(300));
        });
    }

    [TestCase(UnknownCountry.Distribute)]
    [TestCase(UnknownCountry.Report)]
    public void Mapped_and_unmapped_make_the_total_to_the_cent(UnknownCountry unknown)
    {
        var ledger = Read().Ledger;
        var builder = new DemandBuilder(ledger, Rules(unknown));
        var years = builder.Years.Select(y => builder.Build(y, Table())).ToArray();
        var total = ledger.Cells.Sum(c => c.Value);
        Assert.Multiple(() =>
        {
            Assert.That(years.Sum(y => y.Reconciliation.Orders), Is.EqualTo(total));
            Assert.That(years.Sum(y => y.Reconciliation.Mapped + y.Reconciliation.Unmapped), Is.EqualTo(total));
            Assert.That(years.Sum(y => y.Mapping.Sum(m => m.Value)), Is.EqualTo(total));
            Assert.That(years.Sum(y => y.Mapping.Sum(m => m.Number)), Is.EqualTo(462).Within(1e-9));
            Assert.That(years.Sum(y => y.SourceTotals.Sum(s => s.Value)), Is.EqualTo(total));
            Assert.That(years.SelectMany(y => y.Findings).Where(f => f.Severity == Severity.Error), Is.Empty);
            Assert.That(years.SelectMany(y => y.Mapping).Where(m => m.Rule == "unmapped").Select(m => m.Sector).Distinct(),
                unknown == UnknownCountry.Report ? Is.EqualTo(new[] { "no country" }) : Is.Empty);
        });
        foreach (var year in years.NotEmpty())
            Assert.That(year.Total().Sum(), Is.EqualTo((double)year.Reconciliation.Mapped).Within(1e-12 * (double)total), $"f of {year.Year}");
    }

    [Test]
    public void Countries_find_their_regions()
    {
        var builder = new DemandBuilder(Read().Ledger, Rules(UnknownCountry.Report));
        var demands = builder.Years.Select(y => builder.Build(y, Table())).ToArray();
        var regionOf = demands.SelectMany(d => d.Sources.Select((s, i) => (s, d.RegionOfSource[i] < 0 ? "" : d.Regions[d.RegionOfSource[i]].Code))).Distinct()
            .ToDictionary(p => p.s, p => p.Item2);
        Assert.Multiple(() =>
        {
            Assert.That(regionOf["GBR"], Is.EqualTo("GBR"), "UK");
            Assert.That(regionOf["GRC"], Is.EqualTo("GRC"), "GR");
            Assert.That(regionOf["ROU"], Is.EqualTo("ROM"), "the table's old code");
            Assert.That(regionOf["HRV"], Is.EqualTo("RoW"));
            Assert.That(regionOf["NOR"], Is.EqualTo("RoW"));
            Assert.That(regionOf[""], Is.EqualTo(""));
            Assert.That(demands.SelectMany(d => d.Findings).Where(f => f.Code == "COUNTRY-IN-REST"), Is.Not.Empty);
        });
    }

    private static OrderReading Read() => OrderReader.Read(SharedData.Path("data", "orders", "ted-sample.csv"), Options);

    private static DemandRules Rules(UnknownCountry unknown) => new()
    {
        ReportCurrency = "EUR",
        UnknownCountry = unknown,
        Mapping = new MappingRules { Codes = CodeConcordance.Read(ReadyConcordanceTests.Data("cpv_wiod2013.csv")) },
    };

    private static DemandTable Table() => DemandTable.Of(new Axis<Industry>("industries",
        from r in Regions.Split(' ') from s in Enumerable.Range(1, 35) select new Industry(r, $"c{s}")));
}
