namespace IoEngine.Tests;

public class SkeletonTests
{
    [Test]
    public void Runs() => Assert.That(new Version(1, 0).Major, Is.EqualTo(1));
}
