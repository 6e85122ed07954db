using IoEngine.Numerics;
using IoEngine.Runs;

namespace IoEngine.Tests.Runs;

/// <summary>What the engine says of itself.</summary>
public class EngineVersionTests
{
    [Test]
    public void It_names_its_version_the_runtime_and_every_kernel()
    {
        Assert.That(EngineVersion.Text, Does.Match(@"^\d+\.\d+\.\d+"));
        var lines = EngineVersion.Describe();
        Assert.That(lines[0], Is.EqualTo($"IoEngine {EngineVersion.Text}"));
        Assert.That(lines[1], Does.Contain(".NET").And.EndWith($"{Environment.ProcessorCount} processors"));
        IReadOnlyList<KernelDescription> kernels = KernelCatalogue.Describe();
        Assert.That(lines.Skip(2), Is.EqualTo(kernels.Select(k => $"kernel {k.Name}: {(k.Available ? "available" : "not available")}; {k.Detail}")));
    }
}
