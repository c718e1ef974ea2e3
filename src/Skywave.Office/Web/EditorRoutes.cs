using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Skywave.Office;

/// <summary>What the block editor asks (docs/045-office.md, "The editor").</summary>
internal static class EditorRoutes
{
    // The answer is JSON and nothing else (nosniff), so letters may stand in it as they are: Persian would be three times as long.
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The blocks of a text that is being written; 422 where its parts cannot be told from each other.</summary>
    public static Task BlocksAsync(Visit visit)
    {
        if (visit.Parts.Outline(visit.Field("text").ReplaceLineEndings("\n")) is not { } outline)
        {
            return Answer.JsonAsync(visit, StatusCodes.Status422UnprocessableEntity, new { why = visit.T("The text’s parts cannot be told from each other: mend its mistakes here first.") });
        }
        return visit.Context.Response.WriteAsJsonAsync(outline, Plain, visit.Stop);
    }
}
