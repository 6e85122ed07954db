using System.Text.RegularExpressions;

namespace IoEngine.Tests.Architecture;

/// <summary>
/// A loop whose body asserts goes through something: a literal, the members of an enum, a range, or what <c>NotEmpty</c> has
/// looked at.
/// </summary>
public partial class LoopsThatAssertTests
{
    private static IEnumerable<string> Sources() =>
        new[] { "IoEngine.Tests", "IoEngine.Acceptance" }.SelectMany(project => TestSources.Of(project));

    [Test]
    public void A_loop_that_asserts_never_passes_over_nothing()
    {
        var faults = Sources().NotEmpty().SelectMany(path => Faults(File.ReadAllText(path)).Select(f => $"{Path.GetFileName(path)}:{f.Line}: {f.Items}"));
        Assert.That(faults, Is.Empty, "begin such a loop with foreach (var item in items.NotEmpty())");
    }

    [Test]
    public void Loops_over_what_may_be_empty_are_found()
    {
        const string code = """
            int[] few = [1, 2];
            foreach (var row in rows.Where(r => r.Year == 1)) Assert.That(row.Value, Is.Positive);
            foreach (var row in rows.NotEmpty()) Assert.That(row.Value, Is.Positive);
            foreach (var name in new[] { "a", "b" }) { Near.Equal(1, 1, name); }
            foreach (var n in few) Same(n);
            foreach (var kind in Enum.GetValues<Kind>()) Assert.That(kind, Is.Not.Null);
            foreach (var row in rows)
            {
                Same(row);
            }

            foreach (var row in rows) sum += row.Value;
            static void Same(int x) { Assert.That(x, Is.EqualTo(x)); }
            """;
        Assert.That(Faults(code), Is.EqualTo(new[] { (2, "rows.Where(r => r.Year == 1)"), (7, "rows") }));
    }

    private static IEnumerable<(int Line, string Items)> Faults(string source)
    {
        var code = CSharpCode.Of(source);
        var helpers = HelperPattern().Matches(code).Where(m => Asserts(Body(code, Closing(code, m.Index + m.Length - 1) + 1), [])).Select(m => m.Groups[1].Value).ToHashSet();
        foreach (Match loop in LoopPattern().Matches(code))
        {
            var end = Closing(code, loop.Groups["open"].Index);
            var items = code[(loop.Index + loop.Length)..end].Trim();
            if (Asserts(Body(code, end + 1), helpers) && !HasItems(items, code)) yield return (code.AsSpan(0, loop.Index).Count('\n') + 1, items);
        }
    }

    private static bool Asserts(string body, HashSet<string> helpers) =>
        AssertPattern().IsMatch(body) || CallPattern().Matches(body).Any(m => helpers.Contains(m.Groups[1].Value));

    private static bool HasItems(string items, string code) =>
        LiteralPattern().IsMatch(items) || items.EndsWith(".NotEmpty()", StringComparison.Ordinal)
        || (NamePattern().IsMatch(items) && Regex.IsMatch(code, $@"\b{items}\b(?: \{{ get; \}})?\s*=>?\s*(?:\[(?!\])|new\b[^;]*\{{|Enum\.GetValues|[^;]*\.NotEmpty\(\)[;,])"));

    // The block or the statement that begins at or behind a place; an expression body ends as a statement does.
    private static string Body(string code, int from)
    {
        var at = from;
        while (at < code.Length && code[at] is not ('{' or ';') && !char.IsLetter(code[at])) at++;
        if (at >= code.Length) return "";
        if (code[at] == '{') return code[at..Closing(code, at)];
        var nested = StatementPattern().IsMatch(code[at..]);
        var depth = 0;
        for (var end = at; end < code.Length; end++)
        {
            if (code[end] is '(' or '[' or '{') depth++;
            if (code[end] is ')' or ']' or '}') depth--;
            if (depth < 0 || (depth == 0 && (code[end] == ';' || (code[end] == '}' && nested)))) return code[at..end];
        }

        return code[at..];
    }

    private static int Closing(string code, int open)
    {
        var depth = 0;
        for (var at = open; at < code.Length; at++)
        {
            if (code[at] is '(' or '[' or '{') depth++;
            if (code[at] is ')' or ']' or '}' && --depth == 0) return at;
        }

        return code.Length - 1;
    }

    [GeneratedRegex(@"\bforeach\s*(?<open>\()\s*(?:var\s+\([^)]*\)|\([^)]*\)|[\w<>.?\[\]]+\s+\w+)\s+in\s")]
    private static partial Regex LoopPattern();

    [GeneratedRegex(@"^(?:foreach|for|while|if|using|switch|lock)\b")]
    private static partial Regex StatementPattern();

    [GeneratedRegex(@"\b(?:void|Task)\s+(\w+)\(")]
    private static partial Regex HelperPattern();

    [GeneratedRegex(@"(?<![\w.])(\w+)\(")]
    private static partial Regex CallPattern();

    [GeneratedRegex(@"\b(?:Assert|Near)\.")]
    private static partial Regex AssertPattern();

    [GeneratedRegex(@"^(?:new\b[^{]*\{|\[\s*\S|Enum\.GetValues|Enumerable\.Range\()")]
    private static partial Regex LiteralPattern();

    [GeneratedRegex(@"^\w+$")]
    private static partial Regex NamePattern();
}
