using AiFirewall.Effects;
using AiFirewall.Http;

namespace AiFirewall.Assessment;

/// <summary>How bad it is to reach another machine.</summary>
internal static class NetworkWeights
{
    /// <summary>Reading from it.</summary>
    public static Weight Fetch(Effect effect) => Exfiltration(effect) ?? new Weight(Intent.ApiRead, Risk.Low);

    /// <summary>Sending to it.</summary>
    public static Weight Send(Effect effect) => Exfiltration(effect) ?? new Weight(Intent.ApiWrite, UrlFindings.IsOwnServer(Url.Read(effect.Target.Text)) ? Risk.Low : Risk.Medium);

    /// <summary>Opening a connection to it.</summary>
    public static Weight Socket(Effect effect) => Exfiltration(effect) ?? (Url.Read(effect.Target.Text).IsThisMachine
        ? new Weight(Intent.ShellExec, Risk.Medium)
        : Weight.With(Intent.NetworkEgress, Risk.High, "net.raw-connection", $"opens a connection or transfers files ({EffectWeights.Name(effect)})"));

    /// <summary>Whatever is done to a metadata endpoint; null for any other target.</summary>
    public static Weight? Metadata(Effect effect) => UrlFindings.Concern(effect) && UrlFindings.IsMetadata(Url.Read(effect.Target.Text))
        ? Weight.With(Intent.ApiRead, Risk.Critical, "net.metadata-endpoint", "reaches a cloud metadata endpoint, which hands out the machine's credentials")
        : null;

    private static Weight? Exfiltration(Effect effect) => effect.Has(EffectTraits.CarriesSecret)
        ? Weight.With(Intent.NetworkEgress, Risk.Critical, "net.secret-exfiltration", $"sends a secret to {EffectWeights.Name(effect)}")
        : null;
}
