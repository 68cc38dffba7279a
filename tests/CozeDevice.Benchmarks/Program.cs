using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// dotnet run -c Release --project tests/CozeDevice.Benchmarks -- --filter '*'              in this process, a minute each
// dotnet run -c Release --project tests/CozeDevice.Benchmarks -- --filter '*' --job short  a generated project, needs restore
var inProcess = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, args.Contains("--job") ? null : inProcess);
