using IoEngine.Accounts;
using IoEngine.Tables.SupplyUse;

namespace IoEngine.Tables.Formats;

/// <summary>A format whose sources hold, or may hold, supply and use.</summary>
internal interface ISupplyUseFormat : ITableFormat
{
    /// <summary>Reads supply and use as published.</summary>
    /// <exception cref="InvalidDataFindingsException">The source is faulty or holds no supply and use: all findings.</exception>
    SupplyUseTable ReadSupplyUse(TableSource source, TableReadOptions options, CancellationToken cancellation);
}

/// <summary>Reads supply and use tables from disk.</summary>
public static class SupplyUseReader
{
    /// <summary>Reads the supply and use table at <paramref name="path"/>: a folder or a .zip with both parts.</summary>
    /// <param name="path">Where the parts are.</param>
    /// <param name="options">Format, year, threads, progress; null: the defaults.</param>
    /// <param name="cancellation">Stops between blocks of rows.</param>
    /// <returns>
    /// V, U, Y and the primary inputs as published; see <see cref="SymmetricTable"/> for what can be made of them.
    /// </returns>
    /// <exception cref="InvalidDataFindingsException">
    /// The input is missing, of no format with supply and use, or faulty: every finding.
    /// </exception>
    /// <exception cref="ConfigException">The options name a format that does not exist.</exception>
    public static SupplyUseTable Read(string path, TableReadOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= TableReadOptions.Default;
        var forced = options.Format is null ? null : TableReader.Named(options.Format);
        var source = TableSource.Open(path);
        var format = forced ?? TableReader.Detect(source);
        return format is ISupplyUseFormat both
            ? both.ReadSupplyUse(source, options, cancellation)
            : throw new InvalidDataFindingsException("The supply and use table can't be read",
                Finding.Error("SUT-FORMAT", source.Place,
                    "Tables of this format have no supply and use.", format.Name, "FIGARO or GLORIA",
                    "Give the folder or zip with the supply and the use table."));
    }
}
