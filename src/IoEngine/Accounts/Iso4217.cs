namespace IoEngine.Accounts;

/// <summary>
/// Currency codes of ISO 4217, with those withdrawn since 1990 that tables still use: three letters alone may also be FTE or TON.
/// </summary>
internal static class Iso4217
{
    private static readonly HashSet<string> Codes = new((
        "AED AFN ALL AMD ANG AOA ARS ATS AUD AWG AZN BAM BBD BDT BEF BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BYR BZD CAD CDF "
            + "CHF CLP CNY COP CRC CSD CUC CUP CVE CYP CZK DEM DJF DKK DOP DZD EEK EGP ERN ESP ETB EUR FIM FJD FKP FRF GBP GEL "
            + "GHS GIP GMD GNF GRD GTQ GYD HKD HNL HRK HTG HUF IDR IEP ILS INR IQD IRR ISK ITL JMD JOD JPY KES KGS KHR KMF KPW "
            + "KRW KWD KYD KZT LAK LBP LKR LRD LSL LTL LUF LVL LYD MAD MDL MGA MKD MMK MNT MOP MRO MRU MTL MUR MVR MWK MXN MYR "
            + "MZN NAD NGN NIO NLG NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PTE PYG QAR ROL RON RSD RUB RUR RWF SAR SBD SCR SDG "
            + "SEK SGD SHP SIT SKK SLE SLL SOS SRD SSP STD STN SVC SYP SZL THB TJS TMT TND TOP TRL TRY TTD TWD TZS UAH UGX USD "
            + "UYU UZS VEF VES VND VUV WST XAF XCD XDR XEU XOF XPF YER YUM ZAR ZMK ZMW ZWD ZWL").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a word is a code, in any case.</summary>
    public static bool Contains(string word) => Codes.Contains(word);

    /// <summary>Whether a word is a code in capitals.</summary>
    public static bool IsCode(string word) => Codes.Contains(word) && !word.Any(char.IsAsciiLetterLower);
}
