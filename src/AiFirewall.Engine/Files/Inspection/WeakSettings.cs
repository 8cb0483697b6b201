using System.Text;

namespace AiFirewall.Files.Inspection;

/// <summary>Settings that take a protection away.</summary>
internal static class WeakSettings
{
    // Without blanks, in lower case, every quote a single one.
    private static readonly (string Text, string What)[] All =
    [
        ("verify=false", "checking of certificates"), ("verify_ssl=false", "checking of certificates"), ("ssl_verify=false", "checking of certificates"),
        ("sslverify=false", "checking of certificates"), ("verify_certs=false", "checking of certificates"), ("verifyssl:false", "checking of certificates"),
        ("check_hostname=false", "checking of certificates"), ("rejectunauthorized:false", "checking of certificates"),
        ("node_tls_reject_unauthorized", "checking of certificates"), ("insecureskipverify:true", "checking of certificates"), ("insecureskipverify=true", "checking of certificates"),
        ("ssl.cert_none", "checking of certificates"), ("verify_none", "checking of certificates"), ("_create_unverified_context", "checking of certificates"),
        ("danger_accept_invalid_certs(true)", "checking of certificates"), ("danger_accept_invalid_hostnames(true)", "checking of certificates"),
        ("dangerousacceptanyservercertificatevalidator", "checking of certificates"), ("servercertificatevalidationcallback={$true}", "checking of certificates"),
        ("servercertificatevalidationcallback+=(_,_,_,_)=>true", "checking of certificates"), ("servercertificatecustomvalidationcallback=(_,_,_,_)=>true", "checking of certificates"),
        ("-skipcertificatecheck", "checking of certificates"), ("curlopt_ssl_verifypeer,false", "checking of certificates"), ("curlopt_ssl_verifypeer,0", "checking of certificates"),
        ("stricthostkeychecking=no", "checking of host keys"), ("stricthostkeycheckingno", "checking of host keys"), ("insecureignorehostkey()", "checking of host keys"),
        ("allowanyorigin()", "limits on origins"), ("access-control-allow-origin','*'", "limits on origins"), ("access-control-allow-origin':'*'", "limits on origins"),
        ("access-control-allow-origin:*", "limits on origins"), ("origin:'*'", "limits on origins"), ("allow_origins=['*']", "limits on origins"), ("origins='*'", "limits on origins"),
        ("cors_allow_all_origins=true", "limits on origins"),
        ("csrf_exempt", "protection against forged requests"), ("csrf().disable()", "protection against forged requests"), ("csrf->csrf.disable()", "protection against forged requests"),
        ("skip_before_action:verify_authenticity_token", "protection against forged requests"), ("[allowanonymous]", "the need to log in"), (".permitall()", "the need to log in"),
        ("requirehttpsmetadata=false", "encryption of the connection"), ("validateissuersigningkey=false", "checking of signatures"), ("validatelifetime=false", "checking of expiry"),
        ("algorithms=['none']", "checking of signatures"), ("algorithms:['none']", "checking of signatures"), ("verify_signature':false", "checking of signatures"),
        ("chmod777", "file permissions"), ("chmod-r777", "file permissions"), ("chmod(0777", "file permissions"), (",0o777)", "file permissions"), (",0777)", "file permissions"),
    ];

    /// <summary>What added lines take away and removed lines did not; null for nothing.</summary>
    /// <param name="added">The lines that come, without comments.</param>
    /// <param name="removed">The lines that go.</param>
    public static string? In(string added, string removed)
    {
        var now = Squeeze(added);
        string? old = null;
        foreach (var (text, what) in All)
        {
            var count = Count(now, text);
            if (count > 0 && count > Count(old ??= Squeeze(removed), text)) return what;
        }

        return null;
    }

    private static int Count(string squeezed, string text)
    {
        var count = 0;
        for (var at = squeezed.IndexOf(text, StringComparison.Ordinal); at >= 0; at = squeezed.IndexOf(text, at + 1, StringComparison.Ordinal))
        {
            // "should_verify=False" is another name.
            // New directories are made with 0777 all day, and the umask takes from it; changing something to it is meant.
            if (text[0] == ',' && !squeezed.AsSpan(Math.Max(0, at - 60), Math.Min(60, at)).Contains("chmod(", StringComparison.Ordinal)) continue;
            if (!char.IsAsciiLetter(text[0]) || at == 0 || !(char.IsLetterOrDigit(squeezed[at - 1]) || squeezed[at - 1] == '_')) count++;
        }

        return count;
    }

    private static string Squeeze(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c == '\n') result.Append(' ');
            else if (!char.IsWhiteSpace(c)) result.Append(c is '"' or '`' ? '\'' : char.ToLowerInvariant(c));
        }

        return result.ToString();
    }
}
