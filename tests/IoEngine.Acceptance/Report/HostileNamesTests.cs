using IoEngine.Reporting.Html;

namespace IoEngine.Acceptance.Report;

/// <summary>Names are other people's input: in the page they are text, in files they are no formulas.</summary>
public class HostileNamesTests
{
    private const string Script = "<script>window.hit=1</script>";
    private const string Image = "<img src=x onerror=window.hit=2>";
    private const string Formula = "=cmd|' /C calc'!A0";
    private const string Reversed = "\u202egnp.exe";

    [Test]
    public async Task Are_inert_in_the_page_and_in_csv()
    {
        using var world = new SmallWorld();
        world.With("run.json", c => c.Replace("\"small\"", $"\"{Script}</script><!--\"", StringComparison.Ordinal)
            .Replace("\"groups\"", "\"output\": { \"path\": \"results\", \"formats\": [\"csv\", \"html\"] }, \"scenarios\": [{ \"name\": \"\\\"'>" + Image
                + "\", \"changes\": [{ \"kind\": \"redirect\", \"from\": { \"countries\": [\"CHE\"] }, \"to\": { \"countries\": [\"FRA\"] } }] }], \"groups\"", StringComparison.Ordinal));
        world.With("membership.csv", c => c.Replace("CHE,host", $"CHE,\"{Image}\"", StringComparison.Ordinal).Replace("FRA,host", $"FRA,{Formula}", StringComparison.Ordinal));
        world.With("orders.csv", c => c + $"5,2001-06-30,S3,DE,\"{Script}\",7,CHF\n6,2001-06-30,S3,DE,\"{Formula}\",8,CHF\n7,2001-06-30,S3,DE,\"{Reversed}\",9,CHF\n");
        var (code, _, error) = world.Run("--out", "results");
        Assert.That(code, Is.Zero, error);
        var groups = await File.ReadAllTextAsync(world.Folder["results", "groups.csv"]);
        Assert.That(groups, Does.Contain(",'" + Formula + ",").And.Not.Contain("," + Formula));
        var html = await File.ReadAllTextAsync(world.Folder["results", "report.html"]);
        foreach (var raw in new[] { "<img src=x", "<script>window", "window.hit=1</script>", "gnp.exe\"", Reversed })
            Assert.That(html.Contains(raw, StringComparison.Ordinal), Is.False, raw);

        await using var browser = await Browser.Start();
        var opened = await browser.Open(world.Folder["results", "report.html"]);
        Assert.That(await opened.Page.EvaluateAsync<bool>("window.hit === undefined"), Is.True);
        Assert.That(opened.Complaints, Is.Empty);
        Assert.That(await opened.Page.Locator("h1").InnerTextAsync(), Is.EqualTo(Script + "</script><!--"));
        Assert.That(await opened.Page.Locator("#groups").InnerTextAsync(), Does.Contain("Members"));
        Assert.That(await opened.Page.EvaluateAsync<string>("document.querySelector('#t-groups tbody').textContent"), Does.Contain(Image).And.Contain(Formula));
        Assert.That(await opened.Page.EvaluateAsync<string>("document.querySelector('#t-unmapped tbody').textContent"), Does.Contain(Script).And.Contain("\ufffdgnp.exe"));
        Assert.That(await opened.Page.Locator("#scenarios h3").InnerTextAsync(), Does.Contain("\"'>" + Image));
        Assert.That(await opened.Page.EvaluateAsync<int>("document.querySelectorAll('img').length"), Is.Zero);
        if (HtmlReport.HasCharts)
            Assert.That(await opened.Page.EvaluateAsync<int>("document.querySelectorAll('figure[data-chart]:not([data-drawn])').length"), Is.Zero);

        var figure = opened.Page.Locator("figure[data-table=t-groups]");
        if (HtmlReport.HasCharts) await figure.Locator("summary").ClickAsync();
        var download = await opened.Page.RunAndWaitForDownloadAsync(() => figure.Locator("button.download").ClickAsync());
        await download.SaveAsAsync(world.Folder["groups-from-page.csv"]);
        Assert.That(await File.ReadAllTextAsync(world.Folder["groups-from-page.csv"]), Does.Contain("\n'" + Formula + ","));
    }
}
