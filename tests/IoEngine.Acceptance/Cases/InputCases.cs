namespace IoEngine.Acceptance.Cases;

/// <summary>A row for every folder of <c>../shared/cases/inputs</c>.</summary>
internal static class InputCases
{
    private const string Asked = "ORDERS-AMOUNT-QUESTION ORDERS-REJECTED";

    /// <summary>Orders that all units of money have in common.</summary>
    private static readonly InputCase Money = new("", "")
    {
        Orders = 1500, Places = "CHE 1000, DEU 500", Sectors = "C27 1000, F 500",
    };

    // Jobs of the orders at 1000 persons an industry in millions of euros; by elimination in another program.
    private const double JobsPerMillion = 0.00094573981175158246;

    /// <summary>Inputs that come to what their README expects.</summary>
    public static IReadOnlyList<InputCase> All { get; } =
    [
        // Numbers of orders. Nothing in the first four files shows the decimal sign, so that amounts with a point are asked
        // about, as those with a comma are.
        new("01-dot-thousands-only", "1.234 and 12.500 fit both signs: the question, not 14584") { Orders = 850, Finds = Asked, Places = "CHE 850", Says = "1.234" },
        new("01f-trailing-minus-thousands", "a minus behind shows no decimal sign: the question") { Orders = 850, Finds = Asked, Places = "DEU 850", Says = "1.234-" },
        new("01g-tab-thousands", "tabs show no decimal sign: the question") { Orders = 850, Finds = Asked, Places = "DEU 850", Says = "1.234" },
        new("01h-quoted-comma-file", "commas between the cells show no decimal sign of orders: the question") { Orders = 850, Finds = Asked, Places = "DEU 850", Says = "1.234" },
        new("01k-sap-minus-outvotes-comma", "12,50 has a decimal comma, so that 1.234- are thousands") { Orders = -6471.5, Finds = "ORDERS-NEGATIVE", Places = "DEU -6471.5" },
        new("39b-parquet-text-thousands", "text in Parquet is asked about as text in CSV is") { Orders = 850, Finds = Asked, Places = "DEU 850", Says = "1.234" },
        new("08-amount-with-currency-sign", "a sign that agrees with the currency column says nothing new")
        {
            Orders = 3912681.7, Finds = "COUNTRY-IN-REST", Places = "AUT 3805175, DEU 107506.7",
        },
        new("08b-amount-prefix-sign", "2.034.550 has two points, which are thousands") { Orders = 2644000, Finds = "COUNTRY-IN-REST", Places = "NLD 2644000" },

        // Marks of no data.
        new("02-country-NA-is-Namibia", "NA beside CH and No is Namibia, with a note; every other mark is no country")
        {
            Orders = 15000, Mapped = 3000, Finds = "COUNTRY-NA COUNTRY-IN-REST ORDERS-UNMAPPED", Places = "CHE 1000, NAM 1000, NOR 1000, unknown 12000",
        },
        new("02b-NA-mapped-by-user", "what the user maps is mapped, and NA beside it is Namibia")
        {
            Orders = 3000, Finds = "COUNTRY-NA COUNTRY-IN-REST", Places = "CHE 1000, DEU 1000, NAM 1000",
        },

        // Codes.
        new("03-nace-lost-zero", "one reading: 1, 1.11, 6.1, A1.1; two: 111 and 610, listed")
        {
            Orders = 511000, Mapped = 477000, Finds = "CODE-AMBIGUOUS CODE-REPAIRED ORDERS-UNMAPPED", Sectors = "A01 397000, B06 80000", Says = "NACE '610' (61.0 or, with a lost zero, 06.10) 32000 EUR",
        },
        new("03b-nace-concordance-lost-zero", "1 is division 01: a division has two digits, so that nothing else can be meant")
        {
            Orders = 3000, Finds = "CODE-REPAIRED", Sectors = "A01 1000, C26 2000",
        },
        new("03f-nace-several-or-text", "text behind or around a code is dropped; several codes in a cell are listed, since their shares are unknown")
        {
            Orders = 4095, Mapped = 56, Finds = "CODE-AMBIGUOUS CODE-REPAIRED ORDERS-UNMAPPED", Sectors = "C26 56", Says = "NACE '26,11' (26.11 with a decimal comma, or 26 and 11) 128 EUR",
        },
        new("04-cpv-mangled-by-excel", "eight digits with the zero back; a warning, since an exponent may have lost digits")
        {
            Orders = 1023000, Finds = "CODE-REPAIRED", Sectors = "A01 255000, C27 256000, F 512000",
        },
        new("04b-cpv-concordance-lost-zero", "3 and 9 are divisions 03 and 09 and no beginnings of 33 and 90, which nothing maps")
        {
            Orders = 15000, Mapped = 9000, Finds = "CODE-REPAIRED ORDERS-UNMAPPED", Sectors = "A01 1000, C27 8000",
        },
        new("04c-code-with-description", "a code is read whatever stands around it and however long that is; lists of two codes are listed")
        {
            Orders = 63000, Mapped = 15000, Finds = "CODE-AMBIGUOUS CODE-REPAIRED ORDERS-UNMAPPED", Sectors = "F 15000",
        },
        new("04g-cpv-several", "several codes are reported, not split: nothing says in which shares")
        {
            Orders = 127, Mapped = 96, Finds = "CODE-AMBIGUOUS CODE-REPAIRED ORDERS-UNMAPPED", Sectors = "F 96", Says = "'31000000-6, 45000000-7' (2 codes in one cell) 1 EUR",
        },
        new("11-code-collision", "in a scheme of one's own points are part of the code: 1.11 is not 11.1") { Orders = 3000, Sectors = "C26 1000, F 2000" },
        new("11b-code-collision-halves", "11.1 and 12 are unmapped, 1.20 begins with 1.2") { Orders = 7000, Mapped = 4000, Finds = "ORDERS-UNMAPPED", Sectors = "F 4000" },
        new("33-esif-austria-layout", "'66 - …' of 152 bytes is code 66") { Orders = 1453514.06, Finds = "COUNTRY-IN-REST", Sectors = "M72 403514.06, J61 1050000" },

        // Rates and prices.
        new("05-fx-per-euro", "a USD other than 1 contradicts the header: refused, since the file may be meant either way") { Code = 3, Finds = "CURRENCY-USD", Says = "fx.csv, line 3" },
        new("05b-fx-inverted", "a warning: rates do turn within a third in bad years") { Orders = 1966.5, Finds = "CURRENCY-INVERTED TABLE-EXTRAPOLATED" },
        new("05e-pence", "GBp is no currency: the row is refused with the cure, for pounds may be meant; 1000 GBP and 1000 EUR are read")
        {
            Orders = 2140.485312899, Finds = "ORDERS-REJECTED", Says = "'GBp' is a hundredth of a currency, as pence are|give the amount in the currency itself",
        },
        new("05f-fx-thousands-points", "23.050 fits both signs and nothing shows which: the question") { Code = 3, Finds = "CSV-NUMBER-QUESTION", Says = "fx.csv, line 4, column per_usd|'23.050'" },
        new("05i-fx-eur-one-no-usd", "a warning: some currencies are pegged to the dollar at 1") { Orders = 2119.5, Finds = "CURRENCY-ONE" },
        new("23c-deflator-percent-changes", "refused until deflatorKind says what they are") { Code = 3, Finds = "DEFLATOR-CHANGES", Says = "currency.deflatorKind" },

        // Dates.
        new("07-dates-with-zone", "the year as written, whatever the zone; what is no date is listed")
        {
            Orders = 12000, Finds = "ORDERS-REJECTED TABLE-EXTRAPOLATED", Years = "2009 1000, 2019 11000", Says = "'2019-05-17 somewhat later' is not a date",
        },
        new("35-parquet-timestamptz", "the year of UTC, with a warning that clocks elsewhere show 2019")
        {
            Orders = 1500, Finds = "ORDERS-DATE-UTC TABLE-EXTRAPOLATED", Years = "2018 1500",
        },
        new("35b-parquet-arrow-zone", "the year of the stored zone, Europe/Zurich") { Orders = 1500, Years = "2019 1500" },
        new("19e-membership-excel-dates", "29.09.1954 is a day beyond doubt") { Orders = 1500, Places = "CHE 1000, DEU 500" },

        // Countries.
        new("06-ted-several-winners", "DE---DE---DE is Germany; DE---CH is two countries in unknown shares, listed")
        {
            Orders = 10000, Mapped = 6000, Finds = "COUNTRY-UNKNOWN COUNTRY-IN-REST ORDERS-UNMAPPED", Says = "'DE---CH' (DEU or CHE) 1 order, 2000 EUR",
            Places = "DEU 5000, XKX 1000, DE---CH 2000, DE|CH 1000, DE,CH 1000",
        },
        new("10-country-names", "14 spellings stay unknown in one list: states that are now several, numbers, and what is no country")
        {
            Orders = 119328, Mapped = 104347, Finds = "COUNTRY-UNKNOWN COUNTRY-IN-REST ORDERS-UNMAPPED", Countries = 71, Says = "'Serbia and Montenegro' (SRB or MNE) 1 order, 1041 EUR",
        },
        new("10d-iso-names", "all 249, each another country") { Orders = 249, Finds = "COUNTRY-IN-REST", Countries = 249 },
        new("10j-common-english", "75 names of 56 countries") { Orders = 75, Finds = "COUNTRY-IN-REST", Countries = 56 },
        new("10k-german", "50 names of 46 countries") { Orders = 50, Finds = "COUNTRY-IN-REST", Countries = 46 },
        new("19g-membership-united-kingdom", "the rest of the world has members and others, and says so")
        {
            Orders = 3000, Finds = "COUNTRY-IN-REST GROUPS-MIXED", Places = "CHE 1000, GBR 2000",
        },

        // Units of money: what has one reading is read.
        Money with { Name = "12d-unit-MEUR", Why = "million euros", Jobs = JobsPerMillion },
        Money with { Name = "12e-unit-millionen", Why = "million euros", Jobs = JobsPerMillion },
        Money with { Name = "12-unit-mrd", Why = "10⁹ euros, so that a thousandth of the jobs go with each", Jobs = JobsPerMillion / 1e3 },
        Money with { Name = "12f-unit-tsd", Why = "10³ euros", Jobs = JobsPerMillion * 1e3 },
        Money with { Name = "12b-unit-100-million", Why = "10⁸ yen at 109 a dollar", Jobs = JobsPerMillion / 100 * 109 / 0.893 },
        Money with { Name = "12h-unit-trillion", Why = "10¹² dong at 23,050 a dollar", Jobs = JobsPerMillion / 1e6 * 23050 / 0.893 },

        // Units of counts: 3 thousand persons an industry.
        Money with { Name = "13-employment-1000p", Why = "thousand persons", Jobs = 3 * JobsPerMillion },
        Money with { Name = "13b-employment-ths-per", Why = "thousand persons", Jobs = 3 * JobsPerMillion },
        Money with { Name = "13c-employment-thousand-persons", Why = "thousand persons", Jobs = 3 * JobsPerMillion },
        new("13g-exiobase3-employment", "thousand persons; orders of a billion are told as absurd") { Orders = 1.5e9, Finds = "ORDERS-ABSURD", Jobs = 3e6 * JobsPerMillion },

        // Tables as text.
        new("14-r-write-table-header-short", "the corner is missing, as R leaves it") { Says = "Small invented table, 2019|valid" },
        new("14e-table-decimal-comma", "73,6 between semicolons has a decimal comma") { Says = "Small invented table, 2019|valid" },
        new("18c-long-years", "refused: the descriptor must say which of the two years is meant") { Code = 3, Finds = "CSV-WHERE", Says = "\"where\": { \"year\": \"2019\" }" },

        // Files.
        new("09-sep-line", "the line is no data, and names the delimiter") { Orders = 2001, Sectors = "C27 2001" },
        new("09b-sep-line-small-input", "as in orders") { Orders = 1500, Places = "CHE 1000, DEU 500" },
        new("09c-cr-only", "as in orders") { Orders = 2001, Places = "DEU 2001" },
        new("09d-preamble", "read, with a note where the header was found") { Orders = 2001, Finds = "ORDERS-PREAMBLE", Places = "DEU 2001", Says = "line 4" },
        new("09g-header-zero-width", "characters without width are no part of a name") { Orders = 1000, Places = "DEU 1000" },
        new("09h-duplicate-column", "refused: 1000 and 900 stand for one value") { Code = 3, Finds = "ORDERS-COLUMN-TWICE", Says = "column 5 'value', column 6 'value'" },
        new("09j-cp1252-small", "read as orders are") { Orders = 1500, Finds = "GROUPS-MIXED", Places = "CHE 1000, DEU 500" },
        new("09k-r-write-table", "blanks between the cells, and a header without the row names") { Orders = 1000, Places = "DEU 1000" },
        new("09l-r-write-csv2", "decimal commas, and NA without quotes is no data in every column")
        {
            Orders = 4002, Mapped = 2001, Finds = "ORDERS-NO-CURRENCY ORDERS-REJECTED ORDERS-UNMAPPED", Places = "DEU 3001.5, unknown 1000.5", Says = "line 3: the date is empty",
        },
        new("33b-esif-brandenburg-layout", "a real layout: signs of currency, European numbers and dates") { Orders = 107506.7, Finds = "ORDERS-ZERO", Places = "DEU 107506.7" },
        new("40-parquet-spark-folder", "a folder that holds nothing but Parquet parts and marks is what its parts are") { Orders = 1500, Places = "CHE 1000, DEU 500" },
        new("20-contributions", "1'234'567 and 1.234.567,00 have one reading") { Orders = 1500, Contributions = "CHE 1109123.0694164989, DEU 1234567" },
        new("20b-contributions-dots", "234.567 fits both signs: the question; N/A is nobody") { Code = 3, Finds = "CSV-NUMBER-QUESTION CSV-EMPTY", Says = "contributions.csv, line 2, column amount|'N/A'" },
        new("20c-contributions-twice", "added, as instalments are, with a note that says which lines; TOTAL is nobody")
        {
            Orders = 1500, Finds = "CONTRIBUTION-ADDED CONTRIBUTION-COUNTRY", Contributions = "CHE 2000, DEU 1000, TOTAL 3000", Says = "CHE 2019: 'CHE' (line 2), 'Switzerland' (line 3)",
        },
        new("26-mario-to-txt", "the descriptor goes before the layout that the folder also has") { Says = "Small invented table, 2019 (SYNTHETIC)|million EUR" },
        new("15-useeior-code-slash-location", "what the descriptor calls final demand stands before the divider, so that only item/region makes sense; item_region says so")
        {
            Finds = "CSV-ORDER", Says = "3 regions × 9 sectors, 27 industries|'HH/CHE', where 'HH' is final demand|Write \"item_region\"",
        },
        new("16-single-region-siot", "refused until its region is named: nothing in the files says whose table it is")
        {
            Code = 3, Finds = "CSV-REGION", Says = "header [item], index [item]|tables.region in the configuration, or --region CHE",
        },
        new("26c-descriptor-no-parameters", "the descriptor's year and unit; it names no value added, and that is said") { Code = 3, Finds = "ROLE-MISSING", Says = "My own description, 2015|thousand EUR" },
    ];
}
