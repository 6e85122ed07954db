using IoEngine.Tests;

namespace IoEngine.Acceptance.Cases;

/// <summary>Text as users bring it, from <c>../shared/cases/inputs</c>: numbers, dates, delimiters, headers; what each README expects.</summary>
[NonParallelizable]
public class TextCaseTests
{
    // Where a README leaves two answers: amounts that only groups of thousands fit are a question, since nothing in the file shows the decimal sign;
    // what shows one sound reading (SAP's file with 12,50 in it, a preamble, R's row names) is read.
    [TestCase("01-dot-thousands-only", 0, 850, "ORDERS-AMOUNT-QUESTION")]
    [TestCase("01f-trailing-minus-thousands", 0, 850, "ORDERS-AMOUNT-QUESTION")]
    [TestCase("01g-tab-thousands", 0, 850, "ORDERS-AMOUNT-QUESTION")]
    [TestCase("01h-quoted-comma-file", 0, 850, "ORDERS-AMOUNT-QUESTION")]
    [TestCase("01k-sap-minus-outvotes-comma", 0, -6471.5, "ORDERS-NEGATIVE")]
    [TestCase("05f-fx-thousands-points", 3, null, "CSV-NUMBER-QUESTION")]
    [TestCase("07-dates-with-zone", 0, null, "ORDERS-REJECTED")]
    [TestCase("08-amount-with-currency-sign", 0, 3912681.7, null)]
    [TestCase("08b-amount-prefix-sign", 0, 2644000, null)]
    [TestCase("09-sep-line", 0, 2001, null)]
    [TestCase("09b-sep-line-small-input", 0, 1500, null)]
    [TestCase("09c-cr-only", 0, 2001, null)]
    [TestCase("09d-preamble", 0, 2001, "ORDERS-PREAMBLE")]
    [TestCase("09g-header-zero-width", 0, 1000, null)]
    [TestCase("09h-duplicate-column", 3, null, "ORDERS-COLUMN-TWICE")]
    [TestCase("09j-cp1252-small", 0, 1500, null)]
    [TestCase("09k-r-write-table", 0, 1000, null)]
    [TestCase("09l-r-write-csv2", 0, 4002, "ORDERS-NO-CURRENCY")]
    [TestCase("14-r-write-table-header-short", 0, null, null)]
    [TestCase("14e-table-decimal-comma", 0, null, null)]
    [TestCase("18c-long-years", 3, null, "CSV-WHERE")]
    [TestCase("19e-membership-excel-dates", 0, 1500, null)]
    [TestCase("20b-contributions-dots", 3, null, "CSV-NUMBER-QUESTION")]
    [TestCase("33b-esif-brandenburg-layout", 0, 107506.7, null)]
    public void A_file_is_read_as_it_is_meant_or_asked_about(string name, int code, double? orders, string? finding)
    {
        var run = CaseRun.Of("inputs", name);
        Assert.That(run.Code, Is.EqualTo(code), run.Error);
        if (orders is { } expected) Assert.That(run.Summary[^1].Number("orders"), Is.EqualTo(expected));
        if (finding is not null) Assert.That(run.Codes, Does.Contain(finding));
    }

    [Test]
    public void Dates_with_zones_are_read_and_only_what_is_no_date_is_refused()
    {
        var rejected = RejectedDates(SharedData.Path("cases", "inputs", "07-dates-with-zone", "orders.csv"));
        Assert.That(rejected, Is.EqualTo(new[] { "14/06/19", "43602", "2019-05-17 somewhat later", "2019/20", "2019-20", "FY2019", "17-MAY-19", "201905" }));
    }

    private static IEnumerable<string> RejectedDates(string path) => IoEngine.Procurement.OrderReader.Read(path).Rejected
        .Where(r => r.Reason.Contains("is not a date", StringComparison.Ordinal)).Select(r => r.Reason.Split('\'')[1]);
}
