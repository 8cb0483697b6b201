using System.Buffers;

namespace AiFirewall.Effects;

/// <summary>Where keys, tokens and passwords are kept.</summary>
internal static class CredentialPaths
{
    /// <summary>Files by name, wherever they lie.</summary>
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ".env", ".envrc", ".netrc", "_netrc", ".pgpass", ".my.cnf", ".mylogin.cnf", ".npmrc", ".yarnrc.yml", ".pypirc", ".git-credentials", ".htpasswd",
        ".vault-token", ".dockercfg", ".s3cfg", ".boto", ".authinfo", ".msmtprc", ".terraformrc", "terraform.rc", "credentials.tfrc.json",
        "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "id_ecdsa_sk", "id_ed25519_sk",
        "credentials.json", "client_secret.json", "application_default_credentials.json", "service-account.json", "serviceaccount.json",
        "secrets.yml", "secrets.yaml", "secrets.json", "secrets.toml", "secret.key", "master.key", "wallet.dat", "ntds.dit",
        "unattend.xml", "autounattend.xml", "sysprep.inf", "sysprep.xml", "groups.xml", "login data", "cookies.sqlite", "key4.db", "logins.json", "keychain.db", "login.keychain-db", "accesstokens.json", "azureprofile.json",
        "krb5.keytab", "web.config.secrets", "consolehost_history.txt.secrets",
    };

    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
        { ".pem", ".key", ".p12", ".pfx", ".jks", ".keystore", ".kdbx", ".ppk", ".pkcs12", ".ovpn", ".kdb", ".agekey" };

    /// <summary>Ends of paths, with the slash in front.</summary>
    private static readonly string[] Ends =
    [
        "/.aws/credentials", "/.aws/config", "/.kube/config", "/.docker/config.json", "/.config/gh/hosts.yml", "/.cargo/credentials", "/.cargo/credentials.toml",
        "/.gem/credentials", "/.config/hub", "/.config/rclone/rclone.conf", "/.m2/settings.xml", "/.gradle/gradle.properties", "/.nuget/nuget.config",
        "/.config/doctl/config.yaml", "/.config/op/config", "/.oci/config", "/.bundle/config", "/.config/composer/auth.json", "/.composer/auth.json",
        "/etc/kubernetes/admin.conf", "/containers/auth.json", "/.config/hcloud/cli.toml", "/.config/stripe/config.toml", "/.config/heroku/credentials",
        "/etc/shadow", "/etc/gshadow", "/etc/sudoers", "/etc/shadow-", "/etc/master.passwd", "/etc/security/opasswd", "/etc/krb5.keytab",
        "/proc/self/environ", "/windows/system32/config/sam", "/windows/system32/config/security", "/windows/system32/config/system",
        "/windows/repair/sam", "/.local/share/keyrings/login.keyring", "/.ssh/identity", "/var/run/secrets/kubernetes.io/serviceaccount/token",
    ];

    /// <summary>Directories, with slashes on both sides.</summary>
    private static readonly string[] Directories =
    [
        "/.ssh/", "/.gnupg/", "/.aws/", "/.azure/", "/.config/gcloud/", "/.password-store/", "/library/keychains/", "/.local/share/keyrings/", "/.config/op/",
        "/.terraform.d/credentials", "/etc/sudoers.d/", "/etc/ssl/private/", "/etc/letsencrypt/live/", "/run/secrets/", "/var/run/secrets/",
        "/appdata/roaming/microsoft/credentials/", "/appdata/local/microsoft/credentials/", "/appdata/local/comms/unistore/",
        "hklm:/sam/", "hklm:/security/", "/microsoft/protect/",
        "/.electrum/", "/.bitcoin/", "/.ethereum/keystore/", "/.config/solana/", "/.kube/", "/.vault/", "/.secrets/", "/etc/kubernetes/pki/",
    ];

    /// <summary>Files in those directories that hold no secret.</summary>
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
        { "known_hosts", "known_hosts.old", "authorized_keys", "config", "allowed_signers", "environment", "rc", "gpg.conf", "gpg-agent.conf", "pubring.kbx", "trustdb.gpg" };

    private static readonly string[] Examples = [".example", ".sample", ".template", ".dist", ".tpl", ".defaults", ".schema", ".d.ts", "-example", ".test"];

    private static readonly SearchValues<string> InDirectories = SearchValues.Create(Directories, StringComparison.OrdinalIgnoreCase);

    /// <summary>The ends of paths, and the directories themselves, by what is behind their last slash: most paths end in none of these.</summary>
    private static readonly Dictionary<string, List<string>>.AlternateLookup<ReadOnlySpan<char>> EndsByName = ByName([.. Ends, .. Directories.Select(d => d[..^1])]);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> IsName = Names.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> IsExtension = Extensions.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> IsHarmlessName = Harmless.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a file at <paramref name="path"/> is, or a pattern may meet, a secret.</summary>
    public static bool Covers(string path, bool isGlob)
    {
        var name = PathResolver.LastSegmentSpan(path);
        if (EndsByName.TryGetValue(name, out var ends) && ends.Exists(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase))) return true;
        if (path.AsSpan().ContainsAny(InDirectories)) return !IsHarmless(name);
        if (IsProcessEnvironment(path) || BrowserProfiles.Covers(path)) return true;
        if (IsDotEnv(name)) return true;
        if (IsName.Contains(name)) return true;
        if (isGlob && MeetsName(name)) return true;
        var dot = name.LastIndexOf('.');
        if (dot >= 0 && IsExtension.Contains(name[dot..])) return !IsPublic(name);
        return name.EndsWith("_rsa", StringComparison.Ordinal) || name.EndsWith("_ed25519", StringComparison.Ordinal);
    }

    /// <summary><c>.env</c>, <c>.env.production</c>, <c>prod.env</c>; not <c>.env.example</c>.</summary>
    private static bool IsDotEnv(ReadOnlySpan<char> name)
    {
        if (!name.StartsWith(".env", StringComparison.OrdinalIgnoreCase) && !name.EndsWith(".env", StringComparison.OrdinalIgnoreCase)) return false;
        if (name.Length > 4 && name.StartsWith(".env", StringComparison.OrdinalIgnoreCase) && name[4] is not ('.' or '-' or '_' or '?' or '*' or Unresolved.Hole)) return false;
        foreach (var example in Examples)
        {
            if (name.EndsWith(example, StringComparison.OrdinalIgnoreCase)) return false;
        }

        return true;
    }

    private static bool IsHarmless(ReadOnlySpan<char> name) => name.EndsWith(".pub", StringComparison.OrdinalIgnoreCase) || IsHarmlessName.Contains(name);

    /// <summary>Whether a pattern may meet a file that is secret by its name.</summary>
    private static bool MeetsName(ReadOnlySpan<char> pattern)
    {
        if (pattern.IndexOfAny("*?[") < 0 || IsBroad(pattern)) return false;
        foreach (var secret in Names)
        {
            if ((secret[0] == pattern[0] || pattern[0] is '*' or '?' or '[') && Glob.Matches(pattern, secret, ignoreCase: false)) return true;
        }

        return false;
    }

    private static Dictionary<string, List<string>>.AlternateLookup<ReadOnlySpan<char>> ByName(IEnumerable<string> ends)
    {
        var byName = new Dictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var end in ends)
        {
            var name = end[(end.LastIndexOf('/') + 1)..];
            if (!byName.TryGetValue(name, out var same)) byName[name] = same = [];
            same.Add(end);
        }

        return byName.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>A pattern that meets nearly everything says nothing about secrets.</summary>
    private static bool IsBroad(ReadOnlySpan<char> pattern)
    {
        var rest = pattern.TrimStart('*').TrimEnd('*');
        // "*.json" is every file of a common kind, "*secret*.json" is not.
        return rest.Length < 2 || (pattern[0] == '*' && rest[0] == '.' && CommonKinds.Contains(rest[1..].ToString()));
    }

    private static readonly HashSet<string> CommonKinds = new(StringComparer.OrdinalIgnoreCase) { "json", "yaml", "yml", "xml", "toml", "txt", "db", "dat", "ini", "cfg" };

    private static bool IsPublic(ReadOnlySpan<char> name) =>
        name.Contains("public", StringComparison.OrdinalIgnoreCase) || name.StartsWith("cert", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".pem", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ca", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".pem", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".pub.pem", StringComparison.OrdinalIgnoreCase);

    private static bool IsProcessEnvironment(string path) => path.StartsWith("/proc/", StringComparison.Ordinal) && (path.EndsWith("/environ", StringComparison.Ordinal) || path.EndsWith("/mem", StringComparison.Ordinal));
}
