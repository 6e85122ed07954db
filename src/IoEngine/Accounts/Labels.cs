namespace IoEngine.Accounts;

/// <summary>A region (country, or group of countries) of a table, by the code the table uses. Immutable.</summary>
public readonly record struct Region(string Code)
{
    /// <inheritdoc/>
    public override string ToString() => Code;
}

/// <summary>A sector (industry or product) of a table, by the code the table uses. Immutable.</summary>
public readonly record struct Sector(string Code)
{
    /// <inheritdoc/>
    public override string ToString() => Code;
}

/// <summary>Sector j in region r: the index rj of Z, A, L, x, f. Immutable.</summary>
public readonly record struct Industry(Region Region, Sector Sector)
{
    /// <summary>Shorthand for codes.</summary>
    public Industry(string region, string sector)
        : this(new Region(region), new Sector(sector))
    {
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Region.Code}.{Sector.Code}";
}

/// <summary>A column of final demand Y: the region that buys and the category (household, government …). Immutable.</summary>
public readonly record struct DemandColumn(Region Region, string Category)
{
    /// <summary>Shorthand for codes.</summary>
    public DemandColumn(string region, string category)
        : this(new Region(region), category)
    {
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Region.Code}.{Category}";
}

/// <summary>A row of V or F: a primary input or a satellite flow, with the unit of its cells. Immutable.</summary>
/// <remarks>
/// Satellite rows are named <c>extension/row</c>, such as <c>employment/persons</c>. Two rows with one name are duplicates
/// whatever their units.
/// </remarks>
public readonly record struct FlowRow(string Name, Unit Unit)
{
    /// <summary>A row whose unit is spelled as in <see cref="Unit.Read"/>.</summary>
    public FlowRow(string name, string unit)
        : this(name, Unit.Read(unit))
    {
    }

    /// <inheritdoc/>
    public bool Equals(FlowRow other) => Name == other.Name;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
