using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;
using System.Reflection.Emit;

namespace AiFirewall.Cmdlets.Interception.StandIns;

/// <summary>
/// Makes the classes that stand in for a cmdlet. What the engine takes from a class alone (name, default parameter set, whether it knows
/// <c>-WhatIf</c>) is copied into an attribute here.
/// </summary>
/// <remarks>
/// Where nothing comes down the pipeline, and the real class can be derived from, the stand-in is derived from it: it is bound once, and
/// checks what it was bound to before it begins. Elsewhere its parameters come from the real command at run time, and it steps that one.
/// </remarks>
internal static class StandInTypes
{
    private static readonly Lock s_lock = new();
    private static readonly Lazy<ModuleBuilder> s_module = new(() =>
        AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("AiFirewall.StandIns"), AssemblyBuilderAccess.Run).DefineDynamicModule("AiFirewall.StandIns"));

    private static readonly Dictionary<Type, Type> s_types = [];
    private static readonly Dictionary<Type, Type?> s_derived = [];
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

    /// <summary>The same for a call that gets nothing from a pipeline; null for a class that cannot be derived from.</summary>
    public static CmdletInfo? ForCall(CmdletInfo cmdlet)
    {
        lock (s_lock)
        {
            if (!s_derived.TryGetValue(cmdlet.ImplementingType, out var type)) s_derived[cmdlet.ImplementingType] = type = Derive(cmdlet);
            return type is null ? null : new CmdletInfo(cmdlet.Name, type);
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

    private static Type? Derive(CmdletInfo cmdlet)
    {
        var real = cmdlet.ImplementingType;
        if (real.IsSealed || !real.IsVisible || real.IsGenericType || !typeof(PSCmdlet).IsAssignableFrom(real) || real.GetConstructor(Type.EmptyTypes) is not { } create) return null;
        if (Step(real, "BeginProcessing") is not { } begin || Step(real, "ProcessRecord") is not { } process) return null;

        // Under the real one's name, which is a part of the identifiers of its errors; so each has an assembly of its own.
        var name = $"AiFirewall.StandIns.{s_derived.Count}";
        var module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(name), AssemblyBuilderAccess.Run).DefineDynamicModule(name);
        var type = module.DefineType(real.FullName!, TypeAttributes.Public | TypeAttributes.Sealed, real);
        type.SetCustomAttribute(AttributeOf(cmdlet));

        var constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, Type.EmptyTypes).GetILGenerator();
        constructor.Emit(OpCodes.Ldarg_0);
        constructor.Emit(OpCodes.Call, create);
        constructor.Emit(OpCodes.Ret);
        Override(type, begin, nameof(StandIn.BeforeBegin));
        Override(type, process, nameof(StandIn.BeforeRecord));
        return type.CreateType();
    }

    /// <summary>A step of a cmdlet that a derived class can put something before.</summary>
    private static MethodInfo? Step(Type real, string name) =>
        real.GetMethod(name, BindingFlags.Instance | BindingFlags.NonPublic, Type.EmptyTypes) is { IsVirtual: true, IsFinal: false } step && (step.IsFamily || step.IsFamilyOrAssembly) ? step : null;

    private static void Override(TypeBuilder type, MethodInfo step, string before)
    {
        var method = type.DefineMethod(step.Name, MethodAttributes.Family | MethodAttributes.Virtual | MethodAttributes.HideBySig, typeof(void), Type.EmptyTypes);
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Call, typeof(StandIn).GetMethod(before)!);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Call, step);
        code.Emit(OpCodes.Ret);
        type.DefineMethodOverride(method, step);
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
