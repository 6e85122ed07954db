using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace IoEngine.Files.Staging;

/// <summary>
/// What the platform's library does not offer: exchanging two names at once, putting a folder on the disk, and the kind of a
/// file.
/// </summary>
internal static partial class SystemCalls
{
    private const int WorkingFolder = -100, LinuxExchange = 2, MacSwap = 2, ReadOnly = 0;
    private const uint TypeAndMode = 3;
    private const int ModeOffset = 28, AttributesOffset = 8, KnownAttributesOffset = 56, MacModeOffset = 4;
    private const int TypeBits = 0xF000, RegularType = 0x8000;
    private const ulong MountRoot = 0x2000;

    /// <summary>Exchanges what two paths name, in one step; false where the system or its file system can't.</summary>
    public static bool Exchange(string first, string second)
    {
        try
        {
            if (OperatingSystem.IsLinux()) return RenameAt(WorkingFolder, first, WorkingFolder, second, LinuxExchange) == 0;
            return OperatingSystem.IsMacOS() && RenameSwap(first, second, MacSwap) == 0;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    /// <summary>
    /// Puts the entries of a folder on the disk, so that they outlast a loss of power. Windows does so by itself.
    /// </summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public static void SyncFolder(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        var handle = Open(path, ReadOnly);
        if (handle < 0) throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");
        try
        {
            // Some file systems of networks know no such thing and say so.
            if (Sync(handle) != 0 && Marshal.GetLastPInvokeError() is not (Errors.Invalid or Errors.NotSupportedOnLinux
                or Errors.NotSupportedOnMac))
                throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
        finally
        {
            _ = Close(handle);
        }
    }

    /// <summary>
    /// Whether the path, links followed, names a plain file: no folder, device, pipe or socket. Opens nothing, since a pipe would
    /// wait.
    /// </summary>
    public static bool IsRegularFile(string path)
    {
        if (!File.Exists(path)) return false;
        if (OperatingSystem.IsWindows())
            return (File.GetAttributes(path) & (FileAttributes.Device | FileAttributes.Directory)) == 0;
        return Status(path) is not { } status || (ModeOf(status) & TypeBits) == RegularType;
    }

    /// <summary>
    /// Whether another file system is mounted at the folder: such a folder can't be renamed. False where the system can't tell.
    /// </summary>
    public static bool IsMountPoint(string path)
    {
        if (!OperatingSystem.IsLinux() || Status(path) is not { } status) return false;
        var known = BinaryPrimitives.ReadUInt64LittleEndian(status.AsSpan(KnownAttributesOffset));
        return (BinaryPrimitives.ReadUInt64LittleEndian(status.AsSpan(AttributesOffset)) & known & MountRoot) != 0;
    }

    private static int ModeOf(byte[] status) =>
        BinaryPrimitives.ReadUInt16LittleEndian(status.AsSpan(OperatingSystem.IsLinux() ? ModeOffset : MacModeOffset));

    private static byte[]? Status(string path)
    {
        var status = new byte[256];
        try
        {
            var failed = OperatingSystem.IsLinux() ? StatusAt(WorkingFolder, path, 0, TypeAndMode, status)
                : RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? StatusOnMac(path, status)
                : StatusOnIntelMac(path, status);
            return failed == 0 ? status : null;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt(int fromFolder, string from, int toFolder, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "renamex_np", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameSwap(string from, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatusAt(int folder, string path, int flags, uint mask, [Out] byte[] status);

    [LibraryImport("libc", EntryPoint = "stat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatusOnMac(string path, [Out] byte[] status);

    [LibraryImport("libc", EntryPoint = "stat$INODE64", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatusOnIntelMac(string path, [Out] byte[] status);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int handle);

    private static class Errors
    {
        public const int Invalid = 22, NotSupportedOnLinux = 95, NotSupportedOnMac = 45;
    }
}
