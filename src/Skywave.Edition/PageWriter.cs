using System.IO.Pipelines;

namespace Skywave.Edition;

/// <summary>What a template writes its bytes into: a buffer that is used again for the next page. It never waits.</summary>
internal sealed class PageWriter : PipeWriter
{
    /// <summary>A page that needed more gives it back.</summary>
    private const int Kept = 256 * 1024;

    private byte[] _bytes = new byte[32 * 1024];
    private int _length;

    /// <summary>Begins a page.</summary>
    public void Reset()
    {
        _length = 0;
        if (_bytes.Length > Kept)
        {
            _bytes = new byte[Kept];
        }
    }

    /// <summary>The page.</summary>
    public byte[] ToArray() => _bytes.AsSpan(0, _length).ToArray();

    public override void Advance(int bytes) => _length += bytes;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsMemory(_length);
    }

    public override Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsSpan(_length);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => new(new FlushResult(isCanceled: false, isCompleted: false));

    public override void CancelPendingFlush()
    {
    }

    public override void Complete(Exception? exception = null)
    {
    }

    private void Grow(int sizeHint)
    {
        var wanted = Math.Max(sizeHint, 256);
        if (_bytes.Length - _length < wanted)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + wanted));
        }
    }
}
