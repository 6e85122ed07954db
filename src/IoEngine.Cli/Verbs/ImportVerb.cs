using System.CommandLine;
using IoEngine.Runs.Jobs;

namespace IoEngine.Cli.Verbs;

/// <summary>ioe import: official tables into the engine's own folders.</summary>
internal sealed class ImportVerb : IVerb
{
    private readonly Argument<string[]> sources = new("SOURCE")
    {
        Description = "Files, folders or zips.", Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string> output = new("--out")
    {
        Description = "Folder that receives one NAME.mrio (or NAME.zip) a source.", Required = true, HelpName = "DIR",
    };
    private readonly Option<string> layout = new Option<string>("--as")
    {
        Description = "What is written: the engine's own folder NAME.mrio, or NAME.zip as pymrio saves tables, where roles and "
            + "price basis have no place.",
        HelpName = "mrio|pymrio", DefaultValueFactory = _ => "mrio",
    }.AcceptOnlyFromAmong("mrio", "pymrio");
    private readonly Option<string> model = new Option<string>("--model")
    {
        Description = "Supply and use to a square table: A product technology, B industry technology, C fixed industry sales, D "
            + "fixed product sales.",
        HelpName = "A|B|C|D", DefaultValueFactory = _ => "D",
    }.AcceptOnlyFromAmong("A", "B", "C", "D");
    private readonly Option<string> discrepancy = new Option<string>("--discrepancy")
    {
        Description = "Eora's statistical discrepancy: keep its region, move it to the residuals, or drop it.",
        HelpName = "keep|move|drop", DefaultValueFactory = _ => "keep",
    }.AcceptOnlyFromAmong("keep", "move", "drop");
    private readonly Option<bool> force = new("--force")
    {
        Description = "Replace earlier imports, if nothing in them was added or changed; take --year although the source "
            + "states another.",
    };

    private readonly RoleOptions roles = new();
    private readonly SourceOptions source = new();

    public Command Command
    {
        get
        {
            var command = new Command("import", "An official or saved table into the engine's own folder, or into a zip that "
                + "pymrio loads. " + WrittenTables.Rule)
            {
                sources, output, layout, model, discrepancy, force,
            };
            roles.AddTo(command);
            source.AddTo(command);
            return command;
        }
    }

    public bool WritesFolder => true;

    public int Run(ParseResult result, Session session, CancellationToken cancellation)
    {
        var folder = result.GetRequiredValue(output);
        var paths = result.GetRequiredValue(sources);
        var said = roles.Read(result);
        var toPymrio = result.GetRequiredValue(layout) == "pymrio";
        var names = paths.Select(s => Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(s))
            + (toPymrio ? ".zip" : ".mrio")).ToArray();
        session.KeepLogOutOf([.. names.Select(n => Path.Combine(folder, n))]);
        RequireDistinct(paths, names);
        var options = ImportJob.Options(source.Format(result), source.Year(result), result.GetRequiredValue(model),
            result.GetRequiredValue(discrepancy), result.GetValue(force), source.Verify(result), source.Region(result));
        var summary = new TextTable("source", "written", "year", "regions", "sectors", "industries", "unit", "errors",
            "warnings");
        var all = new List<Finding>();
        foreach (var (path, name) in paths.Zip(names))
        {
            session.Note($"reading {path}");
            var (target, replace) = (Path.Combine(folder, name), result.GetValue(force));
            var (table, findings) = toPymrio
                ? ImportJob.ToPymrio(path, target, options, replace, said, cancellation)
                : ImportJob.Import(path, target, options, replace, said, cancellation);
            session.Note(findings);
            all.AddRange(findings);
            summary.Add(path, name, $"{table.Identity.Year}", $"{table.Regions.Count}", $"{table.Sectors.Count}",
                $"{table.Industries.Count}",
                $"{table.Identity.Unit}", $"{findings.Count(f => f.Severity == Severity.Error)}",
                $"{findings.Count(f => f.Severity == Severity.Warning)}");
        }

        summary.Write(session.Output);
        return WrittenTables.End(folder, all, session);
    }

    // The second of two sources of one name would take the place of the first.
    private static void RequireDistinct(string[] paths, string[] names)
    {
        var twice = paths.Zip(names).GroupBy(s => s.Second, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1)
            .Select(g => Finding.Error("OUTPUT-TWICE", g.Key, "Several sources would be written under one name.",
                string.Join(", ", g.Select(s => s.First)), "sources of different names",
                "Import them one after the other into folders of their own.")).ToArray();
        if (twice.Length > 0) throw new ConfigException(twice);
    }
}
