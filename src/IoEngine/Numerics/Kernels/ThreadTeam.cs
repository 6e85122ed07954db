namespace IoEngine.Numerics.Kernels;

/// <summary>
/// Threads that live as long as one factorisation or solve, and their scratch memory. A factorisation has thousands of short
/// parallel regions; the workers spin for the next one before they sleep.
/// </summary>
/// <remarks>
/// Which thread takes which task is left to chance; the tasks of every kernel write to disjoint places, so results don't depend
/// on it.
/// </remarks>
internal sealed unsafe class ThreadTeam : IDisposable
{
    // About 50 µs of spinning: longer than the gaps inside a factorisation, too short to matter to anybody else on the machine.
    private const int Spins = 2000;

    private readonly Lock starting = new();
    private readonly object gate = new();
    private readonly NativeBuffer?[] scratch;
    private Thread[]? workers;
    private Region? current;
    private int sleepers;
    private volatile bool stopping;
    private NativeBuffer? shared;

    public ThreadTeam(int threads, CancellationToken cancellation = default)
    {
        Threads = threads > 0 ? threads : Environment.ProcessorCount;
        Cancellation = cancellation;
        scratch = new NativeBuffer?[Threads];
    }

    /// <summary>Threads in the team, the caller's included.</summary>
    public int Threads { get; }

    /// <summary>Checked by the kernels between blocks.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Memory of one worker, at least <paramref name="bytes"/>; its content is not kept.</summary>
    public void* Scratch(int worker, long bytes) => Grow(ref scratch[worker], bytes);

    /// <summary>Memory that all workers read, at least <paramref name="bytes"/>; ask for it outside parallel regions.</summary>
    public void* Shared(long bytes) => Grow(ref shared, bytes);

    /// <summary>Runs <paramref name="body"/>(task, worker) for every task and waits for all of them.</summary>
    public void Run(int tasks, Action<int, int> body)
    {
        if (tasks <= 1 || Threads == 1)
        {
            for (var t = 0; t < tasks; t++) body(t, 0);
            return;
        }

        Start();
        var region = new Region(tasks, body);
        Interlocked.Exchange(ref current, region);
        if (Volatile.Read(ref sleepers) > 0)
        {
            lock (gate) Monitor.PulseAll(gate);
        }

        region.Work(0);
        for (var spin = 0; !region.Finished; spin++)
        {
            if (spin < Spins) Thread.SpinWait(10);
            else Thread.Yield();
        }

        region.ThrowIfFailed();
    }

    public void Dispose()
    {
        stopping = true;
        lock (gate) Monitor.PulseAll(gate);
        foreach (var w in workers ?? []) w.Join();
        foreach (var s in scratch) s?.Dispose();
        shared?.Dispose();
    }

    private static void* Grow(ref NativeBuffer? buffer, long bytes)
    {
        if (buffer is null || buffer.Bytes < bytes)
        {
            buffer?.Dispose();
            buffer = new NativeBuffer(bytes, zeroed: false);
        }

        return buffer.Pointer;
    }

    private void Start()
    {
        if (workers is not null) return;
        lock (starting)
        {
            workers = new Thread[Threads - 1];
            for (var i = 0; i < workers.Length; i++)
            {
                var worker = i + 1;
                workers[i] = new Thread(() => Loop(worker)) { IsBackground = true, Name = $"kernel {worker}" };
                workers[i].Start();
            }
        }
    }

    private void Loop(int worker)
    {
        Region? seen = null;
        while (true)
        {
            var spin = 0;
            Region? region;
            while ((region = Volatile.Read(ref current)) == seen)
            {
                if (stopping) return;
                if (++spin < Spins) Thread.SpinWait(10);
                else Sleep(seen);
            }

            region!.Work(worker);
            seen = region;
        }
    }

    private void Sleep(Region? seen)
    {
        lock (gate)
        {
            Interlocked.Increment(ref sleepers);
            while (Volatile.Read(ref current) == seen && !stopping) Monitor.Wait(gate);
            Interlocked.Decrement(ref sleepers);
        }
    }

    /// <summary>
    /// One parallel loop. A worker that comes late finds no task left, so nobody waits for a thread that the system did not
    /// schedule.
    /// </summary>
    private sealed class Region(int tasks, Action<int, int> body)
    {
        private int next;
        private int done;
        private Exception? failure;

        public bool Finished => Volatile.Read(ref done) == tasks;

        public void Work(int worker)
        {
            int task;
            while ((task = Interlocked.Increment(ref next) - 1) < tasks)
            {
                try
                {
                    body(task, worker);
                }
#pragma warning disable CA1031 // Whatever happens on a worker is rethrown on the caller's thread.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    failure ??= e;
                }

                Interlocked.Increment(ref done);
            }
        }

        public void ThrowIfFailed()
        {
            if (failure is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }
}
