using System.Diagnostics;

namespace IoEngine.Acceptance;

/// <summary>The built program, run as its users run it.</summary>
internal static class Ioe
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Runs it to its end.</summary>
    public static (int Code, string Output, string Error) Run(string folder, params string[] args)
    {
        using var process = Start(folder, args);
        return Finish(process, Patience, $"ioe {string.Join(' ', args)}");
    }

    /// <summary>Runs a copy of it that stands elsewhere to its end.</summary>
    public static (int Code, string Output, string Error) RunCopy(string program, string folder, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        })!;
        return Finish(process, Patience, $"{program} {string.Join(' ', args)}");
    }

    /// <summary>Waits for a program whose output and errors are redirected, and ends it where that takes too long.</summary>
    public static (int Code, string Output, string Error) Finish(Process process, TimeSpan patience, string what)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{what} did not end within {patience}.");
        }

        return (process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Starts it; the caller waits.</summary>
    /// <remarks>
    /// Where the tests run in the background of a shell, an interrupt is ignored by them and by all that they start: on Linux, env gives the
    /// program its own answer back, as at a terminal.
    /// </remarks>
    public static Process Start(string folder, params string[] args)
    {
        var info = new ProcessStartInfo(OperatingSystem.IsLinux() ? "env" : Host)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        if (OperatingSystem.IsLinux())
        {
            info.ArgumentList.Add("--default-signal=INT");
            info.ArgumentList.Add(Host);
        }

        info.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "ioe.dll"));
        foreach (var arg in args) info.ArgumentList.Add(arg);
        return Process.Start(info)!;
    }
}
