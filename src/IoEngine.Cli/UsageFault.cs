using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace IoEngine.Cli;

/// <summary>Faults of the command line in the engine's words, where the parser would name types of the platform.</summary>
internal static class UsageFault
{
    /// <summary>Values that the parser takes and nobody means.</summary>
    public static IEnumerable<string> Values(ParseResult parsed) => [.. Empty(parsed), .. Swallowed(parsed), .. Commas(parsed)];

    // A script whose variable is not set: the working folder would be meant by no one.
    private static IEnumerable<string> Empty(ParseResult parsed) =>
        Given(parsed).Where(g => string.IsNullOrWhiteSpace(g.Value)).Select(g => Finding.Error("USAGE-EMPTY", g.Name,
            "The value is empty.", $"'{g.Value}'", "a value", "Write one, or leave the option out.").ToString());

    // "--out --force" would write a folder named --force.
    private static IEnumerable<string> Swallowed(ParseResult parsed)
    {
        var names = parsed.CommandResult.Command.Options.Concat(parsed.RootCommandResult.Command.Options)
            .SelectMany(o => o.Aliases.Append(o.Name)).ToHashSet(StringComparer.Ordinal);
        return Given(parsed).Where(g => names.Contains(g.Value))
            .Select(g => Finding.Error("USAGE-VALUE", g.Name, "An option stands where the value should be.",
                $"'{g.Value}'", "a value", $"Write the value after {g.Name}; './{g.Value}' is a file of that name.").ToString());
    }

    private static IEnumerable<(string Name, string Value)> Given(ParseResult parsed) =>
        parsed.CommandResult.Children.Concat(parsed.RootCommandResult.Children).Distinct().SelectMany(r => r switch
        {
            OptionResult option => option.Tokens.Select(t => (option.Option.Name, t.Value)),
            ArgumentResult argument => argument.Tokens.Select(t => (argument.Argument.Name, t.Value)),
            _ => [],
        });

    // Numbers with a comma: the parser would take "1,5" for 15.
    private static IEnumerable<string> Commas(ParseResult parsed) => parsed.CommandResult.Children.OfType<OptionResult>()
        .Where(o => (Nullable.GetUnderlyingType(o.Option.ValueType) ?? o.Option.ValueType) is var t
            && (t == typeof(double) || t == typeof(int)))
        .SelectMany(o => o.Tokens.Where(t => t.Value.Contains(',', StringComparison.Ordinal))
            .Select(t => Finding.Error("USAGE-NUMBER", o.Option.Name,
                "A number is written without commas.", $"'{t.Value}'", "digits with '.' as decimal sign",
                "Write for example 0.5 or 1000.").ToString()));

    /// <summary>One line for people.</summary>
    public static string InWords(ParseError fault)
    {
        var option = fault.SymbolResult as OptionResult ?? fault.SymbolResult?.Parent as OptionResult;
        if (option is not { Tokens: [var token, ..] } || !fault.Message.Contains("expected type", StringComparison.Ordinal))
            return fault.Message;
        var type = Nullable.GetUnderlyingType(option.Option.ValueType) ?? option.Option.ValueType;
        if (type != typeof(int))
            return Finding.Error("USAGE-NUMBER", option.Option.Name, "This is not a number.", $"'{token.Value}'",
                "digits with '.' as decimal sign", "Write for example 0.001.").ToString();
        var meant = double.TryParse(token.Value, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture,
            out var value)
            && value == Math.Floor(value) && Math.Abs(value) <= int.MaxValue;
        return Finding.Error("USAGE-NUMBER", option.Option.Name, "This is not a whole number.", $"'{token.Value}'",
            $"digits only, at most {int.MaxValue}",
            meant ? string.Create(CultureInfo.InvariantCulture, $"Did you mean {value:F0}?") : "Write for example 4.").ToString();
    }
}
