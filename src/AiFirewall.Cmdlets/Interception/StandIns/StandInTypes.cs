using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;
using System.Reflection.Emit;

namespace AiFirewall.Cmdlets.Interception.StandIns;

/// <summary>
/// Makes the class that stands in for a cmdlet. Its parameters come from the real command at run time; what the engine takes from the class
/// alone (name, default parameter set, whether it knows <c>-WhatIf</c>) is copied into an attribute here.
/// </summary>
internal static class StandInTypes
{
    private static readonly Lock s_lock = new();
    private static readonly Lazy<ModuleBuilder> s_module = new(() =>
        AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("AiFirewall.StandIns"), AssemblyBuilderAccess.Run).DefineDynamicModule("AiFirewall.StandIns"));

    private static readonly Dictionary<Type, Type> s_types = [];
    private static readonly ConcurrentDictionary<int, StandsFor> s_stands = new();

    /// <summary>The command to hand back in place of a cmdlet.</summary>
    public static CmdletInfo For(CmdletInfo cmdlet)
    {
        lock (s_lock)
        {
            if (!s_types.TryGetValue(cmdlet.ImplementingType, out var type)) s_types[cmdlet.ImplementingType] = type = Make(cmdlet);
            return new CmdletInfo(cmdlet.Name, type);
        }
    }

    /// <summary>What a class stands for.</summary>
    public static StandsFor Of(int index) => s_stands[index];

    private static Type Make(CmdletInfo cmdlet)
    {
        var index = s_stands.Count;
        s_stands[index] = new(cmdlet.Name, cmdlet.ImplementingType);
        var type = s_module.Value.DefineType($"AiFirewall.StandIns.{cmdlet.Name.Replace("-", "", StringComparison.Ordinal)}{index}", TypeAttributes.Public | TypeAttributes.Sealed, typeof(CheckedCmdlet));
        type.SetCustomAttribute(AttributeOf(cmdlet));

        var constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, Type.EmptyTypes).GetILGenerator();
        constructor.Emit(OpCodes.Ldarg_0);
        constructor.Emit(OpCodes.Ldc_I4, index);
        constructor.Emit(OpCodes.Call, typeof(CheckedCmdlet).GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, [typeof(int)])!);
        constructor.Emit(OpCodes.Ret);
        return type.CreateType();
    }

    private static CustomAttributeBuilder AttributeOf(CmdletInfo cmdlet)
    {
        var real = cmdlet.ImplementingType.GetCustomAttribute<CmdletAttribute>() ?? new CmdletAttribute(cmdlet.Verb, cmdlet.Noun);
        string[] names = real.DefaultParameterSetName is null
            ? ["SupportsShouldProcess", "ConfirmImpact", "SupportsPaging", "SupportsTransactions"]
            : ["SupportsShouldProcess", "ConfirmImpact", "SupportsPaging", "SupportsTransactions", "DefaultParameterSetName"];
        var properties = names.Select(name => typeof(CmdletAttribute).GetProperty(name)!).ToArray();
        return new CustomAttributeBuilder(
            typeof(CmdletAttribute).GetConstructor([typeof(string), typeof(string)])!, [cmdlet.Verb, cmdlet.Noun], properties, [.. properties.Select(p => p.GetValue(real))]);
    }
}

/// <summary>The cmdlet that a class stands in for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The class that implements it.</param>
internal sealed record StandsFor(string Name, Type Type)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<ParameterMetadata>> _added = new(StringComparer.Ordinal);

    /// <summary>The cmdlet's own parameters. Reading them takes longer than judging a call.</summary>
    public IReadOnlyList<ParameterMetadata> Parameters => field ??= [.. new CmdletInfo(Name, Type).Parameters.Values];

    /// <summary>Those that a provider adds.</summary>
    /// <param name="provider">The provider of the current place.</param>
    /// <param name="read">Asks the engine for all of the cmdlet's parameters there.</param>
    public IReadOnlyList<ParameterMetadata> AddedBy(string provider, Func<IEnumerable<ParameterMetadata>?> read) =>
        typeof(IDynamicParameters).IsAssignableFrom(Type) ? _added.GetOrAdd(provider, _ => [.. (read() ?? []).Where(p => p.IsDynamic)]) : [];
}
