using Skywave.Mirror;

return await CommandLine.RunAsync(ReaderCommands.Root("skywave-mirror", "Verify, mirror and read news that proves itself"), args).ConfigureAwait(false);
