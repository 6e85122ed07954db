using System.Collections;

namespace IoEngine.Accounts;

/// <summary>An ordered set of labels with look-up: what a row or column index means. Immutable.</summary>
/// <typeparam name="T">Region, Sector, Industry, DemandColumn, FlowRow …</typeparam>
public sealed class Axis<T> : IReadOnlyList<T>, IEquatable<Axis<T>>
    where T : notnull
{
    private readonly T[] labels;
    private readonly Dictionary<T, int> index;

    /// <summary>Creates an axis.</summary>
    /// <param name="name">What the labels are, in the plural, for messages: "industries", "primary inputs".</param>
    /// <param name="labels">The labels, in order, each once.</param>
    /// <exception cref="InvalidDataFindingsException">A label occurs twice; every such label is named.</exception>
    public Axis(string name, IEnumerable<T> labels)
    {
        Name = name;
        this.labels = labels is T[] array ? (T[])array.Clone() : labels.ToArray();
        index = new Dictionary<T, int>(this.labels.Length);
        List<Finding>? duplicates = null;
        for (var i = 0; i < this.labels.Length; i++)
        {
            if (index.TryAdd(this.labels[i], i)) continue;
            (duplicates ??= []).Add(Finding.Error("LABEL-DUPLICATE", $"{name}, position {i + 1}", "A label occurs twice.",
                $"'{this.labels[i]}', first at position {index[this.labels[i]] + 1}", "each label once",
                "Rename or remove one of the two."));
        }

        if (duplicates is not null) throw new InvalidDataFindingsException($"The {name} have duplicate labels", duplicates);
    }

    /// <summary>What the labels are, in the plural.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public int Count => labels.Length;

    /// <inheritdoc/>
    public T this[int position] => labels[position];

    /// <summary>Position of <paramref name="label"/>, from zero.</summary>
    /// <exception cref="UnknownLabelException">The axis does not have it.</exception>
    public int IndexOf(T label) =>
        index.TryGetValue(label, out var i)
            ? i : throw new UnknownLabelException(label.ToString()!, Name, labels.Select(l => l.ToString()!));

    /// <summary>Position of <paramref name="label"/>, or false.</summary>
    public bool TryIndexOf(T label, out int position) => index.TryGetValue(label, out position);

    /// <summary>Whether the axis has <paramref name="label"/>.</summary>
    public bool Contains(T label) => index.ContainsKey(label);

    /// <summary>Same labels in the same order.</summary>
    public bool Equals(Axis<T>? other) =>
        ReferenceEquals(this, other) || (other is not null && labels.AsSpan().SequenceEqual(other.labels));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Axis<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(labels.Length, labels.Length == 0 ? 0 : labels[0].GetHashCode());

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)labels).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => labels.GetEnumerator();
}

/// <summary>Axes that follow from others.</summary>
/// <remarks>
/// Plain loops over codes: every run makes these axes before it computes anything, and generic iterators over labels are compiled
/// anew each time.
/// </remarks>
internal static class Axis
{
    /// <summary>Regions in order of appearance.</summary>
    public static Axis<Region> RegionsOf(Axis<Industry> industries, Axis<DemandColumn>? demand = null)
    {
        var codes = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < industries.Count; i++)
        {
            if (seen.Add(industries[i].Region.Code)) codes.Add(industries[i].Region.Code);
        }

        for (var c = 0; c < (demand?.Count ?? 0); c++)
        {
            if (seen.Add(demand![c].Region.Code)) codes.Add(demand[c].Region.Code);
        }

        return new Axis<Region>("regions", Array.ConvertAll(codes.ToArray(), code => new Region(code)));
    }

    /// <summary>Sectors in order of appearance.</summary>
    public static Axis<Sector> SectorsOf(Axis<Industry> industries)
    {
        var codes = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < industries.Count; i++)
        {
            if (seen.Add(industries[i].Sector.Code)) codes.Add(industries[i].Sector.Code);
        }

        return new Axis<Sector>("sectors", Array.ConvertAll(codes.ToArray(), code => new Sector(code)));
    }

    /// <summary>For each industry the position of its region.</summary>
    public static int[] RegionOf(Axis<Industry> industries, Axis<Region> regions)
    {
        var regionOf = new int[industries.Count];
        for (var i = 0; i < regionOf.Length; i++) regionOf[i] = regions.IndexOf(industries[i].Region);
        return regionOf;
    }
}
