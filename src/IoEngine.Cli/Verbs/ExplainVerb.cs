using System.CommandLine;
using System.Globalization;
using IoEngine.Analyses.Paths;
using IoEngine.Runs.Explanations;

namespace IoEngine.Cli.Verbs;

/// <summary>ioe explain: how one number came about.</summary>
internal sealed class ExplainVerb : IVerb
{
    private readonly Argument<string> results = new("RESULTS") { Description = "Results folder." };
    private readonly Option<string?> year = new("--year")
    {
        Description = "Year of the run; default the last one for a contract. Else also all, which is the default.",
        HelpName = "Y",
    };
    private readonly Option<string?> country = new("--country")
    {
        Description = "A receiving country: what it gets by channel, by whose orders, by sector; with --supplier what the "
            + "contract brings there, or all for every country.",
        HelpName = "C",
    };
    private readonly Option<string> indicator = new("--indicator")
    {
        Description = "Indicator for --country.", DefaultValueFactory = _ => "valueAdded", HelpName = "NAME",
    };
    private readonly Option<string?> supplier = new("--supplier")
    {
        Description = "A supplier country, with --sector: what a contract there brings where.", HelpName = "C",
    };
    private readonly Option<string?> sector = new("--sector") { Description = "The sector that would deliver.", HelpName = "S" };
    private readonly Option<string> amount = new("--amount")
    {
        Description = "Value of the contract at basic prices, report currency.", DefaultValueFactory = _ => "1000000",
        HelpName = "A",
    };
    private readonly Option<int> paths = new("--paths")
    {
        Description = "Supply paths to print.", DefaultValueFactory = _ => 15, HelpName = "N",
    };
    private readonly Option<double> cutoff = new("--cutoff")
    {
        Description = "Leave supply paths below this share of the multiplier.", DefaultValueFactory = _ => 0.001,
        HelpName = "SHARE",
    };
    private readonly Option<bool> induced = new("--induced")
    {
        Description = "Supply paths through the spending of incomes too, by the closure of the results.",
    };
    private readonly Option<string?> config = new("--config")
    {
        Description = "The configuration that was run: its tables are beside it.", HelpName = "CONFIG",
    };

    private readonly VerifyOption verify = new();

    public Command Command
    {
        get
        {
            var command = new Command("explain",
                "How one number came about: spend = value added by country + taxes + leaks; strongest supply paths.")
            {
                results, year, country, indicator, supplier, sector, amount, paths, cutoff, induced, config,
            };
            verify.AddTo(command);
            return command;
        }
    }

    public int Run(ParseResult result, Session session, CancellationToken cancellation)
    {
        RefuseIdle(result);
        var folder = result.GetRequiredValue(results);
        var verified = verify.Read(result, session, folder);
        var about = ResultExplanation.Describe(folder, verified);
        session.Output.WriteLine($"{about.Name}{(about.Synthetic ? " (SYNTHETIC: invented data, no statistic)" : "")}");
        if (result.GetValue(supplier) is { } from) Contract(result, session, folder, verified, about, from, cancellation);
        else if (result.GetValue(sector) is not null)
            throw Usage("EXPLAIN-SUPPLIER", "--sector", "A contract needs a supplier country too.", "Add --supplier.");
        else if (result.GetValue(country) is { } to)
            ExplainText.Country(ResultExplanation.Country(folder, to, result.GetValue(year) ?? ResultExplanation.AllYears,
                result.GetValue(indicator)!, verified), result.GetValue(year) ?? ResultExplanation.AllYears, session.Output);
        else
        {
            ExplainText.Identity(ResultExplanation.Identity(folder, result.GetValue(year) ?? ResultExplanation.AllYears,
                verified), session.Output);
            session.Note("Ask further: --country AUT for what a country receives; --supplier CHE --sector NAME --amount 250000 "
                + "for a contract.");
        }

        return ExitCode.Done;
    }

    // An option that another question would need is not passed over in silence.
    private void RefuseIdle(ParseResult result)
    {
        var contract = Given(supplier) || Given(sector);
        Option[] ofCountry = [country, indicator], ofContract = [amount, paths, cutoff, induced, config];
        var idle = (contract ? [indicator] : Given(country) ? ofContract : [indicator, .. ofContract]).Where(Given).ToArray();
        if (idle.Length == 0) return;
        throw new ConfigException(idle.Select(o => Finding.Error("EXPLAIN-QUESTION", o.Name,
            contract ? "This belongs to a question about a country, not to one about a contract."
                : ofContract.Contains(o) ? "This belongs to a question about a contract."
                    : "This belongs to a question about a country.", expected: ofContract.Contains(o) ? "--supplier and --sector"
                        : contract ? "--country alone" : "--country",
            cure: contract ? "Ask the two questions one after the other."
                : ofContract.Contains(o) ? "Add --supplier and --sector, or leave it out." : "Add --country, or leave it out."))
            .ToArray());

        bool Given(Option option) => result.GetResult(option) is { Implicit: false };
    }

    private void Contract(ParseResult result, Session session, string folder, bool verified,
        (string Name, IReadOnlyList<string> Years, bool Synthetic, string Currency, string Closure) about,
        string from, CancellationToken cancellation)
    {
        if (result.GetValue(sector) is not { } of)
            throw Usage("EXPLAIN-SECTOR", "--supplier", "A contract needs a sector too.", "Add --sector, such as --sector C26.");
        var text = result.GetValue(amount)!;
        var digits = string.Concat(text.Where(c => !" '\u2019\u00A0\u202F_".Contains(c)));
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var value) || value > 1e13m)
            throw Usage("EXPLAIN-AMOUNT", "--amount", $"'{text}' is no amount.",
                "Write digits with '.' as decimal sign, such as 250000 or 250'000.");
        var share = result.GetValue(cutoff);
        if (share is not (> 0 and <= 1))
            throw Usage("EXPLAIN-CUTOFF", "--cutoff", $"{share} is no share.",
                "Write a number above 0, at most 1, such as 0.001.");
        var question = new ContractQuestion(result.GetValue(year) ?? about.Years[^1], from, of, value, result.GetValue(induced));
        var explanation = ContractExplanation.Of(folder, question, result.GetValue(config),
            new PathOptions { RelativeCutoff = share }, verified, cancellation);
        ExplainText.Contract(explanation, about.Currency, about.Closure, result.GetValue(country), result.GetValue(paths),
            session);
    }

    private static ConfigException Usage(string code, string place, string message, string cure) =>
        new([Finding.Error(code, place, message, cure: cure)]);
}
