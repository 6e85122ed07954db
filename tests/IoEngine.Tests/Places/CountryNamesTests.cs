using IoEngine.Places;

namespace IoEngine.Tests.Places;

public class CountryNamesTests
{
    private static string Read(string cell) => CountryConcordance.Default.CountryOf(cell);

    [TestCase("Iso2", "GB=GBR gb=GBR CH=CHE XK=XKX el=GRC UK=GBR")]
    [TestCase("Iso3", "GBR=GBR che=CHE XKX=XKX XKK=XKX ROM=ROU ZAR=COD SUI=CHE GER=DEU")]
    [TestCase("short names of ISO 3166-1", "United Kingdom=GBR|Tanzania, United Republic of=TZA|Bolivia, Plurinational State of=BOL|Venezuela, Bolivarian Republic of=VEN"
        + "|Virgin Islands, British=VGB|Virgin Islands, U.S.=VIR|Korea, Republic of=KOR|Korea, Democratic People's Republic of=PRK|Saint Martin (French part)=MAF"
        + "|Sint Maarten (Dutch part)=SXM|Bonaire, Sint Eustatius and Saba=BES|Saint Helena, Ascension and Tristan da Cunha=SHN|Palestine, State of=PSE"
        + "|Micronesia, Federated States of=FSM|Holy See (Vatican City State)=VAT|Congo, The Democratic Republic of the=COD|Cocos (Keeling) Islands=CCK")]
    [TestCase("with (the)", "United Kingdom (the)=GBR|Netherlands (the)=NLD|Netherlands (Kingdom of the)=NLD|Bahamas (the)=BHS|Congo (the Democratic Republic of the)=COD|Niger (the)=NER"
        + "|The United Kingdom=GBR|the Gambia=GMB|The Philippines=PHL|Cayman Islands (the)=CYM")]
    [TestCase("official names", "French Republic=FRA|Kingdom of Belgium=BEL|Republic of Austria=AUT|Italian Republic=ITA|Federal Republic of Nigeria=NGA|Grand Duchy of Luxembourg=LUX"
        + "|the State of Eritrea=ERI|Democratic Socialist Republic of Sri Lanka=LKA|Socialist Republic of Viet Nam=VNM|United Mexican States=MEX"
        + "|United Kingdom of Great Britain and Northern Ireland=GBR|Hellenic Republic=GRC|Kingdom of the Netherlands=NLD")]
    [TestCase("World Bank", "Egypt, Arab Rep.=EGY|Korea, Rep.=KOR|Korea, Dem. People's Rep.=PRK|Congo, Dem. Rep.=COD|Congo, Rep.=COG|Iran, Islamic Rep.=IRN|Gambia, The=GMB|Bahamas, The=BHS"
        + "|Yemen, Rep.=YEM|Micronesia, Fed. Sts.=FSM|Hong Kong SAR, China=HKG|Macao SAR, China=MAC|West Bank and Gaza=PSE|Venezuela, RB=VEN|Lao PDR=LAO|Kyrgyz Republic=KGZ"
        + "|Slovak Republic=SVK|Virgin Islands (U.S.)=VIR|St. Lucia=LCA|St. Kitts and Nevis=KNA|Macedonia, FYR=MKD|Somalia, Fed. Rep.=SOM|Turkiye=TUR")]
    [TestCase("United Nations", "Bolivia (Plurinational State of)=BOL|Iran (Islamic Republic of)=IRN|Micronesia (Federated States of)=FSM|China, Hong Kong SAR=HKG|Republic of Korea=KOR"
        + "|D.P.R. of Korea=PRK|Dem. Rep. of the Congo=COD|Lao People's Dem. Rep.=LAO|United Rep. of Tanzania=TZA|The former Yugoslav Republic of Macedonia=MKD"
        + "|Wallis and Futuna Islands=WLF|Svalbard and Jan Mayen Islands=SJM|United States Virgin Islands=VIR|China, Macao Special Administrative Region=MAC|Republic of Moldova=MDA")]
    [TestCase("common English", "Great Britain=GBR|England=GBR|Scotland=GBR|Northern Ireland=GBR|U.K.=GBR|USA=USA|U.S.A.=USA|U.S.=USA|United States of America=USA|South Korea=KOR|Korea, South=KOR"
        + "|S. Korea=KOR|North Korea=PRK|Holland=NLD|The Netherlands=NLD|Ivory Coast=CIV|Burma=MMR|Swaziland=SWZ|Eire=IRL|Vatican City=VAT|East Timor=TLS|Palestine=PSE|Mainland China=CHN")]
    [TestCase("French", "Royaume-Uni=GBR|Allemagne=DEU|Suisse=CHE|Pays-Bas=NLD|États-Unis=USA|Etats-Unis d'Amérique=USA|Corée du Sud=KOR|République tchèque=CZE|Grèce=GRC|Irlande=IRL"
        + "|Afrique du Sud=ZAF|Nouvelle-Zélande=NZL|Fédération de Russie=RUS|Roumanie=ROU")]
    [TestCase("German", "Vereinigtes Königreich=GBR|Vereinigtes Koenigreich=GBR|Großbritannien=GBR|Grossbritannien=GBR|Niederlande=NLD|Tschechien=CZE|Tschechische Republik=CZE|Südkorea=KOR"
        + "|Suedkorea=KOR|SÜDKOREA=KOR|Oesterreich=AUT|Türkei=TUR|Tuerkei=TUR|Griechenland=GRC|Elfenbeinküste=CIV|Island=ISL|Irland=IRL|Bundesrepublik Deutschland=DEU|Slowakei=SVK")]
    [TestCase("Italian", "Regno Unito=GBR|Germania=DEU|Svizzera=CHE|Paesi Bassi=NLD|Stati Uniti=USA|Corea del Sud=KOR|Repubblica Ceca=CZE|Grecia=GRC|Irlanda=IRL|Sudafrica=ZAF|Nuova Zelanda=NZL")]
    [TestCase("Spanish", "Reino Unido=GBR|Alemania=DEU|Suiza=CHE|Países Bajos=NLD|Estados Unidos=USA|EE.UU.=USA|Corea del Sur=KOR|República Checa=CZE|Grecia=GRC|Sudáfrica=ZAF|Nueva Zelanda=NZL")]
    [TestCase("own languages", "Polska=POL|Česko=CZE|Česká republika=CZE|Magyarország=HUN|Ελλάδα=GRC|ΕΛΛΑΔΑ=GRC|Suomi=FIN|Sverige=SWE|Norge=NOR|Danmark=DNK|Türkiye=TUR|España=ESP|Espanya=ESP|Hrvatska=HRV|България=BGR|日本=JPN")]
    [TestCase("& and St.", "Bosnia & Herzegovina=BIH|Bosnia-Herzegovina=BIH|Trinidad & Tobago=TTO|Trinidad and Tobago=TTO|Antigua and Barbuda=ATG|Antigua & Barbuda=ATG|Saint Lucia=LCA|St Lucia=LCA"
        + "|St. Vincent & the Grenadines=VCT|Saint Vincent and The Grenadines=VCT|Sao Tome & Principe=STP|St. Kitts & Nevis=KNA|Saint-Kitts-et-Nevis=KNA|Turks & Caicos Islands=TCA|St. Barthélemy=BLM")]
    [TestCase("signs", "Côte d’Ivoire=CIV|Cote d'Ivoire=CIV|COTE D IVOIRE=CIV|Côte d´Ivoire=CIV|Curaçao=CUW|Curacao=CUW|Réunion=REU|Åland Islands=ALA|Aland Islands=ALA|São Tomé and Príncipe=STP|TÜRKİYE=TUR|GERMANY=DEU")]
    [TestCase("Kosovo", "Kosovo=XKX|XK=XKX|XKX=XKX|XKK=XKX|Kosovo*=XKX|Kosovo (UNSCR 1244/99)=XKX|Republic of Kosovo=XKX|1A=XKX")]
    [TestCase("states under one successor", "German Democratic Republic=DEU|DDR=DEU|East Germany=DEU|Zaire=COD|Burma=MMR|Upper Volta=BFA|Dahomey=BEN|Southern Rhodesia=ZWE|TP=TLS|France, Metropolitan=FRA|FX=FRA")]
    [TestCase("a country said twice", "DE---DE=DEU|DE---DE---DE=DEU|DE / DE=DEU|DE;DE=DEU|CH - Switzerland=CHE|Switzerland (CH)=CHE|CHN - China=CHN|Germany, DE=DEU|Germany [DEU]=DEU")]
    [TestCase("territorial units", "DE212=DEU|FR1=FRA|UKI31=GBR|EL30=GRC|CH040=CHE|GB-SCT=GBR|GB-NIR=GBR")]
    public void A_usual_spelling_is_its_country(string kind, string pairs)
    {
        var all = pairs.Split(pairs.Contains('|') ? '|' : ' ').Select(p => p.Split('=')).ToArray();
        Assert.That(all, Has.Length.GreaterThanOrEqualTo(5), kind);
        Assert.That(all.Select(p => (p[0], Read(p[0]))), Is.EqualTo(all.Select(p => (p[0], p[1]))));
    }

    [TestCase("Serbia and Montenegro", "SRB MNE")]
    [TestCase("SCG", "SRB MNE")]
    [TestCase("CS", "CZE SVK SRB MNE")]
    [TestCase("Tschechoslowakei", "CZE SVK")]
    [TestCase("YU", "BIH HRV MKD MNE SRB SVN XKX")]
    [TestCase("Federal Republic of Yugoslavia", "BIH HRV MKD MNE SRB SVN XKX")]
    [TestCase("Netherlands Antilles", "BES CUW SXM")]
    [TestCase("AN", "BES CUW SXM")]
    [TestCase("Channel Islands", "GGY JEY")]
    [TestCase("Virgin Islands", "VGB VIR")]
    [TestCase("Saint Martin", "MAF SXM")]
    [TestCase("St. Martin", "MAF SXM")]
    [TestCase("Belgium-Luxembourg", "BEL LUX")]
    [TestCase("DE---CH", "DEU CHE")]
    [TestCase("DE|CH", "DEU CHE")]
    [TestCase("Georgia, USA", "GEO USA")]
    public void What_may_be_several_countries_is_none_and_says_which(string cell, string countries)
    {
        Assert.That(CountryBook.Default.InCell(cell).Select(c => c.Iso3), Is.EqualTo(countries.Split(' ')));
        Assert.That(CountryBook.Default.TryFind(cell, out _), Is.False);
        Assert.That(Read(cell), Is.EqualTo(cell));
        Assert.That(CountryBook.Default.Shown(cell), Does.StartWith($"'{cell}' (").And.Contain(" or "));
    }

    [TestCase("USSR", 15)]
    [TestCase("Former Soviet Union", 15)]
    [TestCase("Sowjetunion", 15)]
    [TestCase("URSS", 15)]
    [TestCase("SU", 15)]
    public void The_Soviet_Union_is_fifteen_countries(string cell, int count) => Assert.That(CountryBook.Default.InCell(cell), Has.Count.EqualTo(count));

    [TestCase("A B E I EN JA SP SW XX ZZ QQ x EU EU27_2020 Extra-EU")]
    [TestCase("Nein MULTIPLE div. various İTALYA ＤＥ Atlantis")]
    [TestCase("004 756 276 World International CERN")]
    [TestCase("DE2A1X ZZ123 US12 DE-12345 DE/Atlantis")]
    public void What_is_no_spelling_of_a_country_stays_as_found(string cells)
    {
        foreach (var cell in cells.Split(' ').NotEmpty())
        {
            Assert.That(CountryBook.Default.InCell(cell), Is.Empty, cell);
            Assert.That(Read($" {cell} "), Is.EqualTo(cell));
        }
    }

    [Test]
    public void A_region_of_a_table_is_a_country_by_its_code_or_name_only()
    {
        foreach (var code in new[] { "DE212", "DE---DE", "CH - Switzerland" }) Assert.That(CountryBook.Default.TryFind(code, out _), Is.False, code);
    }

    [Test]
    public void Every_name_of_the_shipped_lists_is_its_own_country_and_no_others()
    {
        var rows = File.ReadLines(Path.Combine(SharedData.Repository(), "data", "concordances", "country_names.csv")).Skip(1).Select(Cells).ToArray();
        Assert.That(rows, Has.Length.GreaterThan(1000));
        Assert.That(rows.Where(r => string.Join('|', CountryBook.Default.InCell(r[1]).Select(c => c.Iso3)) != r[0]).Select(r => r[1]), Is.Empty);
        foreach (var language in new[] { "en", "fr", "de", "it", "es" }) Assert.That(rows.Count(r => r[2] == $"CLDR {language}"), Is.GreaterThan(5), language);
        var countries = CountryBook.Default.Countries;
        Assert.That(countries, Has.Count.EqualTo(250));
        foreach (var c in countries.NotEmpty())
            Assert.That(new[] { c.Iso3, c.Iso2, c.Name }.Select(Read), Is.All.EqualTo(c.Iso3), c.Name);
    }

    [Test]
    public void The_spellings_that_were_not_recognised_are_now()
    {
        var rows = File.ReadLines(SharedData.Path("data", "reference", "country_spellings_not_recognised.csv")).Skip(1).Select(Cells).ToArray();
        Assert.That(rows, Has.Length.GreaterThan(40));
        Assert.That(rows.Where(r => r[0] != "SCG" && Read(r[1]) != r[0]).Select(r => r[1]), Is.Empty);
    }

    private static string[] Cells(string line)
    {
        if (!line.Contains('"')) return line.Split(',');
        var quoted = line.Split('"');
        return [.. quoted[0].TrimEnd(',').Split(',', StringSplitOptions.RemoveEmptyEntries), quoted[1], .. quoted[2].TrimStart(',').Split(',')];
    }
}
