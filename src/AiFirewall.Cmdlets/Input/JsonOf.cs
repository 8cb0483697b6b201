using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Text.Json;

namespace AiFirewall.Cmdlets.Input;

/// <summary>Writes PowerShell values (hashtables, arrays, custom objects, plain values) as JSON.</summary>
internal static class JsonOf
{
    private const int MaxDepth = 60;

    /// <summary>The JSON of a value.</summary>
    /// <exception cref="InputException">It is nested too deeply, which a value that holds itself is.</exception>
    public static string Value(object? value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            Write(writer, value, depth: 0);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        if (depth > MaxDepth) throw new InputException($"A value is nested more than {MaxDepth} deep.");
        switch (value is PSObject { BaseObject: not PSCustomObject and var inner } ? inner : value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case char or Guid or Uri or Enum: writer.WriteStringValue(value!.ToString()); break;
            case bool truth: writer.WriteBooleanValue(truth); break;
            case SwitchParameter given: writer.WriteBooleanValue(given.IsPresent); break;
            case DateTime time: writer.WriteStringValue(time); break;
            case DateTimeOffset time: writer.WriteStringValue(time); break;
            case IDictionary pairs: WritePairs(writer, pairs, depth); break;
            case PSObject custom: WriteProperties(writer, custom, depth); break;
            case IEnumerable elements: WriteElements(writer, elements, depth); break;
            case IFormattable number when IsNumber(number): writer.WriteRawValue(number.ToString(null, CultureInfo.InvariantCulture)); break;
            case var other: writer.WriteStringValue(other.ToString()); break;
        }
    }

    private static void WritePairs(Utf8JsonWriter writer, IDictionary pairs, int depth)
    {
        writer.WriteStartObject();
        foreach (DictionaryEntry pair in pairs)
        {
            writer.WritePropertyName(pair.Key.ToString()!);
            Write(writer, pair.Value, depth + 1);
        }
        writer.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter writer, PSObject custom, int depth)
    {
        writer.WriteStartObject();
        foreach (var property in custom.Properties)
        {
            writer.WritePropertyName(property.Name);
            Write(writer, property.Value, depth + 1);
        }
        writer.WriteEndObject();
    }

    private static void WriteElements(Utf8JsonWriter writer, IEnumerable elements, int depth)
    {
        writer.WriteStartArray();
        foreach (var element in elements)
            Write(writer, element, depth + 1);
        writer.WriteEndArray();
    }

    private static bool IsNumber(object value) =>
        value is sbyte or byte or short or ushort or int or uint or long or ulong or decimal or System.Numerics.BigInteger
        || (value is double or float && double.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture)));
}
