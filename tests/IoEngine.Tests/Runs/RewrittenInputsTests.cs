using System.Globalization;
using System.Text;

namespace IoEngine.Tests.Runs;

/// <summary>
/// The same orders and small inputs written otherwise give the same results to the last bit: number styles, encodings, spellings,
/// columns, and the order of rows.
/// </summary>
public class RewrittenInputsTests
{
    private static readonly string[] NumberColumns = ["value", "weight", "per_usd", "amount", "disposable_share", "propensity_to_consume", "labour_share"];

    private static readonly Dictionary<string, string[]> Spellings = new()
    {
        ["CHE"] = ["CH", "Switzerland", "Schweiz", "Confederazione Svizzera", "SUISSE"],
        ["CIV"] = ["CI", "Côte d'Ivoire", "Ivory Coast", "Elfenbeinküste", "Costa d'Avorio"],
        ["AUT"] = ["AT", "Austria", "Österreich", "Autriche", "AT130"],
    };

    static RewrittenInputsTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static IEnumerable<TestCaseData> Cases()
    {
        (string Name, Action<ReexpressedWorld> Rewrite)[] writings =
        [
            ("decimal commas between semicolons", w => Each(w, (file, rows) => Text(Numbers(rows, n => n.Replace('.', ',')), ';'))),
            ("decimal commas between tabs", w => Each(w, (file, rows) => Text(Numbers(rows, n => n.Replace('.', ',')), '\t'))),
            ("European groups of thousands", w => Each(w, (file, rows) => Text(Numbers(rows, n => Grouped(n, ".", ",")), ';'))),
            ("Swiss groups", w => Each(w, (file, rows) => Text(Numbers(rows, n => Grouped(n, "'", ".")), ','))),
            ("typographic Swiss groups", w => Each(w, (file, rows) => Text(Numbers(rows, n => Grouped(n, "\u2019", ".")), ','))),
            ("narrow blanks", w => Each(w, (file, rows) => Text(Numbers(rows, n => Grouped(n, "\u202F", ",")), ';'))),
            ("wide blanks", w => Each(w, (file, rows) => Text(Numbers(rows, n => Grouped(n, "\u00A0", ".")), ';'))),
            ("English groups", w => Each(w, (file, rows) => Text(Numbers(rows, n => Grouped(n, ",", ".")), ';'))),
            ("texts of a spreadsheet", w => One(w, "orders.csv", rows => Text(Numbers(rows, n => $"=\"{n}\""), ','))),
            ("a minus behind", w => One(w, "orders.csv", rows => Text(Numbers(rows, n => n[0] == '-' ? n[1..] + "-" : n), ','))),
            ("parentheses", w => One(w, "orders.csv", rows => Text(Numbers(rows, n => n[0] == '-' ? $"({n[1..]})" : n), ','))),
            ("a currency behind", w => One(w, "orders.csv", rows => Text(Numbers(rows, n => n + " CHF"), ','))),
            ("more decimals", w => One(w, "orders.csv", rows => Text(Numbers(rows, n => n + "00"), ','))),
            ("UTF-8 with its mark", w => Encoded(w, new UTF8Encoding(true))),
            ("UTF-16", w => Encoded(w, Encoding.Unicode)),
            ("UTF-16, the other way round", w => Encoded(w, Encoding.BigEndianUnicode)),
            ("Windows-1252", w => Encoded(w, Encoding.GetEncoding(1252))),
            ("CR and LF", w => Each(w, (file, rows) => Text(rows, ',').Replace("\n", "\r\n", StringComparison.Ordinal))),
            ("CR alone", w => Each(w, (file, rows) => Text(rows, ',').Replace('\n', '\r'))),
            ("quotes around every cell", w => Each(w, (file, rows) => string.Concat(rows.Select(r => string.Join(',', r.Select(c => $"\"{c}\"")) + "\n")))),
            ("a line that names the delimiter", w => Each(w, (file, rows) => "sep=;\n" + Text(rows, ';'))),
            ("columns from right to left", w => Each(w, (file, rows) => Text([.. rows.Select(r => r.Reverse().ToArray())], ','))),
            ("columns turned", w => Each(w, (file, rows) => Text([.. rows.Select(r => r.Skip(2).Concat(r.Take(2)).ToArray())], ','))),
            ("rows from below", w => Each(w, (file, rows) => Text([rows[0], .. rows.Skip(1).Reverse()], ','))),
            ("rows in disorder", w => Each(w, (file, rows) => Text([rows[0], .. rows.Skip(1).Select((r, i) => (r, i)).OrderBy(p => p.i * 7919 % 31).Select(p => p.r)], ','))),
            ("European days", w => Each(w, (file, rows) => Text([.. rows.Select(r => r.Select(Day).ToArray())], ','))),
            .. Enumerable.Range(0, 5).Select(k => ($"spellings {k}", (Action<ReexpressedWorld>)(w => Each(w, (file, rows) => Text([.. rows.Select(r => r.Select(c => Spelled(c, k)).ToArray())], ','))))),
            ("every order another spelling", w => One(w, "orders.csv", rows => Text([.. rows.Select((r, i) => r.Select(c => Spelled(c, i % 5)).ToArray())], ','))),
            ("decimal commas in the table", w => One(w, "table/t.csv", rows => Text([rows[0], .. rows.Skip(1).Select(r => r.Select((c, i) => i == 0 ? c : c.Replace('.', ',')).ToArray())], ';'))),
        ];
        return writings.Select(w => new TestCaseData(w.Rewrite).SetArgDisplayNames(w.Name));
    }

    [TestCaseSource(nameof(Cases))]
    public void Give_the_same_results_to_the_last_bit(object rewrite)
    {
        using var plain = new ReexpressedWorld(new WorldStyle(), 6);
        using var other = new ReexpressedWorld(new WorldStyle(), 6);
        ((Action<ReexpressedWorld>)rewrite)(other);
        var (expected, found) = (plain.Numbers(), other.Numbers());
        Assert.That(expected.Values.Count(v => v != 0), Is.GreaterThan(100), "there is something to compare");
        Assert.That(found.Keys, Is.EqualTo(expected.Keys));
        Assert.That(found.Where(n => BitConverter.DoubleToInt64Bits(n.Value) != BitConverter.DoubleToInt64Bits(expected[n.Key])), Is.Empty);
    }

    private static void Each(ReexpressedWorld world, Func<string, List<string[]>, string> write)
    {
        foreach (var file in ReexpressedWorld.Inputs.NotEmpty()) One(world, file, rows => write(file, rows));
    }

    private static void One(ReexpressedWorld world, string file, Func<List<string[]>, string> write)
    {
        var before = world.Rows(file);
        world.Write(file, write(before));
    }

    private static void Encoded(ReexpressedWorld world, Encoding encoding)
    {
        Each(world, (file, rows) => Text([.. rows.Select(r => r.Select(c => Spelled(c, 3)).ToArray())], ','));
        foreach (var file in ReexpressedWorld.Inputs.NotEmpty()) world.Encode(file, encoding);
    }

    private static List<string[]> Numbers(List<string[]> rows, Func<string, string> write)
    {
        var columns = rows[0].Select((name, i) => (name, i)).Where(c => NumberColumns.Contains(c.name)).Select(c => c.i).ToHashSet();
        return [rows[0], .. rows.Skip(1).Select(r => r.Select((c, i) => columns.Contains(i) ? write(c) : c).ToArray())];
    }

    private static string Text(List<string[]> rows, char delimiter) => string.Concat(rows.Select(r => string.Join(delimiter, r.Select(c =>
        c.Contains(delimiter) || c.Contains('"') ? $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : c)) + "\n"));

    private static string Grouped(string number, string group, string sign)
    {
        var parts = number.Split('.');
        var whole = decimal.Parse(parts[0], CultureInfo.InvariantCulture).ToString("#,##0", CultureInfo.InvariantCulture).Replace(",", group, StringComparison.Ordinal);
        return (number[0] == '-' && whole[0] != '-' ? "-" : "") + whole + (parts.Length > 1 ? sign + parts[1] : "");
    }

    private static string Spelled(string cell, int k) => Spellings.TryGetValue(cell, out var spellings) ? spellings[k] : cell;

    private static string Day(string cell) => cell is [_, _, _, _, '-', _, _, '-', _, _] ? $"{cell[8..]}.{cell[5..7]}.{cell[..4]}" : cell;
}
