using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace AiFirewall.Tests.Architecture;

/// <summary>Something that a type's code mentions: another type, and the member of it when there is one.</summary>
/// <param name="From">The type that mentions it, full name; nested types count as the one around them.</param>
/// <param name="To">The type that is mentioned, full name.</param>
/// <param name="Member">Its member; empty when the type alone is mentioned.</param>
internal sealed record Mention(string From, string To, string Member);

/// <summary>Everything that the types of an assembly mention: in signatures, fields, attributes and the bodies of methods.</summary>
internal sealed class AssemblyReferences
{
    private static readonly OperandType[] OneByte = new OperandType[256];
    private static readonly OperandType[] TwoBytes = new OperandType[256];

    private readonly MetadataReader _metadata;
    private readonly PEReader _file;
    private readonly HashSet<Mention> _mentions = [];
    private readonly TypeNames _names;

    static AssemblyReferences()
    {
        foreach (var field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var code = (OpCode)field.GetValue(null)!;
            (code.Size == 1 ? OneByte : TwoBytes)[code.Value & 0xFF] = code.OperandType;
        }
    }

    private AssemblyReferences(PEReader file)
    {
        _file = file;
        _metadata = file.GetMetadataReader();
        _names = new TypeNames(_metadata);
    }

    /// <summary>What the types of the assembly at <paramref name="path"/> mention.</summary>
    public static IReadOnlyCollection<Mention> Of(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var references = new AssemblyReferences(file);
        foreach (var handle in references._metadata.TypeDefinitions) references.ReadType(handle);
        return references._mentions;
    }

    private void ReadType(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        var from = _names.Outermost(handle);
        Add(from, type.BaseType);
        foreach (var contract in type.GetInterfaceImplementations()) Add(from, _metadata.GetInterfaceImplementation(contract).Interface);
        foreach (var parameter in type.GetGenericParameters()) ReadConstraints(from, parameter);
        foreach (var attribute in type.GetCustomAttributes()) Add(from, _metadata.GetCustomAttribute(attribute).Constructor);
        foreach (var field in type.GetFields()) AddAll(from, _metadata.GetFieldDefinition(field).DecodeSignature(_names, null));
        foreach (var method in type.GetMethods()) ReadMethod(from, _metadata.GetMethodDefinition(method));
    }

    private void ReadMethod(string from, MethodDefinition method)
    {
        AddSignature(from, method.DecodeSignature(_names, null));
        foreach (var parameter in method.GetGenericParameters()) ReadConstraints(from, parameter);
        if (method.RelativeVirtualAddress == 0) return;
        var body = _file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
        {
            foreach (var local in _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_names, null)) AddAll(from, local);
        }

        foreach (var region in body.ExceptionRegions) Add(from, region.CatchType);
        ReadInstructions(from, body.GetILReader());
    }

    private void ReadInstructions(string from, BlobReader code)
    {
        while (code.RemainingBytes > 0)
        {
            var first = code.ReadByte();
            var operand = first == 0xFE ? TwoBytes[code.ReadByte()] : OneByte[first];
            switch (operand)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    Add(from, MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    var targets = code.ReadInt32();
                    code.Offset += 4 * targets;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    code.Offset += 8;
                    break;
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    code.Offset += 1;
                    break;
                case OperandType.InlineVar:
                    code.Offset += 2;
                    break;
                default:
                    code.Offset += 4;
                    break;
            }
        }
    }

    private void ReadConstraints(string from, GenericParameterHandle parameter)
    {
        foreach (var constraint in _metadata.GetGenericParameter(parameter).GetConstraints()) Add(from, _metadata.GetGenericParameterConstraint(constraint).Type);
    }

    private void Add(string from, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition or HandleKind.TypeReference or HandleKind.TypeSpecification when !handle.IsNil:
                AddAll(from, _names.Of(handle));
                break;
            case HandleKind.MemberReference:
                var member = _metadata.GetMemberReference((MemberReferenceHandle)handle);
                AddAll(from, _names.Of(member.Parent), _metadata.GetString(member.Name));
                if (member.GetKind() == MemberReferenceKind.Field) AddAll(from, member.DecodeFieldSignature(_names, null));
                else AddSignature(from, member.DecodeMethodSignature(_names, null));
                break;
            case HandleKind.MethodDefinition:
                var method = _metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                AddAll(from, _names.Of(method.GetDeclaringType()), _metadata.GetString(method.Name));
                break;
            case HandleKind.FieldDefinition:
                var field = _metadata.GetFieldDefinition((FieldDefinitionHandle)handle);
                AddAll(from, _names.Of(field.GetDeclaringType()), _metadata.GetString(field.Name));
                break;
            case HandleKind.MethodSpecification:
                var generic = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                Add(from, generic.Method);
                foreach (var argument in generic.DecodeSignature(_names, null)) AddAll(from, argument);
                break;
            default:
                break;
        }
    }

    private void AddSignature(string from, MethodSignature<ImmutableHashSet<string>> signature)
    {
        AddAll(from, signature.ReturnType);
        foreach (var parameter in signature.ParameterTypes) AddAll(from, parameter);
    }

    private void AddAll(string from, ImmutableHashSet<string> types, string member = "")
    {
        foreach (var type in types)
        {
            if (type != from) _mentions.Add(new Mention(from, type, member));
        }
    }
}
