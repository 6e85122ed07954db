using System.Globalization;
using System.Text;

namespace IoEngine.Runs.Configuration;

/// <summary>
/// One <c>--set path=value</c>, or an option that is short for one, put into the document before it is bound, so that it is
/// checked like the file.
/// </summary>
internal static class ConfigOverride
{
    // Options with a name of their own, so that faults name what the user wrote.
    private static readonly Dictionary<string, string> Options = new(StringComparer.Ordinal)
    {
        ["--years"] = "orders.years", ["--cache"] = "tables.cache", ["--kernel"] = "solve.kernel",
        ["--threads"] = "solve.threads",
    };

    /// <summary>Applies an assignment, <c>path=value</c> or <c>--option=value</c>; a malformed one becomes a fault.</summary>
    /// <remarks>
    /// The value is JSON where it parses as such, else a text: <c>solve.threads=2</c>, <c>currency.report=EUR</c>.
    /// </remarks>
    public static void Apply(ConfigNode root, string assignment, List<Finding> faults)
    {
        var at = assignment.IndexOf('=', StringComparison.Ordinal);
        if (at > 0 && Options.TryGetValue(assignment[..at], out var path))
        {
            var (option, text) = ($"{assignment[..at]} {assignment[(at + 1)..]}", assignment[(at + 1)..]);
            Put(root, path, Value(text, option) is { Kind: ConfigKind.Number } number
                ? number : new ConfigNode(ConfigKind.Text, text, option, 0), option, faults);
            return;
        }

        var source = $"--set {assignment}";
        if (at <= 0)
        {
            faults.Add(Finding.Error("CONFIG-SET", source, "The override is not an assignment.", assignment, "path=value",
                "Write for example --set closure.kind=gross-wage."));
            return;
        }

        Put(root, assignment[..at], Value(assignment[(at + 1)..], source), source, faults);
    }

    private static void Put(ConfigNode root, string path, ConfigNode value, string source, List<Finding> faults)
    {
        var steps = path.Split('.', StringSplitOptions.TrimEntries);
        var node = root;
        for (var i = 0; i < steps.Length; i++)
        {
            if (!Step(ref node, steps[i], source, i == steps.Length - 1 ? value : null))
            {
                faults.Add(Finding.Error("CONFIG-SET", source, "The path leads nowhere.", string.Join('.', steps.Take(i + 1)),
                    "a path through objects, and list items as name[0]", "See `ioe schema` for the keys."));
                return;
            }
        }
    }

    // Walks one step (name or name[3]); the last one replaces what is there, missing objects are made on the way.
    private static bool Step(ref ConfigNode node, string step, string source, ConfigNode? replacement)
    {
        if (node.Kind != ConfigKind.Object || step.Length == 0) return false;
        var bracket = step.IndexOf('[', StringComparison.Ordinal);
        var name = bracket < 0 ? step : step[..bracket];
        var position = node.Members.FindIndex(m => m.Name == name);
        if (bracket >= 0)
        {
            if (position < 0 || !step.EndsWith(']')) return false;
            var list = node.Members[position].Value.Items;
            if (!int.TryParse(step[(bracket + 1)..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                || index >= list.Count)
                return false;
            if (replacement is not null) list[index] = replacement;
            node = list[index];
            return true;
        }

        if (position < 0)
        {
            node.Members.Add((name, replacement ?? new ConfigNode(ConfigKind.Object, "", source, 0)));
            position = node.Members.Count - 1;
        }
        else if (replacement is not null)
        {
            node.Members[position] = (name, replacement);
        }

        node = node.Members[position].Value;
        return true;
    }

    private static ConfigNode Value(string text, string source)
    {
        try
        {
            return ConfigNode.Parse(Encoding.UTF8.GetBytes(text), source, hasLines: false);
        }
        catch (ConfigException)
        {
            return new ConfigNode(ConfigKind.Text, text, source, 0);
        }
    }
}
