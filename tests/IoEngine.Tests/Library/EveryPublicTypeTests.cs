using System.Text.RegularExpressions;
using IoEngine.Tests.Architecture;

namespace IoEngine.Tests.Library;

/// <summary>Who uses the library meets only types that a test has met before.</summary>
public class EveryPublicTypeTests
{
    [Test]
    public void Every_public_type_is_named_by_a_test()
    {
        var words = new[] { "IoEngine.Tests", "IoEngine.Acceptance" }.SelectMany(TestSources.Of)
            .SelectMany(path => Regex.Matches(CSharpCode.Of(File.ReadAllText(path)), @"\w+")).Select(m => m.Value).ToHashSet();
        var types = typeof(Finding).Assembly.GetExportedTypes().NotEmpty();
        Assert.That(types.Select(t => t.Name.Split('`')[0]).Where(name => !words.Contains(name) && !words.Contains(Short(name))).Order(), Is.Empty);
    }

    // An attribute is named without its last word where it is used.
    private static string Short(string name) => name.EndsWith("Attribute", StringComparison.Ordinal) ? name[..^9] : name;
}
