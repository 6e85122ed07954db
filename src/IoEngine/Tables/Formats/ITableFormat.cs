using IoEngine.Accounts;
using IoEngine.Tables.Formats.Labelled;

namespace IoEngine.Tables.Formats;

/// <summary>A way in which tables are published or stored.</summary>
internal interface ITableFormat
{
    /// <summary>Name that the user may force it by, such as <c>pymrio</c>.</summary>
    string Name { get; }

    /// <summary>What it looks for, for the message where nothing is recognised.</summary>
    string LooksFor { get; }

    /// <summary>
    /// Whether the source has this format, judged by its content; must be quick and must not throw for foreign sources.
    /// </summary>
    bool Recognises(TableSource source);

    /// <summary>
    /// The tables of different years that the source holds, by the names of their files or folders; empty: one table, of the year
    /// that it states itself.
    /// </summary>
    /// <exception cref="InvalidDataFindingsException">An archive in the source is damaged.</exception>
    IReadOnlyList<HeldTable> Held(TableSource source) => [];

    /// <summary>Reads the table.</summary>
    /// <exception cref="InvalidDataFindingsException">The source is faulty: all findings.</exception>
    MrioTable Read(TableSource source, TableReadOptions options, CancellationToken cancellation);
}
