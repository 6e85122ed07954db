using IoEngine.Reporting.Layouts;

namespace IoEngine.Tests;

public class FindingTests
{
    [Test]
    public void A_finding_is_sentences_with_one_full_stop_each() =>
        Assert.That(Finding.Error("CODE", "run.json, line 3", "It is wrong.", "a message.", "another", "Mend it.").ToString(),
            Is.EqualTo("error CODE at run.json, line 3: It is wrong. Found: a message. Expected: another. Cure: Mend it."));

    [TestCase(671.0000000000002, 671)]
    [TestCase(689.9999999999998, 690)]
    [TestCase(5.25, 5.25)]
    public void Numbers_of_orders_are_whole_but_for_real_parts(double sum, double written) => Assert.That(ResultTerms.Count(sum), Is.EqualTo(written));
}
