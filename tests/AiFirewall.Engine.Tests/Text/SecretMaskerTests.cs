using AiFirewall.Tests.Policy;
using AiFirewall.Text;
using CsCheck;

namespace AiFirewall.Tests.Text;

public sealed class SecretMaskerTests
{
    // Made up; put together here so that scanners of repositories do not take them for real.
    private const string Forty = "wJalrXUtnFEMIK7MDENGbPxRfiCYzEXAMPLEKEYa";
    private const string Jwt = "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0NTY3ODkwIn0" + ".dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";

    public static TheoryData<string, string> Masked { get; } = new()
    {
        // Tokens of known shapes.
        { "aws configure set x " + "AKIA" + "IOSFODNN7EXAMPLE", "aws configure set x AKIA***" },
        { "ASIA" + "IOSFODNN7EXAMPLE", "ASIA***" },
        { "echo " + "ghp_" + Forty[..36], "echo ghp_***" },
        { "gho_" + Forty[..36] + " ghs_" + Forty[..36], "gho_*** ghs_***" },
        { "github_pat_" + "11ABCDEFG0abcdefghijkl_" + Forty, "gith***" },
        { "glpat-" + "abcDEF12345678-90_xy", "glpa***" },
        { "xoxb-" + "123456789012-abcdefABCDEF", "xoxb***" },
        { "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc", "sk_l***" },
        { "rk_live_" + "4eC39HqLyjWDarjtT1zdp7dc", "rk_l***" },
        { "AIza" + "SyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY", "AIza***" },
        { "sk-ant-" + "api03-" + Forty + "-" + Forty, "sk-a***" },
        { "sk-" + Forty + "abcdefgh", "sk-w***" },
        { "sk-proj-" + "abc_" + Forty, "sk-p***" },
        { "npm_" + Forty[..36], "npm_***" },
        { "pypi-" + "AgEIcHlwaS5vcmcC" + Forty, "pypi***" },
        { "curl -H 'X: " + Jwt + "'", "curl -H 'X: eyJh***'" },
        { "-----BEGIN RSA PRIVATE KEY-----\nMIIEow==\n-----END RSA PRIVATE KEY-----\nx", "-----BEGIN RSA PRIVATE KEY-----\n***\n-----END RSA PRIVATE KEY-----\nx" },
        { "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn", "-----BEGIN OPENSSH PRIVATE KEY-----\n***" },

        // Names and their values.
        { "aws_secret_access_key = " + Forty, "aws_secret_access_key = wJal***" },
        { "{\"SecretAccessKey\": \"" + Forty + "\", \"x\": 1}", "{\"SecretAccessKey\": \"wJal***\", \"x\": 1}" },
        { "PGPASSWORD=hunter2 psql -h db", "PGPASSWORD=*** psql -h db" },
        { "export DB_PASS='hun ter2'; ls", "export DB_PASS='***'; ls" },
        { "dbPass: hunter2", "dbPass: ***" },
        { "password=\"a\\\"b c\" next", "password=\"***\" next" },
        { "config[\"api_key\"] = \"abcdef\"", "config[\"api_key\"] = \"***\"" },
        { "'client_secret' => 'abcdef'", "'client_secret' => '***'" },
        { "$token := \"abcdef\"", "$token := \"***\"" },
        { "{\"body\":\"{\\\"password\\\":\\\"hunter2\\\",\\\"a\\\":1}\"}", "{\"body\":\"{\\\"password\\\":\\\"***\\\",\\\"a\\\":1}\"}" },
        { "https://x.example/cb?access_token=abcdef&state=1", "https://x.example/cb?access_token=***&state=1" },
        { "Server=db;User Id=sa;Password=hun,ter2;Encrypt=true", "Server=db;User Id=sa;Password=***;Encrypt=true" },
        { "Server=db;Pwd=hunter2", "Server=db;Pwd=***" },
        { "AccountName=x;AccountKey=" + Forty + "==;Suffix=y", "AccountName=x;AccountKey=wJal***;Suffix=y" },
        { "https://a.blob.example/c?sv=2022&sig=" + Forty, "https://a.blob.example/c?sv=2022&sig=wJal***" },
        { "password='$ecret'", "password='***'" },
        { "PASSWORD1=hunter2", "PASSWORD1=***" },
        { "openssl enc -pass pass:hunter2 -in x", "openssl enc -pass *** -in x" },

        // Options.
        { "tool --password hunter2 --verbose", "tool --password *** --verbose" },
        { "tool --password='hunter2 x'", "tool --password='***'" },
        { "tool --api-key hunter2", "tool --api-key ***" },
        { "Connect-X -ApiKey 'hunter2' -Force", "Connect-X -ApiKey '***' -Force" },
        { "Connect-X -Password:hunter2", "Connect-X -Password:***" },
        { "$p = ConvertTo-SecureString 'hunter2' -AsPlainText -Force", "$p = ConvertTo-SecureString '***' -AsPlainText -Force" },
        { "$password = ConvertTo-SecureString -AsPlainText -Force -String hunter2", "$password = ConvertTo-SecureString -AsPlainText -Force -String ***" },
        { "net use x /user:bob /pwd:hunter2", "net use x /user:bob /pwd:***" },
        { "{\"args\":[\"--token\",\"hunter2\"]}", "{\"args\":[\"--token\",\"***\"]}" },
        { "mysql -u root -phunter2 db", "mysql -u root -p*** db" },
        { "mysqldump -p'hunter2 x' db", "mysqldump -p'***' db" },
        { "sshpass -p hunter2 ssh host", "sshpass -p *** ssh host" },
        { "redis-cli -a hunter2 ping", "redis-cli -a *** ping" },
        { "sqlcmd -S db -U sa -P hunter2", "sqlcmd -S db -U sa -P ***" },
        { "curl -u bob:hunter2 https://x.example", "curl -u bob:*** https://x.example" },

        // URLs, headers, SQL.
        { "git clone https://bob:hunter2@github.com/x/y", "git clone https://bob:***@github.com/x/y" },
        { "postgres://u:p#s/w@host/db", "postgres://u:***@host/db" },
        { "https://" + "ghp_" + Forty[..36] + ":x-oauth-basic@github.com/x/y", "https://ghp_***:***@github.com/x/y" },
        { "https://" + Forty + ":@host/x", "https://wJal***:@host/x" },
        { "redis://:hunter2@host:6379", "redis://:***@host:6379" },
        { "https://" + Forty + "@host/x", "https://wJal***@host/x" },
        { "curl -H 'Authorization: Bearer abcdef' x", "curl -H 'Authorization: Bearer ***' x" },
        { "curl -H \"authorization: basic Ym9iOmh1bnRlcjI=\" x", "curl -H \"authorization: basic Ym9i***\" x" },
        { "Authorization: Bearer abcdef\nAccept: x", "Authorization: Bearer ***\nAccept: x" },
        { "{\"Authorization\": \"Bearer abcdef\"}", "{\"Authorization\": \"Bearer ***\"}" },
        { "Cookie: a=b; c=d", "Cookie: ***" },
        { "X-Api-Key: abcdef", "X-Api-Key: ***" },
        { "ALTER USER bob WITH PASSWORD 'hunter2';", "ALTER USER bob WITH PASSWORD '***';" },
        { "CREATE USER bob IDENTIFIED BY 'hunter2'", "CREATE USER bob IDENTIFIED BY '***'" },

        // Numbers of people.
        { "my SSN is 123-45-6789.", "my SSN is ***." },
        { "card 4111111111111111 ok", "card 4111*** ok" },
        { "card 4111 1111 1111 1111 ok", "card 4111*** ok" },
        { "card 5555-5555-5555-4444", "card 5555***" },
        { "amex 3782 822463 10005", "amex 3782***" },
        { "amex 378282246310005", "amex ***" },
    };

    public static TheoryData<string> Kept { get; } =
    [
        "",
        "ls -la /home/dev/app",
        "git show 9fceb02d0ae598e95dc970b74767f19372d61af8",
        "curl https://x.example/6ba7b810-9dad-11d1-80b4-00c04fd430c8",
        "dotnet add package Foo --version 10.0.12-preview.3.4567",
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk",
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "AKIA is a prefix, AKIASHORT is not a key",
        "AKIAIOSFODNN7EXAMPLEX1 is too long",
        "ghp_short gho_ ghs_1234",
        "npm_config_registry=https://registry.npmjs.org npm_package_name",
        "pip install scikit-learn sk-learn-contrib-something-1-2-3-4-5-6-7",
        "risk-free desk-top sk-some-kebab-name-that-is-long",
        "glpat- is the prefix",
        "pypi-publish pypi-mirror-of-the-company",
        "eyJhIjoxfQ== is base64 of JSON",
        "survey.JPG keyJ.key.x",
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
        "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----",
        "cd $PWD && PWD=/home/dev/app OLDPWD=/tmp make",
        "max_tokens: 4096, token_count=12, tokenizer=bpe",
        "git commit -m 'rotate the password and the token'",
        "grep -rn password src/",
        "if token == expected and secret != other: pass",
        "tool --password-stdin --token-file /run/x --no-password",
        "tool --password \"$DB_PASSWORD\" --token ${TOKEN} --secret %SECRET%",
        "export TOKEN=$(cat /run/token)",
        "$env:TOKEN = $env:OTHER_TOKEN",
        "$token = (Get-AzAccessToken -ResourceUrl x).Token; $secret = Read-Host -AsSecureString",
        "$password = ConvertTo-SecureString $plain -AsPlainText -Force; $credential = New-Object X $password",
        "Get-Content x | ConvertTo-SecureString",
        "password: <your-password>",
        "password = null",
        "interface X { password: string; token?: string }",
        "docker build --secret id=npm,src=.npmrc .",
        "ssh --private-key ~/.ssh/id_rsa host",
        "mkdir -p a/b && docker run -p3306:3306 mysql",
        "mysql -u root -p db",
        "mysql -P3306 -h db",
        "docker run -u 1000:1000 x",
        "https://x.example:8080/a@2x.png",
        "ssh://git@github.com/x/y",
        "scp file bob@host:/tmp",
        "bypass: yes, compass=north",
        "Author: bob <bob@example.com>",
        "2026-11-24 2026-11-24T07:00:00Z 555-1234",
        "000-12-3456 666-12-3456 900-12-3456 123-00-4567 123-45-0000",
        "phone +1-212-555-0123",
        "1700000000000 1234567890123456",
        "4111111111111112 is not a card, nor is 0000000000000000",
        "id 94111111111111111 v4111111111111111x",
        "SELECT 'password' FROM t WHERE name = 'x'",
    ];

    [Theory]
    [MemberData(nameof(Masked))]
    public void A_secret_is_masked(string text, string expected)
    {
        Assert.Equal(expected, SecretMasker.Mask(text));
        Assert.True(SecretMasker.ContainsSecret(text));
    }

    [Theory]
    [MemberData(nameof(Kept))]
    public void What_only_looks_like_a_secret_is_kept(string text)
    {
        Assert.Same(text, SecretMasker.Mask(text));
        Assert.False(SecretMasker.ContainsSecret(text));
    }

    [Theory]
    [MemberData(nameof(Masked))]
    public void What_has_been_masked_stays_as_it_is(string text, string expected)
    {
        Assert.NotEqual(text, expected);
        Assert.Same(expected, SecretMasker.Mask(expected));
    }

    [Fact]
    public void No_masked_text_contains_the_secret()
    {
        var secret = Gen.Char["abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"].Array[36, 48].Select(characters => new string(characters));
        var carrier = PolicyGen.Among(
            "ghp_{0}", "npm_{0}", "sk-{0}", "sk_live_{0}", "glpat-{0}", "xoxb-{0}", "pypi-{0}xxxx", "PASSWORD={0}", "--token {0}", "--secret='{0}'",
            "\"api_key\": \"{0}\"", "https://u:{0}@h/", "Authorization: Bearer {0}", "Password={0};", "mysql -p{0}", "PASSWORD '{0}'", "?access_token={0}&x",
            "eyJhbGciOiJub25lIn0.eyJ{0}.{0}", "-----BEGIN PRIVATE KEY-----\n{0}\n-----END PRIVATE KEY-----");
        var around = PolicyGen.Among("", " ", "echo ", "\n", "{ ", "; ", " && ", "'", "\"", "-H '");

        Gen.Select(secret, carrier, around, around).Sample((value, shape, before, after) =>
            !SecretMasker.Mask(before + string.Format(null, shape, value) + after).Contains(value[4..], StringComparison.Ordinal), iter: 20_000);
    }

    [Fact]
    public void Whatever_the_text_masking_does_not_throw_and_changes_only_what_holds_a_secret() =>
        PolicyGen.Among(
            "password", "token", "=", ":", " ", "'", "\"", "\\", "-", "--", "_", "ghp_", "sk-", "abc123", "eyJ", ".", "://", "@", "/", "&", ";", "\n", "$", "{", "}",
            "***", "-----BEGIN PRIVATE KEY-----", "-----END ", "4111111111111111", "123-45-6789", "Bearer ", "mysql -p", "x", "\ud83d", "AKIAIOSFODNN7EXAMPLE", "curl -u ")
            .Array[0, 12].Select(string.Concat).Sample(text =>
                SecretMasker.ContainsSecret(text) == !ReferenceEquals(SecretMasker.Mask(text), text), iter: 100_000);

    [Theory]
    [InlineData("a")]
    [InlineData("-")]
    [InlineData("_")]
    [InlineData("=")]
    [InlineData("1")]
    [InlineData("password=\"")]
    [InlineData("password='x\\")]
    [InlineData("token: ")]
    [InlineData("sk-a-")]
    [InlineData("ghp_")]
    [InlineData("glpat-a ")]
    [InlineData("-eyJ")]
    [InlineData("eyJa.")]
    [InlineData("eyJaaaaaaa.-")]
    [InlineData("a://b:c")]
    [InlineData("mysql -p ")]
    [InlineData(" -p")]
    [InlineData("-----BEGIN ")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    [InlineData("4111 1111 1111 ")]
    [InlineData("Authorization: ")]
    [InlineData("AIzaAAAA")]
    public void Hostile_text_of_a_mebibyte_is_quick(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, (1 << 20) / piece.Length));

        var before = Environment.TickCount64;
        SecretMasker.Mask(text);

        Assert.InRange(Environment.TickCount64 - before, 0, 2_000);
    }
}
