using System.Diagnostics;
using AiFirewall.Observation;
using AiFirewall.Tests.Shells.Bash;

namespace AiFirewall.Tests.Fuzzing;

/// <summary>
/// Draws texts and checks what has to hold for them. The text with a number is the same on every machine and in every run, so that a
/// failure can be looked at again by its number.
/// </summary>
internal sealed class Fuzzer(Guard guard, IObservation observation, string repositoryRoot, int seed)
{
    private static readonly string?[] Dialects = [null, "postgres", "mysql", "sqlite", "mssql", "oracle"];

    private static readonly string[] Interpreters =
        ["python3 -", "perl", "ruby", "node", "php", "lua -", "awk -f -", "Rscript -", "osascript", "python3 -c", "perl -e", "ruby -e", "node -e", "php -r", "lua -e", "awk", "osascript -e", "Rscript -e", "mongosh --eval", "redis-cli", "psql -c", "sed -n"];

    private readonly FuzzSeeds _seeds = FuzzSeeds.Read(repositoryRoot);
    private readonly FuzzProperties _properties = new(guard, observation);
    private readonly WrappingProperties _wrapping = new(guard, observation);

    /// <summary>Checks texts one after the other until the time is up.</summary>
    /// <param name="language">The language; null for all of them in turn.</param>
    /// <param name="checksWrapping">Checks what holds for texts in texts as well; only of Bash.</param>
    /// <param name="from">The number of the first text.</param>
    /// <param name="time">How long.</param>
    /// <param name="progress">Is told the number of each text before it is checked; for runs whose process may die.</param>
    /// <returns>The failures, one for each fault.</returns>
    public IEnumerable<FuzzFailure> Run(FuzzLanguage? language, bool checksWrapping, long from, TimeSpan time, Action<long>? progress = null)
    {
        var start = Stopwatch.GetTimestamp();
        var seen = new HashSet<string>();
        for (var index = from; Stopwatch.GetElapsedTime(start) < time; index++)
        {
            progress?.Invoke(index);
            var input = Draw(language ?? (FuzzLanguage)(index % 4), index);
            foreach (var fault in (FuzzFault?[])[_properties.Check(input), checksWrapping ? _wrapping.Check(input) : null])
            {
                if (fault is not null && seen.Add(fault.Property)) yield return Shrunk(index, input, fault);
            }
        }
    }

    /// <summary>Checks the texts that people wrote as they are.</summary>
    public IEnumerable<FuzzFailure> RunSeeds(FuzzLanguage language, bool checksWrapping)
    {
        foreach (var input in _seeds.Of(language))
        {
            if (_properties.Check(input) is { } fault) yield return Shrunk(-1, input, fault);
            if (checksWrapping && _wrapping.Check(input) is { } wrapped) yield return Shrunk(-1, input, wrapped);
        }
    }

    /// <summary>The text with a number.</summary>
    public FuzzCase Draw(FuzzLanguage language, long index)
    {
        var random = new Random(Mix(seed, index));
        var dialect = language == FuzzLanguage.Sql ? Dialects[random.Next(Dialects.Length)] : null;
        var text = random.Next(10) switch
        {
            < 4 => Mutation.Of(Seed(language, random), Seed(language, random), random),
            < 7 => Written(language, random),
            < 9 => Mutation.Of(Written(language, random), Seed(language, random), random),
            _ => Mutation.Of(Seed(language, random), Seed((FuzzLanguage)random.Next(4), random), random),
        };
        return new FuzzCase(language, text, dialect);
    }

    private string Seed(FuzzLanguage language, Random random)
    {
        var cases = _seeds.Of(language);
        return cases[random.Next(cases.Count)].Text;
    }

    private static string Written(FuzzLanguage language, Random random) => language switch
    {
        FuzzLanguage.Bash when random.Next(4) == 0 => RandomScript.Of(random.Next()),
        FuzzLanguage.Bash when random.Next(3) == 0 => InlineCode(random),
        FuzzLanguage.Bash => Grammars.Bash.Write(random),
        FuzzLanguage.PowerShell => Grammars.PowerShell.Write(random),
        FuzzLanguage.Cmd => Grammars.Cmd.Write(random),
        _ => Grammars.Sql.Write(random),
    };

    private static string InlineCode(Random random)
    {
        var interpreter = Interpreters[random.Next(Interpreters.Length)];
        var code = interpreter.StartsWith("psql", StringComparison.Ordinal) ? Grammars.Sql.Write(random) : Grammars.Code.Write(random);
        if (random.Next(4) == 0) code = Mutation.Of(code, Grammars.Code.Write(random), random);
        return interpreter.Contains(" -c", StringComparison.Ordinal) || interpreter.Contains("-e", StringComparison.Ordinal) || interpreter is "php -r" or "awk" or "redis-cli" or "sed -n"
            ? $"{interpreter} '{code.Replace("'", "'\\''", StringComparison.Ordinal)}'"
            : $"{interpreter} <<'END OF CODE'\n{code}\nEND OF CODE\n";
    }

    private FuzzFailure Shrunk(long index, FuzzCase input, FuzzFault fault)
    {
        var text = Shrinker.Shrink(input.Text, shorter => Faults(input with { Text = shorter }).Any(f => f.Property == fault.Property));
        var smallest = input with { Text = text };
        return new FuzzFailure(index, smallest, Faults(smallest).FirstOrDefault(f => f.Property == fault.Property) ?? fault);
    }

    private IEnumerable<FuzzFault> Faults(FuzzCase input)
    {
        if (_properties.Check(input) is { } fault) yield return fault;
        if (_wrapping.Check(input) is { } wrapped) yield return wrapped;
    }

    // SplitMix64: neighbouring numbers give texts that have nothing in common.
    private static int Mix(int seed, long index)
    {
        unchecked
        {
            var z = (ulong)index + ((ulong)(uint)seed << 32) + 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return (int)(z ^ (z >> 31));
        }
    }
}
