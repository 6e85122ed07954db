namespace IoEngine.Acceptance;

/// <summary>What a person reads of groups at the end of a run, and on the page.</summary>
public class GroupTests
{
    [Test]
    public void The_headline_and_the_page_tell_non_members_from_orders_in_no_known_country()
    {
        using var world = new SmallWorld().With("orders.csv", t => t + "5,2001-06-30,S4,Atlantis,10,150,CHF\n")
            .With("membership.csv", t => t.Replace("FRA,host,1954-09-29,", "FRA,host,,2000-12-31\nFRA,member,2001-01-01,", StringComparison.Ordinal) + "DEU,Third-Country,,\nROW,third-country,,\n");
        var (code, output, error) = world.Run("--set", """groups.outside=["third-country"]""", "--set", """output.formats=["csv","html"]""");
        Assert.That(code, Is.Zero, error);
        Assert.That(output, Does.Match(@"Non-members \(Third-Country\) receive \d+\.\d % of the orders and \d+\.\d % of the value added"));
        Assert.That(output, Does.Match(@"; \d\.\d % of the orders are in no known country\."));
        var page = File.ReadAllText(world.Folder["results", "report.html"]);
        Assert.That(page, Does.Contain("“unknown” are orders in no known country").And.Contain("non-members (Third-Country)")
            .And.Contain("Group “several”: it changed over the years."));
    }

    [Test]
    public void Without_membership_nobody_is_called_a_non_member()
    {
        using var world = new SmallWorld();
        var (code, output, error) = world.Run("--set", "groups.membership=null", "--set", """output.formats=["csv","html"]""");
        Assert.That(code, Is.Zero, error);
        Assert.That(output, Does.Not.Contain("on-member"));
        Assert.That(File.Exists(world.Folder["results", "groups.csv"]), Is.False);
        Assert.That(File.ReadAllText(world.Folder["results", "countries.csv"]), Does.Not.Contain("non-member"));
        Assert.That(File.ReadAllText(world.Folder["results", "report.html"]), Does.Not.Contain("Members and others"));
    }

    [Test]
    public void A_misspelt_group_outside_ends_the_run_with_a_proposal()
    {
        using var world = new SmallWorld();
        var (code, _, error) = world.Run("--set", """groups.outside=["hosts"]""");
        Assert.That(code, Is.EqualTo(3));
        Assert.That(error, Does.Contain("CONFIG-GROUP").And.Contain("$.groups.outside").And.Contain("Did you mean \"host\"?"));
    }
}
