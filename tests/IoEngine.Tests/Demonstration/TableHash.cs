using System.Runtime.InteropServices;
using System.Security.Cryptography;
using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Tests.Demonstration;

/// <summary>SHA-256 of every bit of a table's numbers.</summary>
internal static class TableHash
{
    public static string Of(MrioTable table)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in new[] { table.Z.Values, table.Y.Values, table.V.Values, table.VY.Values, table.F.Values, table.FY.Values }) Add(hash, part);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, DenseMatrix matrix)
    {
        for (var j = 0; j < matrix.Columns; j++) hash.AppendData(MemoryMarshal.AsBytes(matrix.Column(j)));
    }
}
