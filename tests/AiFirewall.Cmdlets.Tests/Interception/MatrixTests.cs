using System.Management.Automation.Language;
using AiFirewall.Cmdlets.Tests.Hosting;

namespace AiFirewall.Cmdlets.Tests.Interception;

[Collection(InterceptionTests.Name)]
public sealed class MatrixTests(GuardedWorld world)
{
    public static TheoryData<string> AttacksHere => [.. Form.Attacks.Concat(Form.OneLiners).Where(f => f.RunsHere).Select(f => f.Does)];

    public static TheoryData<string> AttacksElsewhere => [.. Form.Attacks.Concat(Form.OneLiners).Where(f => !f.RunsHere).Select(f => f.Does)];

    public static TheoryData<string> BenignHere => [.. Form.Benign.Where(f => f.RunsHere).Select(f => f.Does)];

    [Theory]
    [MemberData(nameof(AttacksHere))]
    public void An_attack_is_stopped_by_the_gate_that_is_there_for_it(string does)
    {
        var form = Form.Attacks.Concat(Form.OneLiners).First(f => f.Does == does);
        if (form.Misses == "all") return;
        var script = world.Fill(does);
        if (form.Misses == "command")
        {
            // The gates of text are asked before anything runs: at the start of a process, and for every line at a console.
            using var asking = new GuardedSession(world, isGuarded: false);
            Assert.Equal(["False"], asking.Run($"Test-GuardCommand -Quiet -Shell PowerShell -InputObject {{{script}}}").Clean().Lines);
            return;
        }

        using var session = new GuardedSession(world, strict: true);
        var ran = session.Run(script);

        Assert.True(world.IsTargetThere, $"The target is gone. Errors: {string.Join(" | ", ran.ErrorIds)} {ran.Thrown}");
    }

    [Theory]
    [MemberData(nameof(AttacksHere))]
    public void An_attack_works_where_nothing_guards(string does)
    {
        // Else the test above would say nothing.
        using var session = new GuardedSession(world, isGuarded: false);

        session.Run(world.Fill(does));

        Assert.False(world.IsTargetThere);
    }

    [Theory]
    [MemberData(nameof(BenignHere))]
    public void What_is_harmless_goes_on_as_if_nobody_had_looked(string does)
    {
        Ran without, with;
        using (var session = new GuardedSession(world, isGuarded: false)) without = session.Run(world.Fill(does));
        using (var session = new GuardedSession(world)) with = session.Run(world.Fill(does));

        Assert.Equal(without.Lines, with.Lines);
        Assert.Equal(without.Errors.Select(e => e.Exception.Message), with.Errors.Select(e => e.Exception.Message));
        Assert.Equal(without.Thrown?.Message, with.Thrown?.Message);
        Assert.NotEmpty(without.Lines);
    }

    [Theory]
    [MemberData(nameof(BenignHere))]
    public void What_is_harmless_passes_the_gates_of_text(string does)
    {
        using var session = new GuardedSession(world, isGuarded: false);

        Assert.Equal(["True"], session.Run($"Test-GuardCommand -Quiet -Shell PowerShell -InputObject {{{world.Fill(does)}}}").Clean().Lines);
    }

    [Theory(Skip = "These need processes or cmdlets that the hosted engine does not have, or another system: RealMatrixTests runs them where there is a pwsh.")]
    [MemberData(nameof(AttacksElsewhere))]
    public void An_attack_of_another_host_is_stopped(string does) => Assert.NotEmpty(does);

    [Fact]
    public void The_matrix_is_as_large_and_as_tight_as_promised()
    {
        Assert.True(Form.Attacks.Count >= 63);
        Assert.True(Form.OneLiners.Count >= 37);
        Assert.True(Form.Benign.Count >= 20);
        // All gates: of every 63 forms at most 3 get through; the command gate alone: at most 8.
        Assert.True(Form.Attacks.Count(f => f.Misses == "all") * 63 <= 3 * Form.Attacks.Count);
        Assert.True(Form.Attacks.Count(f => f.Misses.Length > 0) * 63 <= 8 * Form.Attacks.Count);
        Assert.DoesNotContain(Form.OneLiners, f => f.Misses == "all");
    }

    [Fact]
    public void Every_form_parses()
    {
        Assert.All(Form.Attacks.Concat(Form.OneLiners).Concat(Form.Benign), form =>
        {
            Parser.ParseInput(world.Fill(form.Does), out _, out var errors);
            Assert.Empty(errors);
        });
    }
}
