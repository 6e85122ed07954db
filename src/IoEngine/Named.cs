namespace IoEngine;

/// <summary>Many names in a message: the first of them, and how many there are. Pure.</summary>
internal static class Named
{
    /// <summary>"A, B, … (25 in all)"; all of them where they are few.</summary>
    /// <param name="names">The names.</param>
    /// <param name="most">How many are told.</param>
    /// <param name="separator">Between two.</param>
    public static string Some(IEnumerable<string> names, int most = 20, string separator = ", ")
    {
        var all = names.ToArray();
        return string.Join(separator, all.Take(most)) + (all.Length > most ? $"{separator}… ({all.Length} in all)" : "");
    }
}
