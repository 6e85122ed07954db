namespace IoEngine.Tests;

public class YearSpansTests
{
    [TestCase(new int[0], "")]
    [TestCase(new[] { 2004 }, "2004")]
    [TestCase(new[] { 2001, 1999, 2000, 2010, 2000 }, "1999-2001, 2010")]
    [TestCase(new[] { 2000, 2002 }, "2000, 2002")]
    public void Runs_are_first_and_last(int[] years, string text) => Assert.That(YearSpans.Of(years), Is.EqualTo(text));
}
