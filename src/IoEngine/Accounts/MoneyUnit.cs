using System.Globalization;

namespace IoEngine.Accounts;

/// <summary>The unit of money flows: a currency (ISO 4217) and how many of it one unit is. Immutable.</summary>
/// <param name="Currency">ISO 4217 code, such as USD.</param>
/// <param name="Scale">1e6 for millions.</param>
public readonly record struct MoneyUnit(string Currency, double Scale)
{
    private static readonly (string Word, double Scale)[] Scales =
    [
        ("million", 1e6), ("mill", 1e6), ("mio", 1e6), ("mn", 1e6), ("m", 1e6),
        ("thousand", 1e3), ("thous", 1e3), ("k", 1e3), ("1000", 1e3), ("billion", 1e9), ("bn", 1e9),
    ];

    /// <summary>ISO 4217, with the codes withdrawn since 1990 that tables still use: three letters alone may also be FTE or TON.</summary>
    private static readonly HashSet<string> Currencies = new((
        "AED AFN ALL AMD ANG AOA ARS ATS AUD AWG AZN BAM BBD BDT BEF BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BYR BZD CAD CDF CHF CLP CNY COP CRC "
        + "CSD CUC CUP CVE CYP CZK DEM DJF DKK DOP DZD EEK EGP ERN ESP ETB EUR FIM FJD FKP FRF GBP GEL GHS GIP GMD GNF GRD GTQ GYD HKD HNL HRK HTG HUF "
        + "IDR IEP ILS INR IQD IRR ISK ITL JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LTL LUF LVL LYD MAD MDL MGA MKD MMK MNT "
        + "MOP MRO MRU MTL MUR MVR MWK MXN MYR MZN NAD NGN NIO NLG NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PTE PYG QAR ROL RON RSD RUB RUR RWF SAR SBD "
        + "SCR SDG SEK SGD SHP SIT SKK SLE SLL SOS SRD SSP STD STN SVC SYP SZL THB TJS TMT TND TOP TRL TRY TTD TWD TZS UAH UGX USD UYU UZS VEF VES VND "
        + "VUV WST XAF XCD XDR XEU XOF XPF YER YUM ZAR ZMK ZMW ZWD ZWL").Split(' '), StringComparer.OrdinalIgnoreCase);

    /// <summary>"million CHF".</summary>
    public override string ToString() => Scale switch
    {
        1 => Currency,
        1e3 => $"thousand {Currency}",
        1e6 => $"million {Currency}",
        1e9 => $"billion {Currency}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Scale} {Currency}"),
    };

    /// <summary>Reads the spellings that tables use: "Mill USD", "M.EUR", "million US$", "1000 USD"; "1000 FTE" and "Million Swiss francs" are not money here.</summary>
    public static bool TryParse(string text, out MoneyUnit unit)
    {
        unit = default;
        if (string.IsNullOrWhiteSpace(text)) return false;
        var words = text.Replace("US$", "USD", StringComparison.OrdinalIgnoreCase).Replace("US-$", "USD", StringComparison.OrdinalIgnoreCase)
            .Replace("€", "EUR", StringComparison.Ordinal)
            .Split([' ', '.', ',', '(', ')', '/', '_'], StringSplitOptions.RemoveEmptyEntries);
        // "million USD, all prices": ALL is the Albanian lek, but not in small letters beside another code.
        var codes = words.Where(Currencies.Contains).ToList();
        var capitals = codes.Where(c => !c.Any(char.IsAsciiLetterLower)).ToList();
        var currency = (capitals.Count > 0 ? capitals : codes).LastOrDefault()?.ToUpperInvariant();
        var scale = 1.0;
        foreach (var word in words)
        {
            var known = Scales.FirstOrDefault(s => s.Word.Equals(word, StringComparison.OrdinalIgnoreCase)
                || (s.Word.Length > 2 && word.Equals(s.Word + "s", StringComparison.OrdinalIgnoreCase)));
            if (known.Word is not null) scale *= known.Scale;
        }

        if (currency is null) return false;
        unit = new MoneyUnit(currency, scale);
        return true;
    }
}
