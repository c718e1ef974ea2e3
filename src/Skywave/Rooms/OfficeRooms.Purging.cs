using Skywave.Writing;

namespace Skywave.Rooms;

/// <summary>What Writing forgets when words are taken out of the office.</summary>
internal sealed partial class OfficeRooms
{
    private async Task<int> DropDraftsAsync(Func<string, bool> holds, CancellationToken cancel)
    {
        await using var db = NewsroomStore.At(house.Path).OpenWriting();
        return await DropDrafts.RunAsync(db, holds, clock.GetUtcNow(), cancel).ConfigureAwait(false);
    }
}
