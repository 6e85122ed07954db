using System.Buffers.Text;
using System.Text;

namespace IoEngine.Demonstration;

/// <summary>Orders as delimited text, straight to bytes: 1.3 million rows in a second or two.</summary>
internal static class OrdersCsv
{
    private const string Header =
        "order_id,date,supplier_id,supplier_country,purchase_code,nace,value,currency,on_site,in_kind,funding\n";
    private const int LongestRow = 160;
    private const int ReportEvery = 50_000;

    /// <summary>Writes header and rows (UTF-8, comma, point, line feed).</summary>
    public static void Write(Stream stream, IEnumerable<DemonstrationOrder> orders, IProgress<int>? progress,
        CancellationToken cancellation)
    {
        var buffer = new byte[1 << 16];
        var at = Encoding.ASCII.GetBytes(Header, buffer);
        foreach (var order in orders)
        {
            if (at > buffer.Length - LongestRow)
            {
                stream.Write(buffer, 0, at);
                at = 0;
                cancellation.ThrowIfCancellationRequested();
            }

            at += Row(order, buffer.AsSpan(at));
            if (order.Number % ReportEvery == 0) progress?.Report(order.Number);
        }

        stream.Write(buffer, 0, at);
    }

    private static int Row(in DemonstrationOrder order, Span<byte> to)
    {
        var at = Text("PO", to);
        at += Digits(order.Number, 7, to[at..]);
        to[at++] = (byte)',';
        at += Digits(order.Date.Year, 4, to[at..]);
        to[at++] = (byte)'-';
        at += Digits(order.Date.Month, 2, to[at..]);
        to[at++] = (byte)'-';
        at += Digits(order.Date.Day, 2, to[at..]);
        at += Text(",S", to[at..]);
        at += Digits(order.SupplierNumber, 5, to[at..]);
        to[at++] = (byte)',';
        at += Text(order.SupplierCountry, to[at..]);
        to[at++] = (byte)',';
        at += Text(order.PurchaseCode, to[at..]);
        to[at++] = (byte)',';
        at += Text(order.Nace, to[at..]);
        to[at++] = (byte)',';
        at += Money(order.Cents, to[at..]);
        to[at++] = (byte)',';
        at += Text(order.Currency, to[at..]);
        at += Flag(order.OnSite, to[at..]);
        at += Flag(order.InKind, to[at..]);
        at += Flag(order.Funding, to[at..]);
        to[at++] = (byte)'\n';
        return at;
    }

    private static int Text(string text, Span<byte> to) => Encoding.ASCII.GetBytes(text, to);

    private static int Flag(bool value, Span<byte> to) => Text(value ? ",true" : ",false", to);

    private static int Digits(int value, int width, Span<byte> to)
    {
        Utf8Formatter.TryFormat(value, to, out var written, new System.Buffers.StandardFormat('D', (byte)width));
        return written;
    }

    private static int Money(long cents, Span<byte> to)
    {
        var at = 0;
        if (cents < 0) to[at++] = (byte)'-';
        cents = Math.Abs(cents);
        Utf8Formatter.TryFormat(cents / 100, to[at..], out var written);
        at += written;
        to[at++] = (byte)'.';
        return at + Digits((int)(cents % 100), 2, to[at..]);
    }
}
