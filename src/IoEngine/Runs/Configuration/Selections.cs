using System.Globalization;

namespace IoEngine.Runs.Configuration;

/// <summary>A set of years, written "1995-2010", "1995-2000,2005" or as a list. Immutable.</summary>
public sealed record YearSelection
{
    private const int MostYears = 1000;

    private YearSelection(string text, IReadOnlyList<int> years)
    {
        Text = text;
        Years = years;
    }

    /// <summary>As written, in the form with ranges.</summary>
    public string Text { get; }

    /// <summary>The years, ascending, each once.</summary>
    public IReadOnlyList<int> Years { get; }

    /// <summary>Reads "1995-2010" or "1995-2000,2005".</summary>
    public static bool TryParse(string text, out YearSelection? selection)
    {
        ArgumentNullException.ThrowIfNull(text);
        selection = null;
        var years = new SortedSet<int>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-', StringSplitOptions.TrimEntries);
            if (ends.Length > 2 || !TryYear(ends[0], out var first) || !TryYear(ends[^1], out var last) || last < first
                || last - first >= MostYears)
                return false;
            for (var year = first; year <= last; year++) years.Add(year);
        }

        selection = Of(years);
        return true;
    }

    /// <summary>The first range whose last year is before its first, and the same in order; null where there is none.</summary>
    internal static (string Found, string Expected)? Reversed(string text)
    {
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.Split('-', StringSplitOptions.TrimEntries) is [var a, var b] && TryYear(a, out var first)
                && TryYear(b, out var last) && last < first)
                return (part, $"{b}-{a}");
        }

        return null;
    }

    /// <summary>The selection of these years.</summary>
    public static YearSelection Of(IEnumerable<int> years)
    {
        var sorted = years.Distinct().Order().ToArray();
        return new YearSelection(Describe(sorted), sorted);
    }

    /// <inheritdoc/>
    public bool Equals(YearSelection? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static bool TryYear(string text, out int year) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out year) && year is >= 1000 and <= 9999;

    private static string Describe(int[] years)
    {
        var parts = new List<string>();
        for (var i = 0; i < years.Length;)
        {
            var j = i;
            while (j + 1 < years.Length && years[j + 1] == years[j] + 1) j++;
            parts.Add(i == j ? $"{years[i]}" : $"{years[i]}-{years[j]}");
            i = j + 1;
        }

        return string.Join(',', parts);
    }
}

/// <summary>What contributions would have bought otherwise, and how much of them. Immutable.</summary>
/// <param name="Mix">Whose usual purchases: government, household or investment.</param>
/// <param name="Amount">funded: the part that funds what is counted; all: the whole.</param>
public sealed record AlternativeSelection(string Mix, string Amount = AlternativeSelection.Funded)
{
    /// <summary>Contributions × counted spending / all spending.</summary>
    public const string Funded = "funded";

    /// <summary>All contributions.</summary>
    public const string All = "all";

    internal static readonly string[] Mixes = ["government", "household", "investment"];

    internal static readonly string[] Amounts = [Funded, All];

    /// <summary>Whether the part of the contributions counts that funds what is counted.</summary>
    public bool IsFunded => Amount == Funded;

    /// <inheritdoc/>
    public override string ToString() => $"{Mix}, {Amount}";
}

/// <summary>All regions, or a list of them. Immutable.</summary>
/// <param name="Items">The regions; null: all.</param>
public sealed record RegionSelection(IReadOnlyList<string>? Items)
{
    /// <summary>Every region.</summary>
    public static RegionSelection All { get; } = new((IReadOnlyList<string>?)null);

    /// <inheritdoc/>
    public bool Equals(RegionSelection? other) => other is not null
        && (Items is null ? other.Items is null : other.Items is not null && Items.SequenceEqual(other.Items));

    /// <inheritdoc/>
    public override int GetHashCode() => Items?.Count ?? -1;
}

/// <summary>Shares by name, or a file of them. Immutable.</summary>
/// <param name="Shares">The shares; null: they are in the file.</param>
/// <param name="Path">The file; null: none.</param>
public sealed record ShareSelection(IReadOnlyDictionary<string, double>? Shares, string? Path)
{
    /// <summary>No shares.</summary>
    public static ShareSelection None { get; } = new(new Dictionary<string, double>(), null);

    /// <inheritdoc/>
    public bool Equals(ShareSelection? other) => other is not null && Path == other.Path
        && (Shares is null ? other.Shares is null : other.Shares is not null && Shares.Count == other.Shares.Count
            && Shares.All(s => other.Shares.TryGetValue(s.Key, out var share) && share.Equals(s.Value)));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Shares?.Count);
}
