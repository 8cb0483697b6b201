namespace AiFirewall.Http;

/// <summary>What sort of public place takes in whatever is sent to it.</summary>
internal enum ReceiverKind : byte
{
    /// <summary>None.</summary>
    None,
    /// <summary>Shows every request to whoever made the address, the query of a GET included.</summary>
    Catcher,
    /// <summary>Leads to a machine that nobody sees from outside.</summary>
    Tunnel,
    /// <summary>Keeps texts and files for anybody.</summary>
    DropBox,
    /// <summary>Hands texts on to a chat.</summary>
    Chat,
}

/// <summary>Hosts by which data leaves for strangers: they ask nobody who they are.</summary>
internal static class Receivers
{
    private static readonly (ReceiverKind Kind, string[] Names)[] Known =
    [
        (ReceiverKind.Catcher,
        [
            "webhook.site", "requestbin.com", "requestbin.net", "requestbin.cn", "m.pipedream.net", "hookbin.com", "postb.in", "beeceptor.com", "requestcatcher.com", "requestrepo.com", "mockbin.org", "ptsv2.com", "ptsv3.com",
            "interact.sh", "interactsh.com", "oast.pro", "oast.live", "oast.site", "oast.online", "oast.fun", "oast.me", "burpcollaborator.net", "oastify.com", "dnslog.cn", "ceye.io", "canarytokens.com", "canarytokens.org",
            "bxss.me", "xss.ht", "ezxss.com", "webhookinbox.com", "rbaskets.in", "smee.io", "hookdeck.com", "whatismyip.host", "typedwebhook.tools", "grabify.link", "iplogger.org", "dnsbin.zhack.ca", "tunnel.sh",
        ]),
        (ReceiverKind.Tunnel,
        [
            "ngrok.io", "ngrok.app", "ngrok.dev", "ngrok-free.app", "ngrok-free.dev", "trycloudflare.com", "loca.lt", "localtunnel.me", "localhost.run", "lhr.life", "lhr.rocks", "serveo.net", "pagekite.me", "telebit.io",
            "bore.pub", "pinggy.link", "pinggy.io", "tunnelmole.net", "zrok.io", "playit.gg", "devtunnels.ms", "srv.us",
        ]),
        (ReceiverKind.DropBox,
        [
            "transfer.sh", "file.io", "0x0.st", "pastebin.com", "hastebin.com", "ix.io", "termbin.com", "paste.ee", "dpaste.com", "dpaste.org", "gofile.io", "anonfiles.com", "catbox.moe", "bashupload.com", "temp.sh", "oshi.at",
            "sprunge.us", "clbin.com", "tmpfiles.org", "filebin.net", "paste.rs", "rentry.co", "ghostbin.com", "controlc.com", "privatebin.net", "wetransfer.com", "mega.nz", "uguu.se", "pixeldrain.com", "sendspace.com",
            "mediafire.com", "keep.sh", "x0.at", "envs.sh", "bin.ngrok.com", "textbin.net", "justpaste.it", "pastes.io", "snippet.host", "file.coffee", "litterbox.catbox.moe", "send.vis.ee", "upload.ee",
        ]),
        (ReceiverKind.Chat, ["api.telegram.org", "hooks.slack.com", "discord.com", "discordapp.com", "webhook.office.com", "api.pushover.net", "ntfy.sh", "maker.ifttt.com", "hooks.zapier.com", "api.day.app"]),
    ];

    private static readonly Dictionary<string, ReceiverKind> Names = Known.SelectMany(k => k.Names.Select(n => (n, k.Kind))).ToDictionary(p => p.n, p => p.Kind);

    /// <summary>The sort of a canonical host, or of the domain that it is in.</summary>
    public static ReceiverKind Of(string host)
    {
        var lookup = Names.GetAlternateLookup<ReadOnlySpan<char>>();
        var name = host.AsSpan();
        while (name.Contains('.'))
        {
            if (lookup.TryGetValue(name, out var kind)) return kind;
            name = name[(name.IndexOf('.') + 1)..];
        }

        return ReceiverKind.None;
    }
}
