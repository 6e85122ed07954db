using IoEngine.Runs.Checks;
using IoEngine.Scenarios;

namespace IoEngine.Tests.Runs;

public class YearlyFindingsTests
{
    private static YearAssignment Year(int year, int? table = null) => new(year, table ?? year);

    private static Finding Rate(int year, string currency = "EUR") => Finding.Error("RATE", $"currency {currency}, year {year}",
        $"There is no rate of {currency} for {year}.", "no rate in any year", "one", $"Add '{year},{currency},…'.");

    [Test]
    public void One_fault_of_many_years_is_one_finding_with_the_years()
    {
        var merged = YearlyFindings.Merged([(Year(2000), Rate(2000)), (Year(2000), Rate(2000, "CHF")), (Year(2001), Rate(2001)), (Year(2002), Rate(2002)), (Year(2005), Rate(2005))]).ToArray();
        Assert.That(merged, Is.EqualTo(new[]
        {
            Rate(2000) with { Place = "currency EUR, year 2000-2002, 2005", Message = "There is no rate of EUR for 2000-2002, 2005." },
            Rate(2000, "CHF"),
        }));
    }

    [Test]
    public void Paths_stay_those_of_the_first_year()
    {
        Finding File(int year) => Finding.Warning("TEXT", $"/data/{year}/Z.txt, line 3", "Empty cells.", "2");
        var merged = YearlyFindings.Merged([(Year(2000), File(2000)), (Year(2001), File(2001)), (Year(2004), File(2004))]).Single();
        Assert.That((merged.Place, merged.Message), Is.EqualTo(("/data/2000/Z.txt, line 3 and 2 more years (2000-2001, 2004)", "Empty cells.")));
    }

    [Test]
    public void What_differs_in_more_than_the_year_stays_apart_and_as_it_was()
    {
        Finding Orders(int year, int number) => Finding.Warning("ORDERS", $"orders {year}", $"{number} orders are not mapped.", $"{number * 1000}");
        (YearAssignment, Finding)[] noted = [(Year(2000), Orders(2000, 3)), (Year(2001), Orders(2001, 4)), (Year(2002), Orders(2002, 2002))];
        Assert.That(YearlyFindings.Merged(noted), Is.EqualTo(noted.Select(n => n.Item2)));
    }

    [Test]
    public void Table_years_of_extrapolated_years_and_digits_of_longer_numbers_stay()
    {
        Finding Gap(int year, string found) => Finding.Info("GAP", $"table {year}, A.B", "A gap.", found);
        var merged = YearlyFindings.Merged([(Year(2003, 2001), Gap(2001, "12001")), (Year(2004, 2002), Gap(2002, "12001"))]).Single();
        Assert.That(merged, Is.EqualTo(Gap(2001, "12001") with { Place = "table 2001-2002, A.B" }));
    }
}
