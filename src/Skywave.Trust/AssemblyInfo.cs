using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Skywave.Trust.Tests")]
