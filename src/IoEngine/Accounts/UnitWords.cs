namespace IoEngine.Accounts;

/// <summary>
/// The words of units. Words with two readings are left out on purpose: <c>mil</c>, <c>bio</c>, <c>MM</c>, <c>T</c>, <c>$</c>,
/// <c>rupees</c>, <c>tons</c>.
/// </summary>
internal static class UnitWords
{
    /// <summary>
    /// Scales, in small letters. "Billion" is English, as tables are; the long scale is told by its plural or its language.
    /// </summary>
    public static readonly Dictionary<string, double> Scales = Of(
        (1e2, "hundred hundreds"),
        (1e3, "thousand thousands thous ths thsd k tsd tausend mille millier milliers miles mila migliaia milhares duizend tusen "
            + "tusind tys tis"),
        (1e5, "lakh lakhs lac lacs"),
        (1e6, "million millions millionen mill mio mn mln m millón millon millones milione milioni milhão milhões milhoes "
            + "miljoen miljoner"),
        (1e7, "crore crores"),
        (1e9, "billion billions bn bln mrd mrds md mds mld mia milliard milliards milliarde milliarden miliardo miliardi miljard "
            + "miljarden miljarder"),
        (1e12, "trillion trillions tn trn trln billones billionen"));

    /// <summary>Scales that are written as one character.</summary>
    public static readonly Dictionary<char, double> Characters = new()
    {
        ['十'] = 10, ['百'] = 100, ['千'] = 1e3, ['万'] = 1e4, ['萬'] = 1e4, ['亿'] = 1e8, ['億'] = 1e8,
    };

    /// <summary>What persons, full-time equivalents and hours are called, in small letters.</summary>
    public static readonly Dictionary<string, UnitKind> Counted = Of(
        (UnitKind.Persons,
            "p person persons people pers employed engaged employee employees employment worker workers job jobs headcount "
                + "headcounts personen person beschäftigte erwerbstätige personnes emplois salariés personas empleos ocupados "
                + "persone occupati"),
        (UnitKind.FullTimeEquivalents, "fte ftes awu ula etp vzä vollzeitäquivalent vollzeitäquivalente vollzeitäquivalenten"),
        (UnitKind.Hours, "h hr hrs hour hours hw stunden std heure heures horas ore"));

    /// <summary>Mass in tonnes and energy in terajoules, as written: MT may be a metric ton.</summary>
    public static readonly Dictionary<string, (UnitKind Kind, string Of, double Scale)> Physical = PhysicalUnits();

    /// <summary>Names and signs of currencies and their codes, the longest first.</summary>
    public static readonly (string Phrase, string Code)[] Currencies =
    [
        ("Japanese yen", "JPY"), ("Chinese yuan", "CNY"), ("Swiss francs", "CHF"), ("Swiss franc", "CHF"),
        ("Schweizer Franken", "CHF"), ("U.S. dollars", "USD"), ("US dollars", "USD"), ("US dollar", "USD"),
        ("U.S. dollar", "USD"), ("US-Dollar", "USD"), ("pounds sterling", "GBP"), ("pound sterling", "GBP"),
        ("Indian rupees", "INR"), ("renminbi", "CNY"), ("U.S.$", "USD"), ("US-$", "USD"), ("US $", "USD"), ("US$", "USD"),
        ("euros", "EUR"), ("yuan", "CNY"), ("RMB", "CNY"), ("euro", "EUR"), ("yen", "JPY"), ("€", "EUR"), ("£", "GBP"),
        ("₹", "INR"),
    ];

    /// <summary>Words that say nothing about the size of a unit.</summary>
    public static readonly HashSet<string> Fillers = [.. (
        "of in at the a x s current constant price prices basic purchasers purchaser producers producer nominal real chained "
            + "previous year years annual values value all top industry industries sectors flows cp number worked working zu "
            + "jeweiligen laufenden laufende preisen preise herstellungspreisen de des d en prix courants di prezzi correnti "
            + "precios corrientes").Split(' ')];

    private static Dictionary<string, T> Of<T>(params (T Meaning, string Words)[] lines)
    {
        var words = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (meaning, list) in lines)
        {
            foreach (var word in list.Split(' ')) words[word] = meaning;
        }

        return words;
    }

    private static Dictionary<string, (UnitKind, string, double)> PhysicalUnits()
    {
        var units = new Dictionary<string, (UnitKind, string, double)>(StringComparer.Ordinal);
        Add(UnitKind.Mass, "t", ("mg", 1e-9), ("g", 1e-6), ("kg", 1e-3), ("Mg", 1), ("t", 1), ("tonne", 1), ("tonnes", 1),
            ("kt", 1e3), ("Kt", 1e3), ("kilotonne", 1e3), ("kilotonnes", 1e3), ("Gg", 1e3),
            ("Mt", 1e6), ("Tg", 1e6), ("Gt", 1e9), ("Pg", 1e9));
        Add(UnitKind.Energy, "TJ", ("J", 1e-12), ("kJ", 1e-9), ("MJ", 1e-6), ("GJ", 1e-3), ("TJ", 1), ("PJ", 1e3), ("EJ", 1e6),
            ("kWh", 3.6e-6), ("MWh", 3.6e-3), ("GWh", 3.6), ("TWh", 3.6e3), ("toe", 0.041868), ("ktoe", 41.868), ("Mtoe", 41868));
        return units;

        void Add(UnitKind kind, string of, params (string Word, double Scale)[] words)
        {
            foreach (var (word, scale) in words) units[word] = (kind, of, scale);
        }
    }
}
