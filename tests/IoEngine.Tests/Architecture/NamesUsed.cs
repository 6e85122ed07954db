using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace IoEngine.Tests.Architecture;

/// <summary>
/// The namespaces that a source uses: by a using, by a full name anywhere in its code, or by a name from the root namespace on
/// (<c>Files.Lines.TidyCsv</c>).
/// </summary>
internal static partial class NamesUsed
{
    private static readonly Lazy<Regex> FullNames = new(Pattern);

    /// <summary>Every use with its line, in the order of the source; comments and strings are not code.</summary>
    public static IEnumerable<(int Line, string Name)> In(string source)
    {
        var line = 0;
        foreach (var text in CSharpCode.Of(source).Split('\n'))
        {
            line++;
            if (UsingPattern().Match(text) is { Success: true } use) yield return (line, use.Groups[1].Value);
            else if (!NamespacePattern().IsMatch(text))
            {
                foreach (Match name in FullNames.Value.Matches(text))
                    yield return (line, name.Groups["part"].Success ? $"IoEngine.{name.Groups["part"].Value}" : name.Groups["full"].Value);
            }
        }
    }

    /// <summary>
    /// Names that begin with the project or a package, or with a folder of the project followed by a type of that folder.
    /// </summary>
    private static Regex Pattern()
    {
        var root = SharedData.Repository();
        var packages = XDocument.Load(Path.Combine(root, "Directory.Packages.props")).Descendants("PackageVersion")
            .Select(p => p.Attribute("Include")!.Value.Split('.')[0]).Where(p => p is not ("System" or "Microsoft")).Append("IoEngine").Distinct();
        var parts = Directory.GetDirectories(Path.Combine(root, "src", "IoEngine")).SelectMany(folder =>
            Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).SelectMany(file => TypePattern().Matches(CSharpCode.Of(File.ReadAllText(file))))
                .Select(type => $@"{Path.GetFileName(folder)}\.{type.Groups[1].Value}")).Distinct();
        return new Regex($@"(?<![\w.])(?:global::)?(?:(?<full>(?:{string.Join('|', packages)})(?:\.\w+)+)|(?<part>{string.Join('|', parts)})\b)", RegexOptions.CultureInvariant);
    }

    // using X; using static X; using Alias = X; — not the statement "using var".
    [GeneratedRegex(@"^\s*(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?([A-Za-z_][\w.]*)\s*;")]
    private static partial Regex UsingPattern();

    [GeneratedRegex(@"^\s*namespace\s")]
    private static partial Regex NamespacePattern();

    [GeneratedRegex(@"\b(?:class|struct|record|interface|enum)\s+(?!class|struct)(\w+)")]
    private static partial Regex TypePattern();
}
