using BenchmarkDotNet.Running;
using CozeDevice.Benchmarks;

// dotnet run -c Release --project tests/CozeDevice.Benchmarks -- --filter '*' --job short --inProcess
// In process: no project is generated and restored. Without --job short the figures are steadier and take minutes.
// duplex: listening while speaking in real time, a minute and ten seconds.
if (args is ["duplex"]) Duplex.Run();
else BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
