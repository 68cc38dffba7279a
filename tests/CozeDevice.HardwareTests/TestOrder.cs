using Xunit;

// One board, one sound card: tests that hold or unplug it cannot run side by side.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
