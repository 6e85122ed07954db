using System.Reflection;
using System.Text.RegularExpressions;
using NUnit.Framework.Interfaces;

namespace IoEngine.Tests.Architecture;

/// <summary>The name of a test is a sentence, its words joined by underscores: A_file_with_two_dates_is_refused.</summary>
public partial class TestNamesTests
{
    [Test]
    public void The_name_of_every_test_is_a_sentence()
    {
        var names = Assembly.GetExecutingAssembly().GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttributes().Any(a => a is ITestBuilder or ISimpleTestBuilder)).Select(method => $"{method.DeclaringType!.Name}.{method.Name}").NotEmpty();
        Assert.That(names.Where(name => !IsSentence(name[(name.IndexOf('.') + 1)..])), Is.Empty);
    }

    [TestCase("A_file_with_two_dates_is_refused", true)]
    [TestCase("E09_trade_and_technology_freezes", true)]
    [TestCase("GDP_is_known", true)]
    [TestCase("Model_D_is_read", true)]
    [TestCase("Files_AreRead", false)]
    [TestCase("Solve_IsRefused", false)]
    [TestCase("FilesAreRead", false)]
    [TestCase("Files", false)]
    [TestCase("Files_read", false)]
    [TestCase("files_are_read", false)]
    public void Sentences_are_told_from_other_names(string name, bool sentence) => Assert.That(IsSentence(name), Is.EqualTo(sentence));

    // Three words or more, none glued to the next.
    private static bool IsSentence(string name) => SentencePattern().IsMatch(name) && !GluedPattern().IsMatch(name);

    [GeneratedRegex(@"^[A-Z0-9][A-Za-z0-9]*(?:_[A-Za-z0-9]+){2,}$")]
    private static partial Regex SentencePattern();

    [GeneratedRegex(@"[a-z0-9][A-Z]|[A-Z]{2}[a-z]|_A[A-Z]|_[A-Z][a-z]+[A-Z]")]
    private static partial Regex GluedPattern();
}
