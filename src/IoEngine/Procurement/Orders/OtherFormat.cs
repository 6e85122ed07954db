namespace IoEngine.Procurement.Orders;

/// <summary>Files that are taken for CSV and are none, told by their first bytes.</summary>
internal static class OtherFormat
{
    private const string Workbook = "Open it in Excel, save the sheet as 'CSV UTF-8', and name that file under orders.path.";

    /// <summary>The error, where the bytes are not text; else null.</summary>
    public static Finding? Find(ReadOnlySpan<byte> first, string path)
    {
        if (first.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
            return Fault("ORDERS-WORKBOOK", path, "This is an Excel workbook (.xls), not CSV.", "the signature of an OLE file",
                Workbook);
        if (first.StartsWith("PK\u0003\u0004"u8))
        {
            var isWorkbook = first.IndexOf("[Content_Types].xml"u8) >= 0 || first.IndexOf("xl/"u8) >= 0
                || first.IndexOf("opendocument.spreadsheet"u8) >= 0;
            return isWorkbook ? Fault("ORDERS-WORKBOOK", path, "This is an Excel workbook (.xlsx), not CSV.",
                "the signature of a ZIP file, with a workbook inside", Workbook)
                : Fault("ORDERS-ARCHIVE", path, "This is a ZIP archive, not CSV.", "the signature of a ZIP file",
                    "Unpack it, or pack it with gzip as .csv.gz; if it is an Excel workbook, save the sheet as 'CSV UTF-8'.");
        }

        return first.StartsWith("PAR1"u8) ? Fault("ORDERS-PARQUET", path, "This is a Parquet file, not CSV.",
            "the signature of a Parquet file", "Let its name end in .parquet.")
            : first.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? Fault("ORDERS-GZIP", path, "This is packed with gzip.",
                "the signature of a gzip file", "Let its name end in .csv.gz.")
            : null;
    }

    private static Finding Fault(string code, string path, string message, string found, string cure) =>
        Finding.Error(code, path, message, found, "a .csv, .csv.gz or .parquet file", cure);
}
