using System.Globalization;
using System.Text;
using IoEngine.Files.Parquet;
using IoEngine.Procurement;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Orders;

namespace IoEngine.Tests.Procurement;

/// <summary>
/// Files large enough to be cut among threads: whatever their number, the same ledger, the same suppliers, the same notices.
/// </summary>
[TestFixture]
internal sealed class LargeOrderFileTests
{
    private const int Rows = 120_000;
    private static readonly string[] Columns = ["order_id", "date", "supplier_id", "supplier_country", "purchase_code", "value", "currency"];
    private static readonly string[] Countries = ["CHE", "FRA", "DEU", "France", "ch", ""];
    private static readonly string[] Currencies = ["CHF", "EUR", "JPY"];
    private static readonly decimal[] Unusual = [0.000001m, 999_999_999_999.999999m, 98_765_432_109_876.54m, -5m, 0m, 1_099_511_627_776m, 12.345m];
    private static readonly OrderReadOptions Options = new() { AsOf = new DateOnly(2030, 1, 1) };

    [Test]
    public void One_row_group_read_by_several_threads()
    {
        using var scratch = new ScratchFolder();
        var (parquet, csv) = (scratch["orders.parquet"], scratch["orders.csv"]);
        var orders = Orders();
        Write(parquet, orders);
        File.WriteAllLines(csv, orders.Select(o => string.Join(',', o)).Prepend(string.Join(',', Columns)), new UTF8Encoding(false));
        using (var reader = ParquetReader.Open(parquet)) Assert.That(reader.RowGroups, Is.EqualTo(1));
        var expected = OrderReader.Read(csv, Options with { Threads = 1 });
        foreach (var threads in new[] { 1, 2, 5 })
        {
            var found = OrderReader.Read(parquet, Options with { Threads = threads });
            Assert.Multiple(() =>
            {
                Assert.That(found.Ledger.Cells.SequenceEqual(expected.Ledger.Cells), $"cells, {threads} threads");
                Assert.That(found.Ledger.Suppliers.Rows.SequenceEqual(expected.Ledger.Suppliers.Rows), $"suppliers, {threads} threads");
                Assert.That(found.Findings.Select(f => (f.Code, f.Message)), Is.EqualTo(expected.Findings.Select(f => (f.Code, f.Message))), $"{threads} threads");
            });
        }
    }

    [Test]
    public void Any_number_of_threads_may_be_asked_for()
    {
        using var scratch = new ScratchFolder();
        Write(scratch["orders.parquet"], Orders());
        Assert.That(OrderReader.Read(scratch["orders.parquet"], Options with { Threads = 1 << 30 }).Rows, Is.EqualTo(Rows));
    }

    [Test]
    public void Suppliers_and_repeated_numbers_are_those_of_a_plain_count()
    {
        var orders = Orders();
        var text = string.Join('\n', orders.Select(o => string.Join(',', o)).Prepend(string.Join(',', Columns)));
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var reading = OrderReader.Read(stream, "orders.csv", Options with { Threads = 3 });
        var suppliers = orders.GroupBy(o => (Supplier: o[2], Year: int.Parse(o[1].AsSpan(0, 4), CultureInfo.InvariantCulture), Currency: o[6]))
            .ToDictionary(g => g.Key, g => (Number: g.Count(), Value: g.Sum(o => decimal.Parse(o[5], CultureInfo.InvariantCulture))));
        var seen = new HashSet<string>();
        var repeated = Enumerable.Range(0, Rows).Where(i => !seen.Add(orders[i][0])).Select(i => i + 2).ToArray();
        var notice = reading.Findings.Single(f => f.Code == "ORDERS-DUPLICATE");
        Assert.Multiple(() =>
        {
            Assert.That(reading.Ledger.Suppliers.Rows, Has.Count.EqualTo(suppliers.Count));
            Assert.That(reading.Ledger.Suppliers.Rows.All(s => suppliers[(s.Supplier, s.Year, s.Currency)] == ((int)s.Number, s.Value)));
            Assert.That(notice.Message, Does.StartWith($"{repeated.Length} orders"));
            Assert.That(notice.Place, Does.StartWith(string.Join("; ", repeated.Take(5).Select(line => $"orders.csv, line {line}"))));
        });
    }

    [Test]
    public void Cells_by_place_and_by_year_are_those_in_a_row()
    {
        var text = string.Join('\n', Orders().Take(20_000).Select(o => string.Join(',', o)).Prepend(string.Join(',', Columns)));
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var ledger = OrderReader.Read(stream, "orders.csv", Options).Ledger;
        var row = ledger.Cells.ToList();
        Assert.Multiple(() =>
        {
            Assert.That(row, Has.Count.EqualTo(ledger.Cells.Count));
            Assert.That(Enumerable.Range(0, row.Count).All(i => ledger.Cells[i] == row[i]));
            Assert.That(ledger.Years.SelectMany(ledger.Of).SequenceEqual(row));
            Assert.That(OrderLedger.FromCells(row.AsEnumerable().Reverse()).Cells.SequenceEqual(row), "canonical order");
            Assert.That(() => ledger.Cells[row.Count], Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(ledger.Of(1950), Is.Empty);
        });
    }

    private static string[][] Orders()
    {
        var random = new Random(23);
        var orders = new string[Rows][];
        for (var i = 0; i < Rows; i++)
        {
            var amount = i % 97 == 0 ? Unusual[i / 97 % Unusual.Length] : random.Next(1, 10_000_000) / 100m;
            orders[i] =
            [
                i % 1000 == 7 ? $"PO{i - 5}" : $"PO{i}",
                // Mostly in the order of time.
                $"{1999 + (i * 25 / Rows) + (random.Next(50) == 0 ? 1 : 0)}-0{random.Next(1, 10)}-1{random.Next(0, 10)}",
                random.Next(20) == 0 ? $"A supplier with a long name {random.Next(40)}" : $"S{random.Next(900)}",
                Countries[random.Next(Countries.Length)],
                $"{random.Next(400)}",
                amount.ToString(CultureInfo.InvariantCulture),
                Currencies[random.Next(Currencies.Length)],
            ];
        }

        return orders;
    }

    private static void Write(string path, string[][] orders)
    {
        using var writer = ParquetWriter.Create(path, Columns.Select(c => new ParquetColumn(c, ParquetType.Text, true)).ToArray(), new ParquetWriteOptions(RowGroupRows: Rows));
        foreach (var order in orders)
        {
            for (var c = 0; c < order.Length; c++)
            {
                if (order[c].Length == 0) writer[c].AddNull();
                else writer[c].Add(order[c]);
            }

            writer.EndRow();
        }

        writer.Complete();
    }
}
