using IoEngine.Membership;

namespace IoEngine.Tests.Membership;

public class MembershipRegisterTests
{
    private static readonly MembershipRegister Register = new(
    [
        new("ESP", "member", new(1961, 1, 1), new(1968, 12, 31)),
        new("ESP", "member", new(1983, 1, 1)),
        new("ROU", "pre-stage", new(2010, 2, 11), new(2016, 7, 16)),
        new("ROU", "member", new(2016, 7, 17)),
        new("CHE", "host", new(1954, 9, 29)),
        new("USA", "observer", new(1997, 1, 1)),
    ]);

    [TestCase("ROU", 2009, "non-member")]
    [TestCase("ROU", 2010, "pre-stage")]
    [TestCase("ROU", 2015, "pre-stage")]
    [TestCase("ROU", 2016, "member")]
    [TestCase("ESP", 1968, "member")]
    [TestCase("ESP", 1969, "non-member")]
    [TestCase("CHE", 2000, "host")]
    [TestCase("CHN", 2000, "non-member")]
    public void A_country_counts_in_the_group_it_entered_last_in_the_year(string country, int year, string group) =>
        Assert.That(Register.GroupIn(country, year), Is.EqualTo(group));

    [Test]
    public void The_year_of_accession_can_be_split_by_days()
    {
        var days = Register.DaysIn("ROU", 2016);
        Assert.That(days["pre-stage"], Is.EqualTo(198.0 / 366).Within(1e-15)); // 1 January to 16 July of a leap year
        Assert.That(days.Values.Sum(), Is.EqualTo(1).Within(1e-15));
        Assert.That(Register.DaysIn("ROU", 2010)["non-member"], Is.EqualTo(41.0 / 365).Within(1e-15));
        Assert.That(Register.GroupOn("ROU", new DateOnly(2016, 7, 16)), Is.EqualTo("pre-stage"));
        Assert.That(Register.GroupOn("ROU", new DateOnly(2016, 7, 17)), Is.EqualTo("member"));
    }

    [Test]
    public void Groups_inside_and_outside()
    {
        Assert.That(Register.Groups, Is.EqualTo(new[] { "member", "pre-stage", "host", "observer", "non-member" }));
        Assert.That(Register.Groups.Where(Register.IsOutside), Is.EqualTo(new[] { "observer", "non-member" }));
    }

    [Test]
    public void Names_keep_their_first_spelling_and_the_known_ones_their_own()
    {
        var register = new MembershipRegister([new("AAA", "Full member", new(2000, 1, 1)), new("BBB", "FULL MEMBER", new(2000, 1, 1)), new("CCC", "Observer", new(2000, 1, 1)),
            new("DDD", "NON-MEMBER", new(2000, 1, 1)), new("EEE", "partner", new(2000, 1, 1))], ["Partner"]);
        Assert.That(register.Groups, Is.EqualTo(new[] { "Full member", "observer", "non-member", "partner" }));
        Assert.That(register.Groups.Where(register.IsOutside), Is.EqualTo(new[] { "non-member", "partner" }));
    }

    [TestCase("from the first day", 1998, "member")]
    [TestCase("in the year in which it ends", 2002, "member")]
    [TestCase("after it", 2003, "non-member")]
    public void Without_a_first_day_membership_is_always_and_it_counts_to_the_end_of_its_last_year(string _, int year, string group) =>
        Assert.That(new MembershipRegister([new("AAA", "member", DateOnly.MinValue, new(2002, 1, 1))]).GroupIn("AAA", year), Is.EqualTo(group));

    [Test]
    public void Names_that_stand_for_something_else_in_results_are_refused()
    {
        var found = Assert.Throws<InvalidDataFindingsException>(() => _ = new MembershipRegister(
            [new("AAA", "Unknown", new(2000, 1, 1)), new("BBB", "mixed", new(2000, 1, 1)), new("CCC", "several", new(2000, 1, 1))]))!.Findings;
        Assert.That(found.Select(f => f.Code), Is.EqualTo(Enumerable.Repeat("MEMBERSHIP-RESERVED", 3)));
    }

    [Test]
    public void Overlaps_and_reversed_dates_are_all_listed()
    {
        var found = Assert.Throws<InvalidDataFindingsException>(() => _ = new MembershipRegister(
        [
            new("AAA", "member", new(2000, 1, 1), null, "m.csv, line 2"),
            new("AAA", "observer", new(2010, 1, 1), null, "m.csv, line 3"),
            new("BBB", "member", new(2000, 1, 1), new(1999, 1, 1), "m.csv, line 4"),
        ]))!.Findings;
        Assert.That(found.Select(f => (f.Code, f.Place)),
            Is.EquivalentTo(new[] { ("MEMBERSHIP-OVERLAP", "m.csv, line 3"), ("MEMBERSHIP-DATES", "m.csv, line 4") }));
    }
}
