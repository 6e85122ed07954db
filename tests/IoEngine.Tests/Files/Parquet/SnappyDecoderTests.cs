using IoEngine.Files.Parquet;

namespace IoEngine.Tests.Files.Parquet;

public class SnappyDecoderTests
{
    // Length, then a literal (00), copies with offsets of 11 bits (01), 16 bits (10) and 32 bits (11).
    [TestCase("04 0C 61 62 63 64", "abcd")]
    [TestCase("0A 04 61 62 11 02", "ababababab")]
    [TestCase("0B 04 61 62 11 02", "abababababa", false)]
    [TestCase("0A 04 61 62 09 02 04 79 7A", "ababababyz")]
    [TestCase("08 04 61 62 16 02 00", "abababab")]
    [TestCase("08 04 61 62 17 02 00 00 00", "abababab")]
    [TestCase("03 F0 02 61 62 63", "abc")]
    [TestCase("03 F4 02 00 61 62 63", "abc")]
    [TestCase("00", "")]
    [TestCase("04 0C 61 62 63", "abcd", false)]
    [TestCase("04 00 61 01 02", "aaaa", false)]
    [TestCase("05 00 61 01 01", "aaaaa")]
    [TestCase("05 00 61 01 00", "aaaaa", false)]
    [TestCase("05 00 61 0E 02 00", "aaaaa", false)]
    [TestCase("05 FC FF FF FF FF 61", "aaaaa", false)]
    [TestCase("05 00 61 01", "aaaaa", false)]
    [TestCase("06 00 61 01 01", "aaaaa", false)]
    [TestCase("FF FF FF FF FF", "", false)]
    [TestCase("", "", false)]
    public void Blocks_follow_the_format(string block, string text, bool isRight = true)
    {
        var input = block.Length == 0 ? [] : block.Split(' ').Select(part => Convert.ToByte(part, 16)).ToArray();
        var output = new byte[text.Length];
        if (!isRight)
        {
            Assert.Throws<ParquetFault>(() => SnappyDecoder.Decode(input, output));
            return;
        }
        SnappyDecoder.Decode(input, output);
        Assert.That(System.Text.Encoding.ASCII.GetString(output), Is.EqualTo(text));
    }

    [Test]
    public void Random_blocks_agree_with_a_plain_reading([Range(1, 50)] int seed)
    {
        // Builds a block from random literals and copies, and beside it the bytes that it stands for.
        var random = new Random(seed);
        List<byte> block = [], bytes = [];
        for (var part = 0; part < 200; part++)
        {
            if (bytes.Count == 0 || random.Next(2) == 0) AddLiteral(random, block, bytes);
            else AddCopy(random, block, bytes);
        }
        List<byte> length = [];
        for (var rest = bytes.Count; ; rest >>= 7)
        {
            length.Add((byte)(rest >= 0x80 ? rest | 0x80 : rest));
            if (rest < 0x80) break;
        }
        var output = new byte[bytes.Count];
        SnappyDecoder.Decode([.. length, .. block], output);
        Assert.That(output.AsSpan().SequenceEqual(bytes.ToArray()), Is.True);
    }

    private static void AddLiteral(Random random, List<byte> block, List<byte> bytes)
    {
        var literal = new byte[random.Next(1, random.Next(2) == 0 ? 17 : 300)];
        random.NextBytes(literal);
        if (literal.Length <= 60) block.Add((byte)((literal.Length - 1) << 2));
        else if (literal.Length <= 256) block.AddRange([60 << 2, (byte)(literal.Length - 1)]);
        else block.AddRange([61 << 2, (byte)(literal.Length - 1), (byte)((literal.Length - 1) >> 8)]);
        block.AddRange(literal);
        bytes.AddRange(literal);
    }

    private static void AddCopy(Random random, List<byte> block, List<byte> bytes)
    {
        var offset = random.Next(1, Math.Min(bytes.Count, random.Next(2) == 0 ? 20 : 60_000) + 1);
        var length = random.Next(1, 65);
        if (length is >= 4 and <= 11 && offset < 2048) block.AddRange([(byte)(1 | ((length - 4) << 2) | (offset >> 8 << 5)), (byte)offset]);
        else block.AddRange([(byte)(2 | ((length - 1) << 2)), (byte)offset, (byte)(offset >> 8)]);
        for (var i = 0; i < length; i++) bytes.Add(bytes[^offset]);
    }
}
