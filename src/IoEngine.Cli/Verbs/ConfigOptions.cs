using System.CommandLine;
using IoEngine.Runs.Configuration;

namespace IoEngine.Cli.Verbs;

/// <summary>CONFIG and the options that override it.</summary>
internal sealed class ConfigOptions
{
    private readonly Argument<string> config = new("CONFIG")
    {
        Description = "The run's configuration, JSON (see `ioe schema`).",
    };
    private readonly Option<string[]> set = new("--set")
    {
        Description = "Override one option, such as closure.kind=gross-wage; lists of texts as output.formats=csv,html, all "
            + "else as JSON.", HelpName = "path=value",
    };
    private readonly Option<string?> years = new("--years")
    {
        Description = "Years of orders to run, such as 2005-2010.", HelpName = "YEARS",
    };

    private readonly Option<string?> cache = new("--cache")
    {
        Description = "Folder for copies of text tables, keyed by content; a second run maps them.", HelpName = "DIR",
    };

    private readonly VerifyOption verify = new();

    public void AddTo(Command command)
    {
        verify.AddTo(command);
        command.Add(config);
        command.Add(years);
        command.Add(cache);
        command.Add(set);
    }

    public LoadedConfig Read(ParseResult result, params IEnumerable<(string Option, string? Value)> further)
    {
        var overrides = (result.GetValue(set) ?? []).ToList();
        if (result.GetValue(years) is { } only) overrides.Add($"--years={only}");
        if (result.GetValue(cache) is { } folder) overrides.Add($"--cache={Path.GetFullPath(folder)}");
        if (!verify.Read(result)) overrides.Add("tables.verify=false");
        overrides.AddRange(further.Where(f => f.Value is not null).Select(f => $"{f.Option}={f.Value}"));
        return ConfigReader.Read(result.GetRequiredValue(config), overrides);
    }
}
