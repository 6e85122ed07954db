using System.Diagnostics;
using IoEngine.Cli;

namespace IoEngine.Acceptance;

/// <summary>The command line, as its users call it.</summary>
/// <remarks>
/// A process of its own for each of hundreds of calls would spend nearly all its time on starting and on compiling: most run
/// within the tests' process, one after the other. What is of the process (its start, its streams, interrupts, time) is tested on
/// the built and the published program.
/// </remarks>
internal static class Ioe
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // The current folder and the console are the whole process's.
    private static readonly Lock OneAtATime = new();

    private static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Runs it to its end within the tests' process.</summary>
    public static (int Code, string Output, string Error) Run(string folder, params string[] args)
    {
        lock (OneAtATime)
        {
            var (here, console) = (Directory.GetCurrentDirectory(), Console.Error);
            using var output = new StringWriter();
            using var error = new StringWriter();
            Directory.SetCurrentDirectory(folder);
            Console.SetError(error);
            try
            {
                var code = CommandLine.RunAsync(args, output, error).GetAwaiter().GetResult();
                return (code, output.ToString(), error.ToString());
            }
            finally
            {
                Console.SetError(console);
                Directory.SetCurrentDirectory(here);
            }
        }
    }

    /// <summary>Runs the built program to its end.</summary>
    public static (int Code, string Output, string Error) RunProgram(string folder, params string[] args)
    {
        using var process = Start(folder, args);
        return Finish(process, Patience, $"ioe {string.Join(' ', args)}");
    }

    /// <summary>Runs the built program to its end, with variables of the environment: <c>NAME=value</c>.</summary>
    public static (int Code, string Output, string Error) RunProgramUnder(IEnumerable<string> variables, string folder, params string[] args)
    {
        using var process = Start(variables, folder, args);
        return Finish(process, Patience, $"{string.Join(' ', variables)} ioe {string.Join(' ', args)}");
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
    /// Where the tests run in the background of a shell, an interrupt is ignored by them and by all that they start: on Linux,
    /// env gives the program its own answer back, as at a terminal.
    /// </remarks>
    public static Process Start(string folder, params string[] args) => Start([], folder, args);

    private static Process Start(IEnumerable<string> variables, string folder, string[] args)
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
        foreach (var variable in variables) info.Environment[variable[..variable.IndexOf('=')]] = variable[(variable.IndexOf('=') + 1)..];
        return Process.Start(info)!;
    }
}
