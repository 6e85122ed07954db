using System.Reflection;

namespace IoEngine.Tests.Library;

/// <summary>The package's public surface changes on purpose only: the approved one is a file under review.</summary>
public class PublicApiTests
{
    private const string Approve = "IOENGINE_APPROVE_API";

    [Test]
    public void Is_the_approved_one()
    {
        var file = Path.Combine(SharedData.Repository(), "tests", "IoEngine.Tests", "Library", "PublicApi.txt");
        var found = PublicApi.Of(typeof(Finding).Assembly);
        if (Environment.GetEnvironmentVariable(Approve) == "1") File.WriteAllText(file, found);
        var (now, approved) = (found.Split('\n'), File.ReadAllText(file).ReplaceLineEndings("\n").Split('\n'));
        var (added, gone) = (now.Except(approved).ToArray(), approved.Except(now).ToArray());
        Assert.That(found, Is.EqualTo(string.Join('\n', approved)), $"The public API differs from tests/IoEngine.Tests/Library/PublicApi.txt.\nnew:\n{string.Join('\n', added.Take(20))}\n"
            + $"gone:\n{string.Join('\n', gone.Take(20))}\nIf that is meant, run this test with {Approve}=1 and commit the file.");
    }

    [Test]
    public void Whoever_catches_the_engines_exception_catches_all_of_them()
    {
        var all = typeof(Finding).Assembly.GetExportedTypes().Where(t => t.IsSubclassOf(typeof(Exception))).NotEmpty();
        Assert.That(all.Where(t => !t.IsAssignableTo(typeof(IoEngineException))), Is.Empty);
        Assert.That(typeof(IoEngineException).GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Where(c => c.IsPublic || c.IsFamily), Is.Empty,
            "nobody else's exception is one");
    }

    /// <summary>No logging framework and no other package shows through.</summary>
    [Test]
    public void Has_no_logging_framework_and_no_console_in_its_signatures()
    {
        var assembly = typeof(Finding).Assembly;
        var references = assembly.GetReferencedAssemblies().Select(a => a.Name!).ToArray();
        Assert.That(references.Where(r => r.Contains("Log", StringComparison.Ordinal) || r == "System.Console"), Is.Empty);
        var foreign = assembly.GetExportedTypes().SelectMany(t => t.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .SelectMany(m => m switch
            {
                MethodInfo f => f.GetParameters().Select(p => p.ParameterType).Append(f.ReturnType),
                ConstructorInfo c => c.GetParameters().Select(p => p.ParameterType),
                _ => [],
            })
            .Select(t => t.Assembly.GetName().Name!).Where(a => a != "IoEngine" && !a.StartsWith("System.", StringComparison.Ordinal)).Distinct().ToArray();
        Assert.That(foreign, Is.Empty, "a consumer sees the platform and this library only");
    }
}
