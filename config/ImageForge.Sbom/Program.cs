using System.Globalization;
using ImageForge.Sbom;

// Writes the software bill of materials of an image as SPDX 2.3 JSON: docker export CONTAINER | sbom NAME VERSION CREATED
if (
    args is not [var name, var version, var time]
    || !DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, out var created)
)
{
    await Console.Error.WriteLineAsync(
        "usage: docker export CONTAINER | sbom NAME VERSION CREATED, with the commit's time as CREATED: 2026-01-31T12:00:00Z"
    );
    return 2;
}

try
{
    using var input = Console.OpenStandardInput();
    var components = Inventory.Of(ImageContent.Read(input), Licences.Embedded, version);
    Console.WriteLine(SpdxDocument.Write(name, version, created, components));
    return 0;
}
catch (Exception e) when (e is InventoryException or IOException or System.Text.Json.JsonException)
{
    await Console.Error.WriteLineAsync($"sbom: {name}: {e.Message}");
    return 1;
}
