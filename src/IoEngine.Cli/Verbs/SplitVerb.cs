using System.CommandLine;
using IoEngine.Accounts;
using IoEngine.Runs.Jobs;

namespace IoEngine.Cli.Verbs;

/// <summary>ioe split: a region out of a rest of the world, a sector out of a sector.</summary>
internal sealed class SplitVerb : IVerb
{
    private readonly Option<string?> ofRegions = new("--region")
    {
        Description = "The region to split, such as ROW.", HelpName = "CODE",
    };
    private readonly Option<string?> ofSectors = new("--sector") { Description = "The sector to split.", HelpName = "CODE" };
    private readonly Option<string> into = new("--into")
    {
        Description = "The parts, such as CHE,ROW; one may keep the code. Targets say how large each but one is.",
        Required = true, HelpName = "CODE,CODE",
    };
    private readonly EstimateOptions options = new();

    public Command Command
    {
        get
        {
            var command = new Command("split", "A region or sector split into parts that meet totals and add up to the old "
                + "cells. " + WrittenTables.Rule) { ofRegions, ofSectors, into };
            options.AddTo(command, ofNationalTables: false);
            return command;
        }
    }

    public bool WritesFolder => true;

    public int Run(ParseResult result, Session session, CancellationToken cancellation)
    {
        var (region, sector) = (result.GetValue(ofRegions), result.GetValue(ofSectors));
        if ((region is null) == (sector is null))
            throw new ConfigException([Finding.Error("USAGE-SPLIT", "split", "Either a region or a sector is split.",
                region is null ? "neither" : "both", "--region CODE or --sector CODE", "Name one of the two.")]);
        var axis = region is null ? ConcordanceAxis.Sectors : ConcordanceAxis.Regions;
        var parts = result.GetRequiredValue(into)
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return options.Run(result, session,
            inputs => EstimationJob.Split(inputs, axis, region ?? sector!, parts, cancellation));
    }
}
