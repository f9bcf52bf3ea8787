using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Catalog;
using ServiceBot.Data;
using ServiceBot.Domain.Catalog;
using ServiceBot.Platform.Accounts;

namespace ServiceBot.Console.Catalog;

/// <summary>
/// Every item with its version in force, what lint says of it, and the switch that stops it at once. An item for everywhere is switched by
/// an admin; one of a region by that region's staff.
/// </summary>
internal sealed class IndexModel(BotDb db, CatalogStore store, LintWords words, AuditLog audit) : PageModel
{
    [TempData]
    public string? Flash { get; set; }

    /// <summary>Part of a name or a code.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public IReadOnlyList<CatalogLine> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var who = SignedIn.From(User);
        var rows = await db.Items.AsNoTracking().OrderBy(row => row.Code).ThenByDescending(row => row.Version).ToListAsync(cancellationToken);
        var latest = rows.GroupBy(row => row.Code)
            .Select(versions => versions.FirstOrDefault(row => row.State == PublishState.Published) ?? versions.First())
            .Select(row => (Row: row, Item: CatalogJson.Read<ServiceItem>(row.Json))).ToList();
        var findings = ItemLint.CheckAll([.. latest.Select(pair => pair.Item)], words).ToLookup(finding => finding.Item);
        Lines =
        [
            .. latest.Where(pair => Fits(pair.Item)).Select(pair =>
                new CatalogLine(pair.Item, pair.Row.Version, pair.Row.State, pair.Row.Off, [.. findings[pair.Item.Code]], MaySwitch(who, pair.Item))),
        ];
    }

    /// <param name="version">What was on the screen, as is <paramref name="off"/>'s opposite: whoever was faster is not overruled.</param>
    public async Task<IActionResult> OnPostSwitchAsync(string code, int version, bool off, CancellationToken cancellationToken)
    {
        var who = SignedIn.From(User);
        var row = await db.Items.AsNoTracking().SingleOrDefaultAsync(row => row.Code == code && row.State == PublishState.Published, cancellationToken);
        if (row is null) return NotFound();
        if (!MaySwitch(who, CatalogJson.Read<ServiceItem>(row.Json))) return Forbid();
        if (row.Version != version || row.Off == off)
        {
            Flash = "console_item_changed";
            return Redirect(Links.Catalog);
        }

        await audit.WriteAsync(who, AuditActs.ItemSwitch, $"{code} {(off ? "off" : "on")}", cancellationToken);
        await store.SwitchAsync(code, off, cancellationToken);
        Flash = off ? "console_item_is_off" : "console_item_is_on";
        return Redirect(Links.Catalog);
    }

    private static bool MaySwitch(SignedIn who, ServiceItem item) => who.RegionPrefix is "" || who.Sees(item.RegionCode);

    private bool Fits(ServiceItem item) =>
        string.IsNullOrWhiteSpace(Q)
        || item.Name.Contains(Q.Trim(), StringComparison.OrdinalIgnoreCase)
        || item.Code.Contains(Q.Trim(), StringComparison.OrdinalIgnoreCase)
        || item.ColloquialNames.Any(name => name.Contains(Q.Trim(), StringComparison.OrdinalIgnoreCase));
}

internal sealed record CatalogLine(
    ServiceItem Item, int Version, PublishState State, bool Off, IReadOnlyList<ItemFinding> Findings, bool MaySwitch);
