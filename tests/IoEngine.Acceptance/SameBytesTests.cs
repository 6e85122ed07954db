namespace IoEngine.Acceptance;

/// <summary>
/// The same inputs give the same bytes whatever the processor can do: the runtime is told to leave out what others have not.
/// </summary>
public class SameBytesTests
{
    private static readonly string Demonstration = Path.Combine(SharedData.Repository(), "models", "demo", "run.json");

    // Two years with all that is made of them; and one year, for processors on which a factorisation takes thirty times as long.
    private static readonly string[] TwoYears =
    [
        "--years", "2005-2006", "--set",
        """scenarios=[{"name":"frozen","changes":[{"kind":"freeze","baseYear":2005}]},{"name":"without","changes":[{"kind":"extract","regions":["DEU"],"sectors":["C26"]}]}]""",
    ];

    private static readonly string[] OneYear = ["--years", "2012"];

    private static readonly TestCaseData[] Processors =
    [
        Processor("one processor without vectors of 512 bits", TwoYears, "DOTNET_PROCESSOR_COUNT=1", "DOTNET_EnableAVX512=0", "DOTNET_EnableAVX512F=0"),
        Processor("no vectors of 256 bits, no multiply-add, an older C library", OneYear,
            "DOTNET_EnableAVX2=0", "GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-AVX2_Usable,-FMA,-FMA_Usable,-FMA4"),
        Processor("no vectors at all", OneYear, "DOTNET_EnableHWIntrinsic=0"),
    ];

    private readonly TempFolder folder = new();
    private readonly Dictionary<string[], Dictionary<string, byte[]>> expected = [];

    [OneTimeTearDown]
    public void Remove() => folder.Dispose();

    [TestCaseSource(nameof(Processors))]
    public void Results_have_the_same_bytes_on_another_processor(string[] job, string[] variables)
    {
        if (!expected.TryGetValue(job, out var here)) expected[job] = here = Results(job, []);
        Assert.That(here.Keys, Is.SupersetOf(new[] { "effects.csv", "attribution.csv", "countries.csv", "summary.csv" }));
        var there = Results(job, variables);
        Assert.That(there.Keys, Is.EquivalentTo(here.Keys));
        Assert.That(here.Where(file => !file.Value.AsSpan().SequenceEqual(there[file.Key])).Select(file => file.Key), Is.Empty);
    }

    private Dictionary<string, byte[]> Results(string[] job, string[] variables)
    {
        var results = Guid.NewGuid().ToString("N");
        var (code, _, error) = Ioe.RunProgramUnder(variables, folder.Path,
            ["run", Demonstration, "--out", results, "--set", "demo.orders=2000", "--set", "output.formats=csv", .. job]);
        Assert.That(code, Is.Zero, error);
        return Directory.GetFiles(folder[results], "*.csv").ToDictionary(f => Path.GetFileName(f), File.ReadAllBytes);
    }

    private static TestCaseData Processor(string name, string[] job, params string[] variables) => new TestCaseData(job, variables).SetArgDisplayNames(name);
}
