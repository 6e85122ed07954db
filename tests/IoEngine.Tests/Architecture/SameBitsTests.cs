using System.Text.RegularExpressions;

namespace IoEngine.Tests.Architecture;

/// <summary>
/// No source sums in an order, or calls a function, whose last bits depend on the processor or on the platform's C library.
/// </summary>
public partial class SameBitsTests
{
    [Test]
    public void No_source_computes_what_another_processor_computes_differently()
    {
        var faults = Directory.EnumerateFiles(Path.Combine(SharedData.Repository(), "src", "IoEngine"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).NotEmpty()
            .SelectMany(path => Faults(File.ReadAllText(path), IsKernel(path)).Select(f => $"{Path.GetFileName(path)}: {f}"));
        Assert.That(faults, Is.Empty, "use FixedOrder, the dense kernels or PortableMath");
    }

    [TestCase("var s = TensorPrimitives.Dot(x, y);", "TensorPrimitives.Dot")]
    [TestCase("s = System.Numerics.Tensors.TensorPrimitives.Sum<double>(x);", "TensorPrimitives.Sum")]
    [TestCase("TensorPrimitives.FusedMultiplyAdd(x, y, z, z);", "TensorPrimitives.FusedMultiplyAdd")]
    [TestCase("TensorPrimitives.Exp(x, y);", "TensorPrimitives.Exp")]
    [TestCase("var s = Vector256.Sum(v) + Vector.Dot(u, v);", "Vector256.Sum", "Vector.Dot")]
    [TestCase("var n = Vector<double>.Count;", "Vector<double>")]
    [TestCase("var y = Math.Exp(x) + MathF.Pow(x, 2) + Math.Log10(x);", "Math.Exp", "MathF.Pow", "Math.Log10")]
    [TestCase("var y = Math.FusedMultiplyAdd(a, b, c) + double.MultiplyAddEstimate(a, b, c);", "Math.FusedMultiplyAdd", "double.MultiplyAddEstimate")]
    [TestCase("var y = double.Log(x) + double.Pow(x, y);", "double.Log", "double.Pow")]
    [TestCase("TensorPrimitives.MultiplyAdd(x, 2, to, to); // TensorPrimitives.Dot")]
    [TestCase("var all = TensorPrimitives.IsFiniteAll<double>(x) && !TensorPrimitives.IsNegativeAny<double>(x);")]
    [TestCase("var y = PortableMath.Log(Math.Sqrt(x)) + Math.Max(1, x); LabelledVector<Industry> f;")]
    [TestCase("var s = x.Sum(); var marks = Vector256.Equals(bytes, first);")]
    public void What_depends_on_the_processor_is_found(string code, params string[] expected) => Assert.That(Faults(code, isKernel: false), Is.EqualTo(expected));

    // The kernels round once on every processor, and the number of their sums is fixed; their tests compare all widths.
    private static bool IsKernel(string path) => Path.GetFileName(Path.GetDirectoryName(path)) == "Kernels";

    private static IEnumerable<string> Faults(string source, bool isKernel)
    {
        var code = CSharpCode.Of(source);
        return EverywherePattern().Matches(code).Concat(isKernel ? [] : OutsideKernelsPattern().Matches(code)).OrderBy(m => m.Index).Select(m => m.Value);
    }

    // Element by element and rounded each, TensorPrimitives is the same everywhere, and so is what it says yes or no to.
    [GeneratedRegex(@"TensorPrimitives\.(?!(?:Add|Subtract|Multiply|MultiplyAdd|Min|Max|IndexOfMaxMagnitude|IsFiniteAll|IsNegativeAny)\b)\w+|\bVector(?:64|128|256|512)?\.(?:Sum|Dot)\b"
        + @"|\b(?:MathF?|double|float)\.(?:Exp|Log|Pow|A?Sin|A?Cos|A?Tan|Cbrt|Hypot|RootN)(?:2|10|h|M1|P1|2P1|10P1|Pi)?\b|\b(?:MathF?|double|float|Vector\d*)\.\w+Estimate\b")]
    private static partial Regex EverywherePattern();

    [GeneratedRegex(@"\bVector<\w+>|\b(?:MathF?|double|float|Vector\d*)\.FusedMultiplyAdd\b")]
    private static partial Regex OutsideKernelsPattern();
}
