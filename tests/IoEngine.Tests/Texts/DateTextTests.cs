using System.Globalization;
using System.Text;
using IoEngine.Texts;

namespace IoEngine.Tests.Texts;

public class DateTextTests
{
    [TestCase("2019-05-17")]
    [TestCase("2019-5-17")]
    [TestCase("2019/05/17")]
    [TestCase("2019.05.17")]
    [TestCase("20190517")]
    [TestCase("20190517.0", Description = "of a column of doubles")]
    [TestCase("17.05.2019")]
    [TestCase("17/05/2019")]
    [TestCase("17-5-2019")]
    [TestCase("05/17/2019")]
    [TestCase("17 May 2019")]
    [TestCase("17. Mai 2019")]
    [TestCase("17-MAY-2019")]
    [TestCase("17 mai 2019")]
    [TestCase("17 maggio 2019")]
    [TestCase("May 17, 2019")]
    [TestCase("Friday, May 17, 2019")]
    [TestCase("Fri, 17 May 2019 13:45:00 GMT")]
    [TestCase("2019-05-17+02:00")]
    [TestCase("2019-05-17-05:00")]
    [TestCase("2019-05-17Z")]
    [TestCase("2019-05-17T13:45")]
    [TestCase("2019-05-17T13:45:00Z")]
    [TestCase("2019-05-17T13:45:00.000+02:00")]
    [TestCase("2019-05-17T00:30:00+0200")]
    [TestCase("2019-05-17T23:30:00-05:00[America/New_York]")]
    [TestCase("2019-05-17 13:45:00 UTC")]
    [TestCase("20190517T134500Z")]
    [TestCase("17.05.2019 13:45")]
    [TestCase("17.05.2019, 13:45")]
    [TestCase("5/17/2019 1:45:00 PM")]
    [TestCase("\u00A017.05.2019\u200B")]
    public void A_day_is_that_of_the_writers_clock(string text) => Assert.That(Read(text), Is.EqualTo((DatePrecision.Day, new DateOnly(2019, 5, 17))));

    [TestCase("2019", DatePrecision.Year, "2019-01-01")]
    [TestCase("2019.0", DatePrecision.Year, "2019-01-01")]
    [TestCase("2019-05", DatePrecision.Month, "2019-05-01")]
    [TestCase("Mai 2019", DatePrecision.Month, "2019-05-01")]
    [TestCase("05/2019", DatePrecision.Month, "2019-05-01")]
    [TestCase("2019Q2", DatePrecision.Month, "2019-04-01")]
    [TestCase("2019-Q4", DatePrecision.Month, "2019-10-01")]
    [TestCase("03/04/2019", DatePrecision.OpenDay, "2019-04-03")]
    [TestCase("03.04.2019", DatePrecision.Day, "2019-04-03")]
    [TestCase("04/04/2019", DatePrecision.Day, "2019-04-04")]
    [TestCase("31.12.9999", DatePrecision.Day, "9999-12-31")]
    public void How_much_is_known_is_said(string text, object precision, string date) =>
        Assert.That(Read(text), Is.EqualTo(((DatePrecision)precision, DateOnly.Parse(date, CultureInfo.InvariantCulture))));

    [TestCase("")]
    [TestCase("yesterday")]
    [TestCase("2019-05-17 somewhat later")]
    [TestCase("2019-05-17T")]
    [TestCase("2019-05-17 12")]
    [TestCase("2019-05-17T25:99")]
    [TestCase("2019-05-17+2")]
    [TestCase("2019-05+02:00")]
    [TestCase("2019-02-30")]
    [TestCase("2019-13-01")]
    [TestCase("13/13/2019")]
    [TestCase("05.17.2019", Description = "behind points the day is first")]
    [TestCase("17.05-2019")]
    [TestCase("17.05.19", Description = "which number is the year?")]
    [TestCase("14/06/19")]
    [TestCase("17-MAY-19")]
    [TestCase("43602", Description = "days since 1900, or since 1904")]
    [TestCase("201905")]
    [TestCase("2019/20", Description = "two years")]
    [TestCase("2019-20")]
    [TestCase("FY2019")]
    [TestCase("0000-00-00")]
    public void What_means_no_one_day_is_no_date(string text) => Assert.That(Read(text).Precision, Is.EqualTo(DatePrecision.None));

    private static (DatePrecision Precision, DateOnly Date) Read(string text) => (DateText.Read(Encoding.UTF8.GetBytes(text), out var date), date);
}
