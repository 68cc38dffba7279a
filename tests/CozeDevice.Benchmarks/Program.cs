using BenchmarkDotNet.Running;

// dotnet run -c Release --project tests/CozeDevice.Benchmarks -- --filter '*' --job short --inProcess
// In process: no project is generated and restored. Without --job short the figures are steadier and take minutes.
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
