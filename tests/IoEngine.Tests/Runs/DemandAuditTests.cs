using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Orders;
using IoEngine.Runs.Checks;

namespace IoEngine.Tests.Runs;

/// <summary>The audits of a run can fail: each sum is broken by a cent, and each is noticed.</summary>
public class DemandAuditTests
{
    private static readonly DemandReconciliation Closed = new(100.00m, 90.00m, 10.00m, 0m, 80, 6, 4, 0, 0, 0m);

    [Test]
    public void Sums_that_close_pass() => Assert.DoesNotThrow(() => DemandAudit.Check(Demand(Closed)));

    [Test]
    public void A_lost_cent_of_the_unmapped() => Refused(Demand(Closed with { Unmapped = 9.99m }), "mapped + unmapped");

    [Test]
    public void A_lost_cent_of_a_country() => Refused(Demand(Closed, source: 99.99m), "by supplier country");

    [Test]
    public void A_lost_cent_of_the_mapping() => Refused(Demand(Closed, mapping: 100.01m), "rows of the mapping");

    [Test]
    public void A_lost_cent_of_demand() => Refused(Demand(Closed with { Basic = 79.99 }), "demand, margins and taxes");

    [Test]
    public void A_lost_cent_of_the_vector() => Refused(Demand(Closed, vector: 89.99), "the demand vector");

    [Test]
    public void A_row_that_is_neither_used_nor_rejected()
    {
        var orders = new OrderReading
        {
            Ledger = OrderLedger.Empty, Rejected = [], Findings = [], Files = [new OrderFile("o.csv", 3, 1, 1, "")],
        };
        Assert.That(() => DemandAudit.Check(orders), Throws.InstanceOf<NumericalException>().With.Message.Contains("o.csv: 3 rows"));
    }

    private static void Refused(YearDemand demand, string what) =>
        Assert.That(() => DemandAudit.Check(demand), Throws.InstanceOf<NumericalException>().With.Message.Contains(what).And.Message.Contains("2000"));

    private static YearDemand Demand(DemandReconciliation reconciliation, decimal source = 100.00m, decimal mapping = 100.00m, double vector = 90)
    {
        var industries = new Axis<Industry>("industries", [new("A", "M")]);
        return new YearDemand
        {
            Year = 2000, Currency = "CHF", Industries = industries, Regions = new Axis<Region>("regions", [new("A")]), Sources = ["A"], RegionOfSource = [0],
            BySource = DenseMatrix.FromVector([vector]), Entries = [new DemandEntry(0, 0, "", -1, vector)], ProductTaxesBySource = [0], SourceTotals = [new SourceTotal("A", 1, source, 10m)],
            Reconciliation = reconciliation, Mapping = [new MappingRow("code", "", "1", "M", 1, mapping)], Unexplained = [], Findings = [],
        };
    }
}
