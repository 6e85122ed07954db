using System.Globalization;
using IoEngine.Files;

namespace IoEngine.Tables.Formats.Excel;

/// <summary>
/// Reads the numbers of one sheet: what is no number becomes a finding with its cell; blanks are zero and counted.
/// </summary>
internal sealed class ExcelNumbers(ExcelWorkbook workbook, string sheet, List<Finding> findings)
{
    private const int Listed = 20;
    private int faults;
    private int blanks;
    private string firstBlank = "";

    /// <summary>"file, sheet S, cell E7".</summary>
    public string Place(int row, int column) => $"{Sheet}, cell {ExcelRow.Reference(row, column)}";

    /// <summary>"file, sheet S".</summary>
    public string Sheet => $"{workbook.Place}, sheet {sheet}";

    /// <summary>The number of a cell; 0 where it is blank or faulty.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">From zero.</param>
    /// <param name="mayBeEmpty">The layout leaves this cell empty (primary inputs under final demand).</param>
    public double Read(ExcelRow row, int column, bool mayBeEmpty = false)
    {
        switch (row[column])
        {
            case double value when double.IsFinite(value):
                return value;
            case int value:
                return value;
            case CellError error:
                Fault(row, column, "EXCEL-CELL", "A cell holds an error value.", error.Text, "Correct the cell in Excel.");
                return 0;
            case null when !mayBeEmpty && workbook.MayBeError(row.Number, column):
                Fault(row, column, "EXCEL-CELL", "A number is missing: the cell is empty or holds an error value such as #REF!.",
                    "nothing", "Correct the cell in Excel.");
                return 0;
            case null:
            case string text when text.Trim() is "" or "-" or "NA":
                if (!mayBeEmpty && blanks++ == 0) firstBlank = ExcelRow.Reference(row.Number, column);
                return 0;
            case string text:
                Fault(row, column, "EXCEL-TEXT", Explain(text), $"'{text.Trim()}'", "Convert the cell to a number in Excel.");
                return 0;
            case var other:
                Fault(row, column, "EXCEL-TEXT", "A cell is not a number.",
                    Convert.ToString(other, CultureInfo.InvariantCulture) ?? "", "Format the cell as a number in Excel.");
                return 0;
        }
    }

    /// <summary>Reports the blanks and the faults that were not listed one by one.</summary>
    public void Finish()
    {
        if (faults > Listed)
            findings.Add(Finding.Error("EXCEL-CELL", Sheet, "There are more faulty cells.", $"{faults} in all, {Listed} listed",
                "numbers"));
        if (blanks > 0)
        {
            findings.Add(Finding.Warning("CELL-BLANK", Sheet, "Blank cells are taken as zero.",
                $"{blanks}, the first is {firstBlank}", "a number in every cell", "Compare with the publisher's file."));
        }
    }

    private void Fault(ExcelRow row, int column, string code, string message, string found, string cure)
    {
        if (++faults <= Listed) findings.Add(Finding.Error(code, Place(row.Number, column), message, found, "a number", cure));
    }

    private static string Explain(string text)
    {
        var plain = text.Trim();
        if (double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
            return "A number is stored as text, so that its decimal sign can't be trusted.";
        return plain.Length > 0
            && plain.All(c => char.IsAsciiDigit(c) || c is '.' or ',' or '\'' or ' ' or '-' or '\u00A0' or '\u202F' or '’')
            ? "A number with thousands separators is stored as text."
            : "A cell holds text where a number must be.";
    }
}
