using IoEngine.Procurement.Mapping;

namespace IoEngine.Tests.Procurement;

/// <summary>
/// Codes as spreadsheets, portals and national lists leave them: what has one reading is read, the rest is told.
/// </summary>
public class CodeReadingTests
{
    [TestCase("03110000-5", "0311", "")]
    [TestCase("45000000", "45", "")]
    [TestCase("331", "331", "")]
    [TestCase("45 00.00-00", "45", "")]
    [TestCase("45,000,000", "45", "")]
    // A spreadsheet's numbers.
    [TestCase("3110000", "0311", CodeReading.LostZero)]
    [TestCase("3110000-5", "0311", CodeReading.LostZero)]
    [TestCase("3", "03", CodeReading.LostZero)]
    [TestCase("3110000.0", "0311", CodeReading.Decimals + ", " + CodeReading.LostZero)]
    [TestCase("45000000.00", "45", CodeReading.Decimals)]
    [TestCase("3.11E+06", "0311", CodeReading.Exponent)]
    [TestCase("3,11E+06", "0311", CodeReading.Exponent)]
    [TestCase("4.5e7", "45", CodeReading.Exponent)]
    [TestCase("=\"03110000\"", "0311", "")]
    [TestCase("'03110000", "0311", "")]
    // Texts beside the code.
    [TestCase("45000000-7 - Bauarbeiten", "45", CodeReading.Description)]
    [TestCase("45 - Construction", "45", CodeReading.Description)]
    [TestCase("Bauarbeiten (45000000-7)", "45", CodeReading.Description)]
    [TestCase("45000000-7 Bauarbeiten 2019", "45", CodeReading.Description)]
    [TestCase("CPV 45000000-7", "45", CodeReading.Variant)]
    [TestCase("cpv:45000000", "45", CodeReading.Variant)]
    [TestCase("45000000-7, 45000000-7", "45", "")]
    public void A_cpv_code_is_read(string text, string key, string repair)
    {
        var reading = CpvCode.Read(text);
        Assert.That((reading.Keys, reading.Fault, reading.Repair), Is.EqualTo((new[] { key }, "", repair)));
    }

    [TestCase("31000000-6, 45000000-7")]
    [TestCase("31000000-6 45000000-7")]
    [TestCase("45000000|31000000")]
    [TestCase("31000000/45000000")]
    [TestCase("[\"45000000\", \"31000000\"]")]
    [TestCase("45; 31")]
    public void Several_cpv_codes_are_no_single_one(string text)
    {
        var reading = CpvCode.Read(text);
        Assert.That((reading.Keys.Order(StringComparer.Ordinal), reading.Fault), Is.EqualTo((new[] { "31", "45" }, "2 codes in one cell")));
    }

    [TestCase("3100000045000000")]
    [TestCase("1.2E+15")]
    public void Digits_that_are_no_cpv_code_are_told(string text) => Assert.That(CpvCode.Read(text).Fault, Is.Not.Empty);

    [TestCase("0111", "0111", "")]
    [TestCase("01.11", "0111", "")]
    [TestCase("26", "26", "")]
    [TestCase("C", "C", "")]
    [TestCase("C26.11", "2611", "")]
    [TestCase("261", "261", "")]
    [TestCase("26.11.1", "26111", "")]
    // Lost zeros: a division has two digits.
    [TestCase("1.11", "0111", CodeReading.LostZero)]
    [TestCase("6.1", "061", CodeReading.LostZero)]
    [TestCase("1", "01", CodeReading.LostZero)]
    [TestCase("A1.1", "011", CodeReading.LostZero)]
    [TestCase("A111", "0111", CodeReading.LostZero)]
    [TestCase("899", "0899", CodeReading.LostZero)]
    [TestCase("J610", "610", "")]
    [TestCase("26,1", "261", CodeReading.Variant)]
    // National and joined spellings.
    [TestCase("2611Z", "2611", CodeReading.Variant)]
    [TestCase("26.11Z", "2611", CodeReading.Variant)]
    [TestCase("CPA_C26", "26", CodeReading.Variant)]
    [TestCase("NACE 26.11", "2611", CodeReading.Variant)]
    [TestCase("NACE Rev. 2: 26.11", "2611", CodeReading.Variant)]
    [TestCase("2611.0", "2611", CodeReading.Decimals)]
    // Texts beside the code.
    [TestCase("26 - Manufacture of computers", "26", CodeReading.Description)]
    [TestCase("26: Herstellung", "26", CodeReading.Description)]
    [TestCase("Manufacture (26.11)", "2611", CodeReading.Description)]
    [TestCase("C - Manufacturing", "C", CodeReading.Description)]
    public void A_nace_code_is_read(string text, string key, string repair)
    {
        var reading = NaceCode.Read(text);
        Assert.That((reading.Keys, reading.Fault, reading.Repair), Is.EqualTo((new[] { key }, "", repair)));
    }

    [TestCase("C10-C12", "10 11 12")]
    [TestCase("C10T12", "10 11 12")]
    [TestCase("11-12", "11 12")]
    [TestCase("01 to 03", "01 02 03")]
    [TestCase("J62_J63", "62 63")]
    [TestCase("E37-E39", "37 38 39")]
    public void A_range_is_its_divisions(string text, string keys) => Assert.That(string.Join(' ', NaceCode.Read(text).Keys), Is.EqualTo(keys));

    [TestCase("111")]
    [TestCase("610")]
    [TestCase("321")]
    [TestCase("26,11")]
    [TestCase("26.11, 46.52")]
    [TestCase("26.11;46.52")]
    [TestCase("26 27")]
    [TestCase("01.11.2019")]
    [TestCase("2019-11-01")]
    [TestCase("01. Nov")]
    public void A_nace_code_with_two_readings_has_none(string text) => Assert.That(NaceCode.Read(text).Fault, Is.Not.Empty);

    [TestCase("1.11", "1.11")]
    [TestCase("11.1", "11.1")]
    [TestCase("1-11", "1.11")]
    [TestCase("a 12", "A12")]
    [TestCase("A-12", "A12")]
    [TestCase("1.A1", "1.A1")]
    [TestCase("1A.1", "1A1")]
    [TestCase("M&R", "MR")]
    public void What_divides_digits_is_part_of_an_own_code(string text, string key) => Assert.That(OwnCode.Read(text).Keys, Is.EqualTo(new[] { key }));

    [Test]
    public void Several_codes_of_one_sector_are_mapped_and_of_two_are_not()
    {
        var codes = CodeConcordance.Of([("CPV", "31", "C27", 1), ("CPV", "45", "F", 1), ("own", "1.11", "A", 1), ("own", "11.1", "B", 1)]);
        Assert.Multiple(() =>
        {
            Assert.That(codes.Find("CPV", "31100000; 31200000", 2019)!.Weights.Items, Is.EqualTo(new[] { ("C27", 1.0) }));
            Assert.That(codes.Find("CPV", "31100000; 45000000", 2019), Is.Null);
            Assert.That(codes.Look("CPV", "31100000; 45000000", 2019).Reading!.Fault, Is.EqualTo("2 codes in one cell"));
            Assert.That(codes.Find("own", "11.1", 2019)!.Weights.Items, Is.EqualTo(new[] { ("B", 1.0) }));
            Assert.That(codes.Find("own", "111", 2019), Is.Null);
        });
    }

    [Test]
    public void A_concordance_that_a_spreadsheet_has_changed_is_repaired_and_says_so()
    {
        using var scratch = new ScratchFolder();
        var codes = CodeConcordance.Read(scratch.Write("codes.csv", "scheme,code,sector,weight\nCPV,3,A01,1\nCPV,9,B06,1\nCPV,31,C27,1\n"));
        Assert.That(codes.Find("CPV", "03110000-5", 2019)!.Weights.Items, Is.EqualTo(new[] { ("A01", 1.0) }));
        Assert.That(codes.Find("CPV", "33100000-1", 2019), Is.Null, "3 is not the beginning of 33");
        Assert.That(codes.Findings.Single().Found, Is.EqualTo("line 2 '3' as 03; line 3 '9' as 09"));
        var nace = NaceConcordance.Read(scratch.Write("nace.csv", "nace,sector,weight\n1,A01,1\nC10-C12,C11,1\n11,C12,1\n"));
        Assert.That(nace.Find("0111")!.Items, Is.EqualTo(new[] { ("A01", 1.0) }));
        Assert.That((nace.Find("10.1")!.Items[0].Sector, nace.Find("11.05")!.Items[0].Sector), Is.EqualTo(("C11", "C12")), "a line of its own goes before a range");
        Assert.That(nace.Find("C10-C12"), Is.Null, "of two sectors");
    }

    [TestCase("CPV", "31000000; 45000000")]
    [TestCase("CPV", "3.11E+06")]
    [TestCase("CPV", "works")]
    [TestCase("CPV", "3100000045000000")]
    [TestCase("own", "A; B")]
    public void A_line_that_no_order_can_meet_is_refused(string scheme, string code)
    {
        var fault = Assert.Throws<InvalidDataFindingsException>(() => CodeConcordance.Of([(scheme, code, "A", 1)]))!;
        Assert.That(fault.Findings.Select(f => (f.Code, f.Place)), Is.EqualTo(new[] { ("CONCORDANCE-CODE", "codes, line 1") }));
    }

    [TestCase("111")]
    [TestCase("26.11, 46.52")]
    [TestCase("manufacturing")]
    public void A_line_of_nace_that_no_order_can_meet_is_refused(string nace) =>
        Assert.That(Assert.Throws<InvalidDataFindingsException>(() => NaceConcordance.Of([(nace, "A", 1)]))!.Findings[0].Code, Is.EqualTo("CONCORDANCE-CODE"));
}
