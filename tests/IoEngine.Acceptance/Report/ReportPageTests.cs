using System.Globalization;
using System.Text.RegularExpressions;
using IoEngine.Impact;
using IoEngine.Reporting;
using IoEngine.Reporting.Html;
using IoEngine.Runs;
using IoEngine.Runs.Configuration;
using Microsoft.Playwright;

namespace IoEngine.Acceptance.Report;

/// <summary>report.html in a browser: complete, offline, sortable, right to the printed digit, usable on a phone.</summary>
public class ReportPageTests
{
    private static readonly string Config = Path.Combine(SharedData.Repository(), "models", "cern-members", "run.json");
    private const string Scenarios = """
        scenarios=[{"name":"members-only","changes":[{"kind":"redirect","from":{"group":"non-member"},"to":{"group":"member"}}]}]
        """;

    private static readonly string[] Options = ["tables.years=\"2016-2023\"", "orders.years=\"2018-2024\"", "demo.orders=6000", "closure.levels=true",
        "currency.deflator=../demo/deflator.csv", "groups.alternative=government", Scenarios];
    private TempFolder folder = null!;
    private Browser browser = null!;

    private string ReportFile => folder["results", "report.html"];

    [OneTimeSetUp]
    public async Task Make()
    {
        folder = new TempFolder();
        if (!HtmlReport.HasCharts) Assert.Ignore("needs the charting library: build where npm is found (-p:RetryCharts=true after a failure)");
        browser = await Browser.Start();
        var (code, _, error) = Ioe.Run(folder.Path, ["run", Config, "--out", "results", .. Options.Append("output.formats=[\"csv\",\"html\"]").SelectMany(o => new[] { "--set", o })]);
        Assert.That(code, Is.Zero, error);
    }

    [OneTimeTearDown]
    public async Task Remove()
    {
        if (browser is not null) await browser.DisposeAsync();
        folder.Dispose();
    }

    [Test]
    public async Task Every_chart_is_drawn_without_a_word_on_the_console_or_to_a_network()
    {
        var opened = await browser.Open(ReportFile);
        var charts = await opened.Page.Locator("figure[data-chart]").AllAsync();
        Assert.That(charts, Has.Count.GreaterThanOrEqualTo(21));
        foreach (var chart in charts.NotEmpty())
        {
            var name = await chart.GetAttributeAsync("data-chart");
            Assert.That(await chart.GetAttributeAsync("data-drawn"), Is.EqualTo("true"), name);
            var marks = await chart.EvaluateAsync<int>("f => f.querySelectorAll('.plot svg .role-mark path, .plot svg .role-mark text, .plot svg .role-mark line').length");
            Assert.That(marks, Is.GreaterThanOrEqualTo(1), $"marks of {name}");
            TestContext.Out.WriteLine($"{name}: {marks} marks");
        }

        // Seven years, three channels, one bar each; every known country on the map; every cell of the heat map.
        Assert.That(await Marks(opened.Page, "time", ".mark-rect.role-mark path"), Is.EqualTo(7 * 3));
        Assert.That(await Marks(opened.Page, "map", ".mark-shape.role-mark path"), Is.GreaterThan(170 + 25));
        Assert.That(await Marks(opened.Page, "heat", ".mark-rect.role-mark path"), Is.EqualTo(await opened.Page.EvaluateAsync<int>("[...document.querySelectorAll('#t-heat tbody tr')].filter(r => r.cells[4].dataset.v > 0).length")));
        Assert.That(await Marks(opened.Page, "change", ".mark-rect.role-mark path"), Is.EqualTo(await Rows(opened.Page, "t-change")), "first year, a bar a cause, last year");
        Assert.That(await Marks(opened.Page, "change-groups", ".mark-rect.role-mark path"), Is.EqualTo(await Rows(opened.Page, "t-change-groups")));
        Assert.That(opened.Complaints, Is.Empty);
        Assert.That(opened.Requests.Where(r => !r.StartsWith("file:", StringComparison.Ordinal) && !r.StartsWith("data:", StringComparison.Ordinal)), Is.Empty);
        Assert.That(opened.Requests.Count(r => r.StartsWith("file:", StringComparison.Ordinal)), Is.EqualTo(1), "one file");
        await opened.Picture("desktop");
    }

    [Test]
    public async Task Sections_of_the_issue_are_all_there_and_say_that_the_data_are_synthetic()
    {
        var page = (await browser.Open(ReportFile)).Page;
        string[] expected =
        [
            "headline", "calculator", "time", "groups", "countries", "sectors", "flows", "integration", "decomposition", "returns", "scenarios", "boundaries", "quality", "method", "provenance",
        ];
        Assert.That(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('main > section')].map(s => s.id)"), Is.SupersetOf(expected));
        Assert.That(await page.Locator("header .synthetic").InnerTextAsync(), Does.Contain("Synthetic data"));
        Assert.That(await page.Locator("#headline").InnerTextAsync(), Does.Contain("net-labour").And.Contain("direct, indirect and induced"));
        Assert.That(await page.Locator("#method").InnerTextAsync(), Does.Contain("Gross effects").And.Contain("no capacity limits").And.Contain("2024 (2023)"));
        Assert.That(new FileInfo(ReportFile).Length, Is.LessThan(8_000_000));
    }

    [Test]
    public async Task The_calculator_answers_what_the_library_and_explain_answer_to_the_printed_digit()
    {
        var results = Run.Execute(ConfigReader.Read(Config, [.. Options, "output.formats=[\"csv\",\"html\"]"]));
        var page = (await browser.Open(ReportFile)).Page;
        var asked = new (string Year, int Table, string Country, string Sector, string Typed, decimal Amount)[]
        {
            ("2018", 2018, "CHE", "C26", "1 000 000", 1_000_000m), ("2021", 2021, "FRA", "F", "250'000.50", 250_000.50m), ("2024", 2023, "JPN", "C27", "12,345,678,901", 12_345_678_901m),
            ("2020", 2020, "ROW", "J", "999.99", 999.99m), ("2019", 2019, "DEU", "M71T72", "0.07", 0.07m), ("2022", 2022, "USA", "O_U", "1000", 1000m),
        };
        var compared = 0;
        foreach (var (year, table, country, sector, typed, amount) in asked)
        {
            await page.SelectOptionAsync("#contract [name=year]", year);
            await page.SelectOptionAsync("#contract [name=country]", country);
            await page.SelectOptionAsync("#contract [name=sector]", sector);
            await page.FillAsync("#contract [name=amount]", typed);
            var multipliers = results.Contracts[table];
            var industry = new Accounts.Industry(country, sector);
            var (code, explained, error) = Ioe.Run(folder.Path, "explain", "results", "--year", year, "--supplier", country, "--sector", sector, "--amount", typed.Replace(",", "", StringComparison.Ordinal), "--country", "all");
            Assert.That(code, Is.Zero, error);
            var shown = await page.EvaluateAsync<string[]>("() => [...document.querySelector('#contract [name=indicator]').options].map(o => o.value)");
            ContractIndicator[] answered = [.. multipliers.Indicators.Where(i => i.IsMoney || year == $"{table}")];
            Assert.That(shown, Is.EqualTo(answered.Select(i => i.Name)), year);
            Assert.That(shown.Contains("employment"), Is.EqualTo(year == $"{table}"), "jobs of an extrapolated year depend on prices");
            foreach (var indicator in answered.NotEmpty())
            {
                await page.SelectOptionAsync("#contract [name=indicator]", indicator.Name);
                await page.Locator($"#answer[data-answered=\"{string.Join('|', year, country, sector, indicator.Name, typed)}\"]").WaitForAsync();
                var effects = new ContractEffects(indicator, industry, amount, results.Years.Single(y => y.Assignment.Year.ToString(CultureInfo.InvariantCulture) == year).TableMoneyPerUnit);
                var block = Block(explained, indicator.Name == "valueAdded" ? "value added" : indicator.Name);
                for (var r = 0; r < multipliers.Regions.Count; r++)
                {
                    var receiver = multipliers.Regions[r].Code;
                    string[] expected = [.. Enum.GetValues<Channel>().Select(c => effects.Print(effects[c, r])), effects.Print(effects[r])];
                    Assert.That(block, Does.Match($@"(?m)^{receiver} .*?  +{string.Join("  +", expected.Select(Regex.Escape))}  +[-\d.]+( %)?$"), $"explain: {year} {country}.{sector} {typed} {indicator.Name}");
                    if (effects[r] == 0) continue;
                    var cells = await page.EvaluateAsync<string[]>("code => [...document.querySelectorAll(`#answer tr[data-code=\"${code}\"] td[data-channel]`)].map(c => c.textContent)", receiver);
                    Assert.That(cells, Is.EqualTo(expected.Select(Typeset)), $"page: {year} {country}.{sector} {typed} {indicator.Name} in {receiver}");
                    compared++;
                }
            }

            await page.SelectOptionAsync("#contract [name=indicator]", "valueAdded");
            await page.Locator($"#answer[data-answered=\"{string.Join('|', year, country, sector, "valueAdded", typed)}\"]").WaitForAsync();
            var answer = new ContractAnswer(multipliers, industry, amount);
            var identity = await page.Locator("#answer .qualifier").InnerTextAsync();
            Assert.That(identity, Does.Contain(Shown(answer, answer.World(Channel.Direct) + answer.World(Channel.Indirect)) + " value added"));
            Assert.That(identity, Does.Contain(Shown(answer, answer.ProductTaxes) + " product taxes"));
        }

        Assert.That(compared, Is.GreaterThan(500));
        await page.FillAsync("#contract [name=amount]", "a lot");
        Assert.That(await page.Locator("#answer .error").InnerTextAsync(), Does.Contain("as a number"));
    }

    [Test]
    public async Task Tables_sort_both_ways_by_mouse_and_keyboard_and_download_as_they_are()
    {
        var page = (await browser.Open(ReportFile)).Page;
        var figure = page.Locator("figure[data-table=t-countries]");
        await figure.Locator("summary").ClickAsync();
        var orders = figure.Locator("th[data-name=orders] button");
        await orders.ClickAsync();
        Assert.That((await Column(page)).NotEmpty(), Is.Ordered.Descending);
        await orders.PressAsync("Enter");
        Assert.That((await Column(page)).NotEmpty(), Is.Ordered.Ascending);
        Assert.That(await figure.Locator("th[data-name=orders]").GetAttributeAsync("aria-sort"), Is.EqualTo("ascending"));
        await figure.Locator("th[data-name=country] button").ClickAsync();
        var names = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('#t-countries tbody th')].map(c => c.textContent)");
        Assert.That(names, Is.EqualTo(names.Order(StringComparer.InvariantCultureIgnoreCase)));

        var download = await page.RunAndWaitForDownloadAsync(() => figure.Locator("button.download").ClickAsync());
        Assert.That(download.SuggestedFilename, Is.EqualTo("countries.csv"));
        var saved = folder["countries-from-page.csv"];
        await download.SaveAsAsync(saved);
        var rows = Csv.Read(saved);
        var stored = Csv.Read(folder["results", "countries_all.csv"]).Where(r => r["scenario"] == "baseline").ToDictionary(r => r["country"]);
        Assert.That(rows, Has.Count.EqualTo(stored.Count));
        foreach (var row in rows.NotEmpty()) Assert.That(row["total"], Is.EqualTo(stored[row["code"]]["total"]), row["code"]);

        static async Task<double[]> Column(IPage page) => (await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('#t-countries tbody tr')].map(r => r.cells[3].dataset.v)")).Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray();
    }

    [Test]
    public async Task A_year_chosen_changes_table_chart_and_download_and_all_years_bring_the_sums_back()
    {
        var opened = await browser.Open(ReportFile);
        var page = opened.Page;
        var stored = Csv.Read(folder["results", "countries.csv"]).Where(r => r["scenario"] == "baseline").ToLookup(r => r["year"]);
        var sums = await Values(page);
        await page.Locator("figure[data-table=t-map] summary").ClickAsync();
        await page.Locator("#t-map th[data-name=value] button").ClickAsync(); // the order of rows is the reader's own
        await page.SelectOptionAsync("select[data-for=t-map]", "2020");
        await Drawn("t-map");
        var year = await Values(page);
        foreach (var row in stored["2020"].Where(r => year.ContainsKey(r["country"])).NotEmpty())
            Assert.That(year[row["country"]], Is.EqualTo(row.Number("total")).Within(0.5), row["country"]);
        Assert.That(year.Values.Sum(), Is.LessThan(0.5 * sums.Values.Sum()));
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("figure[data-table=t-map] button.download").ClickAsync());
        Assert.That(download.SuggestedFilename, Is.EqualTo("map-2020.csv"));
        await page.SelectOptionAsync("select[data-for=t-map]", "");
        await Drawn("t-map");
        Assert.That(await Values(page), Is.EqualTo(sums), "to the last digit");

        await page.SelectOptionAsync("select[data-for=t-heat]", "2018");
        await Drawn("t-heat");
        var attribution = Csv.Read(folder["results", "attribution.csv"]).Where(r => r["scenario"] == "baseline" && r["year"] == "2018" && r["indicator"] == "valueAdded").ToArray();
        var swiss = attribution.Where(r => r["source"] == "CHE").ToArray();
        var cell = await page.EvaluateAsync<double[]>("(() => { const r = [...document.querySelectorAll('#t-heat tbody tr')].find(r => r.cells[2].textContent === 'CHE' && r.cells[3].textContent === 'DEU'); return [+r.cells[4].dataset.v, +r.cells[5].dataset.v]; })()");
        Assert.That(cell[0], Is.EqualTo(swiss.Where(r => r["country"] == "DEU").Sum(r => r.Number("value"))).Within(0.5));
        Assert.That(cell[1], Is.EqualTo(cell[0] / swiss.Sum(r => r.Number("value"))).Within(1e-4));
        Assert.That(opened.Complaints, Is.Empty);

        Task Drawn(string table) => page.WaitForFunctionAsync("id => document.querySelector(`figure[data-table=${id}]`).dataset.drawn === 'true'", table);

        static async Task<Dictionary<string, double>> Values(IPage page) => (await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('#t-map tbody tr')].map(r => `${r.cells[1].textContent} ${r.cells[3].dataset.v}`)")).Select(v => v.Split(' '))
            .ToDictionary(v => v[0], v => double.Parse(v[1], CultureInfo.InvariantCulture));
    }

    [Test]
    public async Task A_narrow_screen_needs_no_sideways_scrolling()
    {
        var opened = await browser.Open(ReportFile, 375, 760);
        var page = opened.Page;
        var wider = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll') && e.tagName !== 'g' && e.getBoundingClientRect().right > 376).map(e => `${e.closest('figure')?.dataset.chart ?? ''} ${e.tagName}.${e.getAttribute('class')} ${e.textContent.slice(0, 30)}`)");
        Assert.That(wider, Is.Empty, "nothing sticks out");
        Assert.That(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(375));
        Assert.That(await page.Locator("nav details").EvaluateAsync<bool>("d => d.open"), Is.False, "contents are folded");
        foreach (var name in new[] { "year", "country", "sector", "amount" })
        {
            var box = await page.Locator($"#contract [name={name}]").BoundingBoxAsync();
            Assert.That(box!.X + box.Width, Is.LessThanOrEqualTo(375), name);
            Assert.That(box.Height, Is.GreaterThanOrEqualTo(36), $"{name} is large enough for a finger");
        }
        Assert.That(opened.Complaints, Is.Empty);
        await opened.Picture("phone");
    }

    [Test]
    public async Task Charts_tables_and_fields_have_words_for_those_who_do_not_see_them()
    {
        var page = (await browser.Open(ReportFile)).Page;
        Assert.That(await page.Locator(".plot:not([aria-label])").CountAsync(), Is.Zero);
        Assert.That(await page.EvaluateAsync<int>("[...document.querySelectorAll('main figure table')].filter(t => !t.caption?.textContent || t.querySelector('thead th:not([scope])')).length"), Is.Zero);
        Assert.That(await page.EvaluateAsync<int>("[...document.querySelectorAll('select, input')].filter(i => !i.labels.length).length"), Is.Zero);
        Assert.That(await page.EvaluateAsync<bool>("[...document.querySelectorAll('nav a')].every(a => document.querySelector(a.hash))"), Is.True);
        var ids = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('[id]')].filter(e => !e.closest('svg')).map(e => e.id)");
        Assert.That(ids.NotEmpty(), Is.Unique);
        var weak = await page.EvaluateAsync<string[]>(Contrast);
        Assert.That(weak, Is.Empty, "text contrast of at least 4.5 : 1");
    }

    [Test]
    public async Task It_prints_on_paper()
    {
        var opened = await browser.Open(ReportFile, 794, 1123);
        await opened.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.That(await opened.Page.Locator("nav").IsVisibleAsync(), Is.False);
        Assert.That(await opened.Page.Locator("#contract").IsVisibleAsync(), Is.False);
        Assert.That(await opened.Page.Locator("header .synthetic").IsVisibleAsync(), Is.True);
        Assert.That(await opened.Page.Locator("figure[data-chart=time] svg").IsVisibleAsync(), Is.True);
        await opened.Picture("print");
        var pdf = await opened.Page.PdfAsync(new() { Format = "A4" });
        Assert.That(pdf.AsSpan(0, 4).ToArray(), Is.EqualTo("%PDF"u8.ToArray()));
    }

    [Test]
    public void The_report_from_the_folder_is_the_report_of_the_run()
    {
        var (code, output, error) = Ioe.Run(folder.Path, "report", "results", "--out", "again.html");
        Assert.That(code, Is.Zero, error);
        Assert.That(output, Does.Contain("again.html"));
        Assert.That(File.ReadAllBytes(folder["again.html"]).AsSpan().SequenceEqual(File.ReadAllBytes(ReportFile)), "same results, same bytes");
    }

    // The page groups thousands by a narrow space and writes a true minus; the command line keeps to ASCII.
    private static string Shown(ContractAnswer answer, decimal value) => Typeset(answer.Print(value));

    private static string Typeset(string printed) => printed.Replace(' ', '\u202f').Replace('-', '\u2212');

    // The table of an indicator in what explain prints: up to the next empty line.
    private static string Block(string explained, string title) =>
        explained.Split("\n\n").Single(block => block.StartsWith($"{title}, ", StringComparison.Ordinal));

    private static Task<int> Rows(IPage page, string table) => page.EvaluateAsync<int>("id => document.querySelectorAll(`#${id} tbody tr`).length", table);

    private static Task<int> Marks(IPage page, string chart, string marks) =>
        page.EvaluateAsync<int>("a => document.querySelectorAll(`figure[data-chart=\"${a[0]}\"] .plot svg ${a[1]}`).length", new[] { chart, marks });

    // WCAG 2.2, 1.4.3: relative luminance of every visible text against the nearest background behind it.
    private const string Contrast = """
        () => {
          const parse = c => (c.match(/[\d.]+/g) ?? []).map(Number);
          const light = ([r, g, b]) => [r, g, b].map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((s, v, i) => s + v * [0.2126, 0.7152, 0.0722][i], 0);
          const behind = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] > 0) return c; } return [255, 255, 255]; };
          const weak = new Set();
          for (const e of document.querySelectorAll('body *')) {
            if (e.closest('svg, script, option') || !e.getClientRects().length || ![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
            const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))];
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (ratio < 4.5) weak.add(`${e.tagName}.${e.className}: ${ratio.toFixed(2)}`);
          }
          return [...weak];
        }
        """;
}
