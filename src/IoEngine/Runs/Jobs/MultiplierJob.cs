using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Numerics;
using IoEngine.Reporting;
using IoEngine.Reporting.Layouts;
using IoEngine.Runs.Inputs;
using IoEngine.Tables;
using IoEngine.Validation;

namespace IoEngine.Runs.Jobs;

/// <summary>The region × industry multiplier matrix of a table, per channel.</summary>
public static class MultiplierJob
{
    /// <summary>Reads, validates, factorises and computes.</summary>
    /// <param name="path">The table.</param>
    /// <param name="closure">Spelling of the closure, such as net-labour.</param>
    /// <param name="indicator">Indicator, such as valueAdded.</param>
    /// <param name="roles">Roles that the format does not say; null: none.</param>
    /// <param name="options">Format, year, region of a national table; null: the defaults.</param>
    /// <param name="accounts">Files of accounts to attach, or JSON lists of such; null: none.</param>
    /// <param name="cancellation">Cancels inside the factorisation.</param>
    /// <remarks>
    /// Household parameters are those of a run without a file of its own: the shipped row of each region's country, else the
    /// average country.
    /// </remarks>
    /// <returns>effect in each receiving region per unit ordered from each industry.</returns>
    /// <exception cref="IoEngineException">The table, closure or indicator can't be used.</exception>
    public static Multipliers Compute(string path, string closure, string indicator, TableRoles? roles = null,
        TableReadOptions? options = null, IReadOnlyList<string>? accounts = null, CancellationToken cancellation = default)
    {
        var kind = Closure.Parse(closure);
        var attached = AccountsOfTables.Named(accounts ?? [], cancellation);
        var (read, left) = AccountsOfTables.Attach(TableReader.Read(path, options, cancellation), attached, roles);
        var table = TableValidator.Validate(read, left);
        var model = ImpactModel.Build(table, new Closure { Kind = kind }, SolveOptions.Default, cancellation);
        return model.Multipliers(model.Indicators[indicator], cancellation);
    }

    /// <summary>
    /// The matrix as a tidy table: a row a channel, receiving region and industry; cells that are exactly zero are left out.
    /// </summary>
    public static ResultTable ToTable(Multipliers multipliers)
    {
        ArgumentNullException.ThrowIfNull(multipliers);
        return MultiplierFiles.LongOf(multipliers);
    }

    /// <summary>Refuses a file that <see cref="Write"/> would refuse, before anything is computed.</summary>
    /// <param name="file">The file to write.</param>
    /// <param name="replace">Whether what is there may be replaced.</param>
    /// <exception cref="ConfigException">The extension is neither, or the file exists.</exception>
    public static void RequireWritable(string file, bool replace = false) => ResultFile.Require(file, replace);

    /// <summary>Writes the tidy table as CSV or Parquet, by the extension; the file appears whole or not at all.</summary>
    /// <param name="multipliers">The matrix.</param>
    /// <param name="file">The file to write; its folder is made where there is none.</param>
    /// <param name="replace">Whether what is there may be replaced.</param>
    /// <returns>What could not be tidied away afterwards; the file is in its place all the same.</returns>
    /// <exception cref="ConfigException">The extension is neither, the file exists, or it can't be written.</exception>
    public static IReadOnlyList<Finding> Write(Multipliers multipliers, string file, bool replace = false) =>
        ResultFile.Write(ToTable(multipliers), file, replace);
}
