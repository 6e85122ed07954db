using NUnit.Framework.Interfaces;

namespace IoEngine.Tests;

/// <summary>
/// A property that FsCheck tries on generated cases: the same on every machine and in every run, and a smaller case is looked for
/// where one fails.
/// </summary>
/// <remarks>The n-th case has size n, so a generator may begin with the cases that must never be missed.</remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ForAllAttribute : FsCheck.NUnit.PropertyAttribute, IImplyFixture
{
    public ForAllAttribute(int cases = Generators.TableCases)
    {
        Arbitrary = [typeof(Generators)];
        (MaxTest, StartSize, EndSize) = (cases, 0, cases);
        (Replay, QuietOnSuccess) = ("1954,2025", true);
    }
}
