#pragma warning disable CA1812 // Nothing makes these: they are code to look at.
using AiFirewall.Tests.Architecture.Seeded.Upper;

namespace AiFirewall.Tests.Architecture.Seeded.Lower
{
    /// <summary>Uses the floor above, deep inside a method's body.</summary>
    internal static class LooksUp
    {
        public static IEnumerable<int> Lengths(IEnumerable<string> texts)
        {
            foreach (var text in texts) yield return Enumerable.Range(0, 3).Select(i => Above.Measure(text) + i).Sum();
        }
    }
}

namespace AiFirewall.Tests.Architecture.Seeded.Lower.Nested
{
    internal sealed record InTheSameRoom(Type Looked)
    {
        public InTheSameRoom() : this(typeof(Lower.LooksUp))
        {
        }
    }
}

namespace AiFirewall.Tests.Architecture.Seeded.Upper
{
    internal static class Above
    {
        public static int Measure(string text) => text.Length;
    }

    internal sealed class Left
    {
        public Beside.Right? Neighbour { get; set; }
    }
}

namespace AiFirewall.Tests.Architecture.Seeded.Beside
{
    internal sealed class Right
    {
        public static string NameOfNeighbour => typeof(List<Upper.Left>).Name;
    }
}

namespace AiFirewall.Tests.Architecture.Seeded.Impure
{
    internal static class LooksAround
    {
        public static string Where() => Environment.CurrentDirectory + DateTime.Now.Ticks;

        public static bool Exists(string path) => File.Exists(path);
    }
}
