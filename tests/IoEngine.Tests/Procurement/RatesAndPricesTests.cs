using IoEngine.Procurement.Money;

namespace IoEngine.Tests.Procurement;

/// <summary>Rates and price indices that can't be what their file says.</summary>
public class RatesAndPricesTests
{
    [TestCase("2019,EUR,1\n2019,USD,1.1195\n2019,CHF,1.1124\n")]
    [TestCase("2019,USD,0.99\n")]
    [TestCase("2018,USD,1\n2019,USD,110\n")]
    public void A_dollar_that_is_not_one_is_refused(string lines) => Assert.That(Refused(lines).Select(f => f.Code), Has.Member("CURRENCY-USD"));

    [TestCase("2019,GBp,78.3\n")]
    [TestCase("2019,ZAc,1400\n")]
    [TestCase("2019,ILa,350\n")]
    public void A_hundredth_is_no_currency(string lines) => Assert.That(Refused(lines).Select(f => f.Code), Is.EqualTo(new[] { "CURRENCY-CODE" }));

    // One of the euro, inverted years, redenominations, slipped decimals; each with the year that is told.
    [TestCase("2019,EUR,1\n2019,CHF,1.1124\n", "CURRENCY-ONE", "2019")]
    [TestCase("2018,EUR,0.847\n2019,EUR,1.1195\n2020,EUR,0.876\n", "CURRENCY-INVERTED", "2019")]
    [TestCase("2018,GBP,0.75\n2019,GBP,1.277\n", "CURRENCY-INVERTED", "2018")]
    [TestCase("2018,JPY,110\n2019,JPY,0.0092\n2020,JPY,107\n", "CURRENCY-INVERTED", "2019")]
    [TestCase("2004,TRY,1425537\n2005,TRY,1.34\n", "CURRENCY-JUMP", "2005")]
    [TestCase("2018,CHF,0.98\n2019,CHF,9.94\n2020,CHF,0.94\n", "CURRENCY-JUMP", "2019")]
    [TestCase("1996,BGN,177.9\n1997,BGN,1681.9\n", "CURRENCY-JUMP", "1997")]
    public void A_rate_that_is_hard_to_believe_is_a_warning(string lines, string code, string year)
    {
        var finding = Read(lines).Findings.First(f => f.Code == code);
        Assert.That(finding.Severity, Is.EqualTo(Severity.Warning));
        Assert.That(finding.Message + finding.Found, Does.Contain(year));
    }

    [TestCase("2001,EUR,1.1171\n2002,EUR,1.0578\n2003,EUR,0.8833\n2004,EUR,0.804\n")]
    [TestCase("2013,CHF,0.927\n2014,CHF,0.915\n2015,CHF,0.962\n")]
    [TestCase("2000,ARS,1\n2001,ARS,1\n2002,ARS,3.06\n")]
    [TestCase("2014,AZN,0.784\n2015,AZN,1.024\n2016,AZN,1.596\n")]
    [TestCase("2019,USD,1\n2019,VND,23050\n")]
    [TestCase("2011,AUD,0.969\n2012,AUD,0.966\n2013,AUD,1.035\n")]
    public void Rates_as_they_were_are_believed(string lines) => Assert.That(Read(lines).Findings, Is.Empty);

    [Test]
    public void The_rates_of_the_federal_reserve_and_the_central_bank_are_believed()
    {
        foreach (var file in new[] { "fx_per_usd_federal_reserve.csv", "fx_per_usd_from_ecb.csv" })
        {
            var rates = CurrencyRates.Read(SharedData.Path("data", "reference", file));
            Assert.That(rates.Count, Is.GreaterThan(100));
            Assert.That(rates.Findings, Is.Empty, file);
        }
    }

    [TestCase("2018,1.2\n2019,0.4\n2020,1.6\n")]
    [TestCase("2018,2.0\n2019,1.8\n2020,2.2\n")]
    [TestCase("2018,1.9\n2019,-0.3\n2020,2.2\n")]
    [TestCase("2019,3.1\n2020,3.4\n")]
    [TestCase("2016,12\n2017,4\n2018,11\n2019,3\n")]
    public void Yearly_changes_are_never_taken_for_an_index_and_chained_on_request(string lines)
    {
        using var folder = new ScratchFolder();
        var path = folder.Write("deflator.csv", "year,index\n" + lines);
        var fault = Assert.Throws<InvalidDataFindingsException>(() => Deflator.Read(path))!;
        Assert.That(fault.Findings.Select(f => f.Code), Is.EqualTo(new[] { "DEFLATOR-CHANGES" }));
        Assert.That(fault.Findings[0].Cure, Does.Contain("deflatorKind").And.Contain("percent-change"));
        var chained = Deflator.Read(path, kind: DeflatorKind.PercentChange);
        var changes = lines.TrimEnd().Split('\n').Select(l => double.Parse(l.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        Near.Equal(chained.Factor(int.Parse(lines[..4]) - 1), changes.Aggregate(1.0, (p, c) => p * (1 + (c / 100))), "prices since the year before the first", 1e-14);
        Near.Equal(chained.Factor(2020 - (lines.Contains("2020", StringComparison.Ordinal) ? 0 : 1)), 1, "the last year is the base", 1e-15);
    }

    [TestCase("2018,98.2\n2019,100\n2020,101.3\n")]
    [TestCase("2018,0.98\n2019,1\n2020,1.02\n")]
    [TestCase("2018,104\n2019,103\n2020,102.5\n2021,103\n")]
    [TestCase("2014,125\n2015,100\n2016,101\n2017,108\n2018,118\n2019,117\n")]
    [TestCase("2019,100\n")]
    public void An_index_is_taken_as_one(string lines)
    {
        using var folder = new ScratchFolder();
        Assert.That(Deflator.Read(folder.Write("deflator.csv", "year,index\n" + lines)).Findings, Is.Empty);
    }

    [Test]
    public void What_is_said_to_be_an_index_is_one_with_a_warning_and_an_index_is_no_change()
    {
        using var folder = new ScratchFolder();
        var doubtful = folder.Write("a.csv", "year,index\n2018,4\n2019,9\n2020,20\n");
        Assert.That(Deflator.Read(doubtful, kind: DeflatorKind.Index).Findings.Select(f => (f.Code, f.Severity)), Is.EqualTo(new[] { ("DEFLATOR-CHANGES", Severity.Warning) }));
        var index = folder.Write("b.csv", "year,index\n2018,98\n2019,100\n2020,101\n");
        Assert.That(() => Deflator.Read(index, kind: DeflatorKind.PercentChange), Throws.InstanceOf<InvalidDataFindingsException>().With.Message.Contains("DEFLATOR-KIND"));
        var gap = folder.Write("c.csv", "year,percent_change\n2017,1\n2019,1\n");
        Assert.That(() => Deflator.Read(gap, kind: DeflatorKind.PercentChange), Throws.InstanceOf<InvalidDataFindingsException>().With.Message.Contains("2017, 2019"));
        Assert.That(() => Deflator.Read(gap), Throws.InstanceOf<InvalidDataFindingsException>().With.Message.Contains("DEFLATOR-CHANGES"));
    }

    private static CurrencyRates Read(string lines)
    {
        using var folder = new ScratchFolder();
        return CurrencyRates.Read(folder.Write("fx.csv", "year,currency,per_usd\n" + lines));
    }

    private static IReadOnlyList<Finding> Refused(string lines) => Assert.Throws<InvalidDataFindingsException>(() => Read(lines))!.Findings.Where(f => f.Severity == Severity.Error).ToList();
}
