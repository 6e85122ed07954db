using System.CommandLine;
using IoEngine.Runs.Jobs;

namespace IoEngine.Cli.Verbs;

/// <summary>What the verbs that estimate tables share.</summary>
internal sealed class EstimateOptions
{
    private readonly Argument<string> table = new("TABLE") { Description = "File, folder or zip." };
    private readonly Option<string[]> targets = new("--targets")
    {
        Description = "CSV what,region,sector[,partner],value[,weight] in the table's money; what: "
            + string.Join(", ", EstimationJob.TargetKinds) + ". An empty sector stands for all, a weight makes a target one that "
            + "may be missed.",
        HelpName = "FILE", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true, Required = true,
    };
    private readonly Option<string> output = new("--out")
    {
        Description = "Folder to write, NAME.mrio.", Required = true, HelpName = "DIR",
    };
    private readonly Option<bool> force = new("--force")
    {
        Description = "Replace an earlier table there, if nothing in it was added or changed.",
    };

    private readonly RoleOptions roles = new();
    private readonly SourceOptions source = new();

    public void AddTo(Command command, bool ofNationalTables = true)
    {
        command.Add(table);
        command.Add(targets);
        command.Add(output);
        command.Add(force);
        roles.AddTo(command);
        source.AddTo(command, ofNationalTables);
    }

    public int Run(ParseResult result, Session session, Func<EstimationInputs, EstimationResult> estimate)
    {
        var target = result.GetRequiredValue(output);
        session.KeepLogOutOf(target);
        var made = estimate(new EstimationInputs(result.GetRequiredValue(table), result.GetRequiredValue(targets), target)
        {
            Replace = result.GetValue(force),
            Roles = roles.Read(result),
            Options = ImportJob.Options(source.Format(result), source.Year(result), verify: source.Verify(result),
                region: source.Region(result)),
        });
        session.Note(made.Findings);
        Tell(made, session.Output);
        return WrittenTables.End(target, made.Findings, session);
    }

    private static void Tell(EstimationResult result, TextWriter output)
    {
        var made = result.Estimated;
        var estimate = made.Table.Identity.Estimate!;
        output.WriteLine($"{Plural.Of(estimate.Targets, "target")} met in {Plural.Of(estimate.Sweeps, "sweep")}, largest "
            + $"residual {made.Matrix.Residuals.DefaultIfEmpty(0).Max():G3} {made.Table.Identity.Unit}");
        var blocks = new TextTable("block", "distance from the prior");
        foreach (var (block, distance) in estimate.Distance) blocks.Add(block, $"{distance:G6}");
        blocks.Write(output);
        output.WriteLine("Cells that moved most:");
        var moved = new TextTable("from", "to", "prior", "estimate");
        foreach (var cell in made.Moved) moved.Add(cell.Row, cell.Column, $"{cell.Before:G6}", $"{cell.After:G6}");
        moved.Write(output);
    }
}
