using System.Globalization;
using System.Text;
using IoEngine.Files.Parquet;
using IoEngine.Procurement;
using IoEngine.Procurement.Orders;
using Parquet.Schema;

namespace IoEngine.Tests.Files.Parquet;

/// <summary>The year of a timestamp with a stored zone is that of the zone's clock.</summary>
public class StoredZonesTests
{
    // What Arrow's implementation in Rust notes beside a table with the column date, of microseconds in Europe/Zurich;
    // flatbuffers of others are laid out otherwise.
    private const string Schema = "/////xACAAAQAAAAAAAKAAwACgAJAAQACgAAAAgAAAAAAQQAEP///wQAAAAHAAAArAEAAEwBAAAYAQAAwAAAAHwAAABEAAAABAAAAID+//8UAAAADAAAAAAAAQUMAAAAAAAAAPz+//8IAAAAY3VycmVu"
        + "Y3kAAAAAEAAWABAADgAPAAQAAAAIABAAAAAYAAAAHAAAAAAAAQMYAAAAAAAGAAgABgAGAAAAAAACAAAAAAAFAAAAdmFsdWUAAADw/v//FAAAAAwAAAAAAAEUDAAAAAAAAABs////DQAAAHB1cmNoYXNlX2NvZGUAAAAQABgA"
        + "FAAOAA8ABAAQAAgAEAAAADQAAAAsAAAAAAABBRAAAAAoAAAACAAIAAAABAAIAAAABAAAADT///8gAAAAAAAAAQAAAADM////EAAAAHN1cHBsaWVyX2NvdW50cnkAAAAAhP///xgAAAAMAAAAAAABBRAAAAAAAAAABAAEAAQAAAAL"
        + "AAAAc3VwcGxpZXJfaWQAtP///xwAAAAMAAAAAAABCjAAAAAAAAAACAAMAAoABAAIAAAACAAAAAAAAgANAAAARXVyb3BlL1p1cmljaAAAAAQAAABkYXRlAAAAABAAFAAQAA4ADwAEAAAACAAQAAAAGAAAACAAAAAAAAECHAAAAAgA"
        + "DAAEAAsACAAAACAAAAAAAAABAAAAAAgAAABvcmRlcl9pZAAAAAA=";

    [TestCase("Europe/Zurich", "2018-12-31T23:00:00", 2019, false)]
    [TestCase("Europe/Zurich", "2018-12-31T22:59:59", 2018, false)]
    [TestCase("America/New_York", "2019-01-01T04:59:00", 2018, false)]
    [TestCase("America/New_York", "2019-01-01T05:00:00", 2019, false)]
    [TestCase("Asia/Tokyo", "2018-12-31T15:00:00", 2019, false)]
    [TestCase("+02:00", "2018-12-31T22:00:00", 2019, false)]
    [TestCase("-05:00", "2019-01-01T04:00:00", 2018, false)]
    [TestCase("UTC", "2018-12-31T23:00:00", 2018, true)]
    [TestCase("", "2018-12-31T23:00:00", 2018, true)]
    [TestCase("", "2019-01-01T00:00:00", 2019, false)]
    [TestCase("", "2019-01-01T11:00:00", 2019, true)]
    [TestCase("", "2019-01-01T13:00:00", 2019, false)]
    [TestCase("", "2018-12-31T09:00:00", 2018, false)]
    [TestCase("", "2019-06-30T23:00:00", 2019, false)]
    public void The_year_is_that_of_the_zone_and_doubt_is_told(string zone, string utc, int year, bool isDoubtful)
    {
        foreach (var notes in new[] { Arrow(zone), Pandas(zone) }.NotEmpty())
        {
            var reading = Orders(utc, notes);
            Assert.That(reading.Ledger.Years, Is.EqualTo(new[] { year }));
            Assert.That(reading.Findings.Count(f => f.Code == "ORDERS-DATE-UTC"), Is.EqualTo(isDoubtful ? 1 : 0));
            Assert.That(reading.Findings.Where(f => f.Code == "ORDERS-DATE-ZONE"), Is.Empty);
        }
    }

    [Test]
    public void A_zone_that_is_not_known_is_named_and_the_days_are_those_of_UTC()
    {
        var reading = Orders("2018-12-31T23:00:00", Pandas("Mars/Olympus"));
        Assert.That(reading.Ledger.Years, Is.EqualTo(new[] { 2018 }));
        Assert.That(reading.Findings.Single(f => f.Code == "ORDERS-DATE-ZONE").Found, Is.EqualTo("'Mars/Olympus'"));
        Assert.That(reading.Findings.Count(f => f.Code == "ORDERS-DATE-UTC"), Is.EqualTo(1));
    }

    [TestCase("2018-12-31T23:00:00Z", 2018, true)]
    [TestCase("2018-12-31T23:00:00+00:00", 2018, true)]
    [TestCase("2019-01-01T00:00:00Z", 2019, false)]
    [TestCase("2018-12-31T23:00:00+01:00", 2018, false)]
    [TestCase("2018-12-31T23:00:00", 2018, false)]
    [TestCase("2018-12-31", 2018, false)]
    [TestCase("2018-12-31Z", 2018, false)]
    [TestCase("2018-07-01T23:00:00Z", 2018, false)]
    public void Text_is_doubtful_where_it_says_UTC_and_nothing_else(string date, int year, bool isDoubtful)
    {
        using var text = new MemoryStream(Encoding.UTF8.GetBytes($"date,value,currency\n{date},1,EUR\n"));
        var reading = OrderReader.Read(text, "orders.csv", new OrderReadOptions { ReportCurrency = "EUR" });
        Assert.That(reading.Ledger.Years, Is.EqualTo(new[] { year }));
        Assert.That(reading.Findings.Count(f => f.Code == "ORDERS-DATE-UTC"), Is.EqualTo(isDoubtful ? 1 : 0));
    }

    [Test]
    public void What_is_damaged_names_no_zone_or_one_and_ends()
    {
        var whole = Convert.FromBase64String(Schema);
        var random = new Random(7);
        var found = new HashSet<string>();
        for (var i = 0; i < 20_000; i++)
        {
            var damaged = whole[..(i % 3 == 0 ? random.Next(whole.Length) : whole.Length)];
            for (var k = 0; k < 3 && damaged.Length > 0; k++) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            found.UnionWith(StoredZones.Of([new("ARROW:schema", Convert.ToBase64String(damaged))]).Values);
        }

        Assert.That(found, Has.Member("Europe/Zurich"));
        foreach (var text in new[] { "", "{", "[]", "{\"columns\":1}", "{\"columns\":[1,{}]}", "{\"columns\":[{\"field_name\":\"date\",\"metadata\":null}]}" }.NotEmpty())
            Assert.That(StoredZones.Of([new("pandas", text), new("ARROW:schema", text)]), Is.Empty);
    }

    private static OrderReading Orders(string utc, Dictionary<string, string> notes)
    {
        using var scratch = new ScratchFolder();
        var path = scratch["orders.parquet"];
        WriteAsync(path, DateTime.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal), notes).GetAwaiter().GetResult();
        return OrderReader.Read(path, new OrderReadOptions { ReportCurrency = "EUR", Columns = new OrderColumns { Currency = "=EUR" } });
    }

    private static async Task WriteAsync(string path, DateTime utc, Dictionary<string, string> notes)
    {
        var date = new DateTimeDataField("date", DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Micros, isNullable: false);
        var value = new DataField<double>("value");
        await using var stream = File.Create(path);
        await using var writer = await global::Parquet.ParquetWriter.CreateAsync(new ParquetSchema(date, value), stream);
        writer.CustomMetadata = notes;
        using var group = writer.CreateRowGroup();
        await group.WriteAsync<DateTime>(date, new[] { utc });
        await group.WriteAsync<double>(value, new[] { 1.0 });
    }

    private static Dictionary<string, string> Pandas(string zone) => zone.Length == 0 ? [] : new()
    {
        ["pandas"] = """{"columns": [{"name": "date", "field_name": "date", "pandas_type": "datetimetz", "metadata": {"timezone": "ZONE"}}]}""".Replace("ZONE", zone, StringComparison.Ordinal),
    };

    // Zones of at most as many letters take the place of Europe/Zurich; longer ones stand behind everything, where the offset is
    // made to lead.
    private static Dictionary<string, string> Arrow(string zone)
    {
        if (zone.Length == 0) return [];
        byte[] bytes = [.. Convert.FromBase64String(Schema), .. BitConverter.GetBytes(zone.Length), .. Encoding.UTF8.GetBytes(zone), 0];
        var text = bytes.AsSpan().IndexOf("Europe/Zurich"u8) - 4;
        var offset = Enumerable.Range(0, text).Single(at => at % 4 == 0 && BitConverter.ToInt32(bytes, at) == text - at && BitConverter.ToInt32(bytes, at) < 64);
        BitConverter.TryWriteBytes(bytes.AsSpan(offset), bytes.Length - zone.Length - 5 - offset);
        return new() { ["ARROW:schema"] = Convert.ToBase64String(bytes) };
    }
}
