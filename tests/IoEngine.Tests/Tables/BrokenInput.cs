using System.Text;
using IoEngine.Accounts;
using IoEngine.Tables;

namespace IoEngine.Tests.Tables;

/// <summary>
/// Breaks the files of a table in every way that files break, and checks that none of them gives a wrong table or a crash.
/// </summary>
internal sealed class BrokenInput : IDisposable
{
    private readonly ScratchFolder scratch = new();
    private readonly Dictionary<string, byte[]> files;
    private readonly TableReadOptions options;
    private readonly string path;
    private readonly MrioTable whole;

    /// <param name="format">Name of the format, by which reading is forced.</param>
    /// <param name="files">All files of a good table.</param>
    /// <param name="single">Reads the one file, not the folder.</param>
    public BrokenInput(string format, Dictionary<string, byte[]> files, bool single = false)
    {
        this.files = files;
        options = new TableReadOptions { Format = format, Threads = 1 };
        foreach (var (name, bytes) in files) Put(name, bytes);
        path = single ? Path.Combine(scratch.Path, files.Keys.Single()) : scratch.Path;
        whole = TableReader.Read(path, options);
    }

    /// <summary>Tables of the good files.</summary>
    public MrioTable Whole => whole;

    public void Dispose() => scratch.Dispose();

    /// <summary>
    /// Cuts a file after every <paramref name="step"/> bytes: an error with a place, or the same table, or a warning.
    /// </summary>
    public int CutAnywhere(string name, int step = 1)
    {
        var refused = 0;
        var all = files[name];
        for (var length = 0; length < all.Length; length += step)
        {
            if (Try(name, all[..length], $"cut after {length} of {all.Length} bytes")) refused++;
        }

        Put(name, all);
        return refused;
    }

    /// <summary>Changes one cell, label, line or column at a time, <paramref name="times"/> times each way, by seed.</summary>
    public int Mutate(string name, char separator, int headerLines, int indexColumns, int times = 25, bool labelsInHeader = true)
    {
        var random = new Random(7);
        var lines = Encoding.UTF8.GetString(files[name]).TrimEnd('\n').Split('\n').Select(l => l.TrimEnd('\r').Split(separator)).ToArray();
        var refused = 0;
        void Each(string what, bool always, Func<string[][], bool> change)
        {
            for (var t = 0; t < times; t++)
            {
                var copy = lines.Select(l => l.ToArray()).ToArray();
                if (!change(copy)) return;
                var text = string.Join('\n', copy.Where(l => l.Length > 0).Select(l => string.Join(separator, l))) + "\n";
                var thrown = Try(name, Encoding.UTF8.GetBytes(text), what);
                if (thrown) refused++;
                else if (always) Assert.Fail($"{name}, {what}: accepted");
            }
        }

        int Row() => random.Next(headerLines, lines.Length);
        int Column(string[][] c, int row) => random.Next(indexColumns, c[row].Length);
        bool Cell(string[][] c, string text)
        {
            var row = Row();
            c[row][Column(c, row)] = text;
            return true;
        }

        foreach (var text in new[] { "abc", "NaN", "inf", "#REF!", "\"1,234.5,6\"", "1 23", "1.2.3", "1e999", "--5", "0x10" }) Each($"'{text}' in a cell", true, c => Cell(c, text));
        Each("a cell too few", true, c => Drop(c, Row(), random));
        Each("a cell too many", true, c =>
        {
            var row = Row();
            c[row] = [.. c[row], "1"];
            return true;
        });
        Each("a line lost", false, c =>
        {
            c[Row()] = [];
            return true;
        });
        Each("a line twice", true, c =>
        {
            var row = random.Next(headerLines + 1, lines.Length);
            c[row] = c[row - 1];
            return indexColumns > 0;
        });
        Each("a row label of another row", true, c =>
        {
            var row = random.Next(headerLines + 1, lines.Length);
            for (var i = 0; i < indexColumns; i++) c[row][i] = c[row - 1][i];
            return indexColumns > 0;
        });
        Each("a column label of another column", true, c =>
        {
            if (headerLines == 0 || !labelsInHeader) return false;
            var column = random.Next(indexColumns + 1, c[0].Length);
            for (var i = 0; i < headerLines; i++)
            {
                if (c[i].Length > column) c[i][column] = c[i][column - 1];
            }

            return true;
        });
        Each("a column lost", false, c =>
        {
            var column = Column(c, 0);
            for (var i = 0; i < c.Length; i++) c[i] = [.. c[i].Where((_, j) => j != column)];
            return true;
        });
        Put(name, files[name]);
        return refused;
    }

    /// <summary>Reads with one file replaced; true where it is refused with an error that names the place.</summary>
    public bool Try(string name, byte[] bytes, string what)
    {
        Put(name, bytes);
        try
        {
            var table = TableReader.Read(path, options);
            if (SameTable.Difference(table, whole) is not { } difference) return false;
            var warned = table.Findings.Where(f => f.Severity == Severity.Warning).Select(f => f.Code + f.Message).Except(whole.Findings.Select(f => f.Code + f.Message)).ToList();
            if (warned.Count == 0) Assert.Fail($"{name}, {what}: a wrong table without a word: {difference}");
            return false;
        }
        catch (InvalidDataFindingsException e)
        {
            var errors = e.Findings.Where(f => f.Severity == Severity.Error).ToList();
            if (errors.Count == 0 || errors.Any(f => !f.Place.Contains(Path.GetFileName(scratch.Path), StringComparison.Ordinal)))
                Assert.Fail($"{name}, {what}: an error without its place: {e.Message}");
            return true;
        }
        catch (Exception e) when (e is not (AssertionException or IgnoreException))
        {
            Assert.Fail($"{name}, {what}: {e}");
            return false;
        }
    }

    private static bool Drop(string[][] cells, int row, Random random)
    {
        var column = random.Next(cells[row].Length);
        cells[row] = [.. cells[row].Where((_, j) => j != column)];
        return true;
    }

    private void Put(string name, byte[] bytes)
    {
        var file = Path.Combine(scratch.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
    }
}
