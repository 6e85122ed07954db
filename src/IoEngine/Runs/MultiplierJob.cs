using IoEngine.Accounts;
using IoEngine.Analysis;
using IoEngine.Numerics;
using IoEngine.Reporting;
using IoEngine.Tables;
using IoEngine.Validation;

namespace IoEngine.Runs;

/// <summary>The region × industry multiplier matrix of a table, per channel.</summary>
public static class MultiplierJob
{
    /// <summary>Reads, validates, factorises and computes.</summary>
    /// <param name="path">The table.</param>
    /// <param name="closure">Spelling of the closure, such as net-labour.</param>
    /// <param name="indicator">Indicator, such as valueAdded.</param>
    /// <param name="roles">Roles that the format does not say; null: none.</param>
    /// <param name="cancellation">Cancels inside the factorisation.</param>
    /// <remarks>
    /// Household parameters are those of a run without a file of its own: the shipped row of each region's country, else the average country.
    /// </remarks>
    /// <returns>effect in each receiving region per unit ordered from each industry.</returns>
    /// <exception cref="IoEngineException">The table, closure or indicator can't be used.</exception>
    public static Multipliers Compute(string path, string closure, string indicator, TableRoles? roles = null, CancellationToken cancellation = default)
    {
        var table = TableValidator.Validate(TableReader.Read(path, null, cancellation), roles);
        var households = new RegionHouseholds(null, table.Table.Regions).Parameters;
        var model = ImpactModel.Build(table, new Closure { Kind = Closure.Parse(closure), Households = households }, SolveOptions.Default, cancellation);
        return model.Multipliers(model.Indicators[indicator], cancellation);
    }

    /// <summary>The matrix as a tidy table: a row a channel, receiving region and industry; cells that are exactly zero are left out.</summary>
    public static ResultTable ToTable(Multipliers multipliers)
    {
        ArgumentNullException.ThrowIfNull(multipliers);
        var table = ResultLayouts.LongMultipliers();
        var unit = multipliers.Indicator.IsMoney ? "per unit of money ordered" : $"{multipliers.Indicator.Unit} per unit of the table's money ordered";
        foreach (var channel in Enum.GetValues<Channel>())
        {
            for (var r = 0; r < multipliers.Regions.Count; r++)
            {
                for (var j = 0; j < multipliers.Industries.Count; j++)
                {
                    var value = multipliers[channel, r, j];
                    var industry = multipliers.Industries[j];
                    if (value != 0)
                        table.Add(multipliers.Indicator.Name, channel.ToString().ToLowerInvariant(), multipliers.Regions[r].Code, industry.Region.Code,
                            industry.Sector.Code, value, unit);
                }
            }
        }

        return table;
    }

    /// <summary>Writes the tidy table as CSV or Parquet, by the extension; the file appears whole or not at all.</summary>
    /// <exception cref="ConfigException">The extension is neither, or the file can't be written.</exception>
    public static void Write(Multipliers multipliers, string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var writer = ResultWriters.For(Path.GetExtension(file).TrimStart('.').ToLowerInvariant());
        var partial = $"{file}.partial-{Guid.NewGuid():N}";
        try
        {
            using (var stream = new FileStream(partial, FileMode.CreateNew, FileAccess.Write)) writer.Write(ToTable(multipliers), stream);
            File.Move(partial, file, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException([Finding.Error("OUTPUT-UNWRITABLE", file, "The file can't be written.", fault.Message, "a file that may be created",
                "Choose another file with --out.")]);
        }
        finally
        {
            if (File.Exists(partial)) File.Delete(partial);
        }
    }
}
