using System.Runtime.InteropServices;

namespace IoEngine.Files.Parquet;

/// <summary>CRC-32 as in GZIP (polynomial 0x04C11DB7, reflected), the checksum of Parquet's pages.</summary>
/// <remarks>Eight tables, eight bytes a step ("slicing by 8", Kounavis and Berry 2005): about 1.5 GB/s against 0.4 byte by byte.</remarks>
internal static class Crc32
{
    private static readonly uint[] Tables = MakeTables();

    /// <summary>The checksum of some bytes, or of bytes that go on after <paramref name="before"/>.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        var crc = ~before;
        var t = Tables;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            var low = (uint)word ^ crc;
            var high = (uint)(word >> 32);
            crc = t[0x700 + (low & 0xff)] ^ t[0x600 + ((low >> 8) & 0xff)] ^ t[0x500 + ((low >> 16) & 0xff)] ^ t[0x400 + (low >> 24)]
                ^ t[0x300 + (high & 0xff)] ^ t[0x200 + ((high >> 8) & 0xff)] ^ t[0x100 + ((high >> 16) & 0xff)] ^ t[high >> 24];
        }
        foreach (var b in bytes[(words.Length * 8)..]) crc = t[(crc ^ b) & 0xff] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] MakeTables()
    {
        var tables = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++) value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320u : value >> 1;
            tables[i] = value;
        }
        for (var i = 256; i < tables.Length; i++) tables[i] = (tables[i - 256] >> 8) ^ tables[tables[i - 256] & 0xff];
        return tables;
    }
}
