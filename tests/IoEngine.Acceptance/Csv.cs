using System.Globalization;
using System.Text;

namespace IoEngine.Acceptance;

/// <summary>Rows of a CSV by column name, read by RFC 4180 and nothing else: what the engine writes must be plain CSV.</summary>
internal static class Csv
{
    public static List<Dictionary<string, string>> Read(string path)
    {
        var records = Records(File.ReadAllText(path).TrimStart('\uFEFF')).ToList();
        return records.Skip(1).Select(r => records[0].Zip(r).ToDictionary(c => c.First, c => c.Second)).ToList();
    }

    public static double Number(this Dictionary<string, string> row, string column) =>
        row[column].Length == 0 ? 0 : double.Parse(row[column], CultureInfo.InvariantCulture);

    private static IEnumerable<List<string>> Records(string text)
    {
        var (record, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[i++]);
            else if (c == '"') quoted = !quoted;
            else if (quoted || c is not (',' or '\n' or '\r')) cell.Append(c);
            else if (c == ',') End();
            else if (c == '\n')
            {
                End();
                yield return record;
                record = [];
            }
        }

        if (record.Count > 0 || cell.Length > 0)
        {
            End();
            yield return record;
        }

        void End()
        {
            record.Add(cell.ToString());
            cell.Clear();
        }
    }
}
