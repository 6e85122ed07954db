using IoEngine.Files.Staging;

namespace IoEngine.Tests.Files.Staging;

/// <summary>How a disk fails.</summary>
public enum Fault
{
    /// <summary>It never does.</summary>
    None,

    /// <summary>One operation is refused, such as for want of space.</summary>
    Once,

    /// <summary>One operation is refused, and all after it.</summary>
    ForGood,

    /// <summary>The process is killed before an operation: nothing of it runs any more.</summary>
    KilledBefore,

    /// <summary>The process is killed after an operation.</summary>
    KilledAfter,
}

/// <summary>What a killed process would not see: nothing of the engine may take it for a fault of the disk.</summary>
internal sealed class KilledException : Exception;

/// <summary>A disk that counts its operations and fails at one of them.</summary>
/// <param name="at">The operation, from 0.</param>
/// <param name="fault">How.</param>
/// <param name="exchanges">Whether the system can exchange two names in one step.</param>
internal sealed class FaultyDisk(int at, Fault fault, bool exchanges) : Disk
{
    /// <summary>Operations so far, by name.</summary>
    public List<string> Operations { get; } = [];

    public override void CreateFolder(string path) => Do(nameof(CreateFolder), () => base.CreateFolder(path));

    public override Stream CreateFile(string path)
    {
        Stream made = null!;
        Do(nameof(CreateFile), () => made = base.CreateFile(path));
        return new FaultyStream(this, made);
    }

    public override FileStream CreateJournal(string path)
    {
        FileStream made = null!;
        try
        {
            Do(nameof(CreateJournal), () => made = base.CreateJournal(path));
        }
        catch
        {
            made?.Dispose();
            throw;
        }

        return made;
    }

    public override void Append(FileStream file, string text) => Do(nameof(Append), () => base.Append(file, text));

    public override void SyncFile(string path) => Do(nameof(SyncFile), () => base.SyncFile(path));

    public override void SyncFolder(string path) => Do(nameof(SyncFolder), () => base.SyncFolder(path));

    public override void MoveFolder(string from, string to) => Do(nameof(MoveFolder), () => base.MoveFolder(from, to));

    public override void MoveFile(string from, string to, bool replace) => Do(nameof(MoveFile), () => base.MoveFile(from, to, replace));

    public override bool Exchange(string first, string second)
    {
        var done = false;
        Do(nameof(Exchange), () => done = exchanges && base.Exchange(first, second));
        return done;
    }

    public override void CopyMode(string from, string to) => Do(nameof(CopyMode), () => base.CopyMode(from, to));

    public override void DeleteFile(string path) => Do(nameof(DeleteFile), () => base.DeleteFile(path));

    public override void DeleteFolder(string path) => Do(nameof(DeleteFolder), () => base.DeleteFolder(path));

    public override void DeleteDraft(string path) => Do(nameof(DeleteDraft), () => base.DeleteDraft(path));

    private void Do(string name, Action operation)
    {
        var number = Operations.Count;
        Operations.Add(name);
        if (fault == Fault.None || number < at || (number > at && fault == Fault.Once))
        {
            operation();
            return;
        }

        if (number == at && fault == Fault.KilledAfter) operation();
        throw fault is Fault.Once or Fault.ForGood ? new IOException("No space left on device (as the test wants it).") : new KilledException();
    }

    // The first bytes that a file takes are an operation of their own.
    private sealed class FaultyStream(FaultyDisk disk, Stream inner) : Stream
    {
        private bool begun;

        public override bool CanRead => inner.CanRead;

        public override bool CanSeek => inner.CanSeek;

        public override bool CanWrite => inner.CanWrite;

        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => inner.Position = value;
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

        public override void SetLength(long value) => inner.SetLength(value);

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (!begun)
            {
                begun = true;
                disk.Do("Write", () => { });
            }

            inner.Write(buffer);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
