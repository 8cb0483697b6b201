using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>Reads commands for Redis and its relatives, one a line, as redis-cli takes them.</summary>
public static class RedisReader
{
    private const int MostCommands = 5000;

    /// <summary>The effects and findings of a text for redis-cli. Never throws; linear.</summary>
    public static SqlAssessment Effects(string text)
    {
        var report = new NoSqlReport(text, "redis");
        var start = 0;
        var commands = 0;
        while (start <= text.Length && commands <= MostCommands)
        {
            var length = text.AsSpan(start).IndexOfAny('\n', '\r');
            var end = length < 0 ? text.Length : start + length;
            var words = RedisWords.Split(text, start, end);
            var span = TextSpan.Between(start, end);
            if (words.Count > 0 && ++commands <= MostCommands) Assess(words, span, report);
            start = end + 1;
        }

        if (commands > MostCommands) report.Find("nosql.unreadable", Risk.High, "holds more commands than what is read", new TextSpan(0,
            text.Length));
        return report.Finish(commands > 0);
    }

    private static void Assess(List<string> words, TextSpan span, NoSqlReport report)
    {
        // redis-cli takes a number before a command for how often to run it.
        var first = words.Count > 1 && words[0].All(char.IsAsciiDigit) ? 1 : 0;
        var name = words[first].ToUpperInvariant();
        var second = words.Count > first + 1 ? words[first + 1] : "";
        switch (name)
        {
            case "FLUSHALL":
                report.Destroy("*", span);
                report.Find("nosql.drop-database", Risk.Critical, "deletes every key of every database", span);
                break;
            case "FLUSHDB" or "SWAPDB":
                report.Destroy("*", span);
                report.Find("nosql.drop-database", Risk.Critical, "deletes or replaces every key of the database", span);
                break;
            case "SHUTDOWN" or "FAILOVER":
                report.Add(EffectKind.StopProcess, new Target(TargetKind.Process, "redis"), span);
                report.Find("nosql.stop-server", Risk.High, "stops the server", span);
                break;
            case "CONFIG": Config(second, words.Count > first + 2 ? words[first + 2] : "", span, report); break;
            case "ACL": Acl(second, span, report); break;
            case "CLIENT" when second.Equals("KILL", StringComparison.OrdinalIgnoreCase) || second.Equals("PAUSE",
                StringComparison.OrdinalIgnoreCase):
                report.Add(EffectKind.StopProcess, new Target(TargetKind.Process, "redis client"), span);
                report.Find("nosql.stop-server", Risk.High, "ends or pauses the sessions of others", span);
                break;
            case "EVAL" or "EVALSHA" or "FCALL" or "SCRIPT" or "FUNCTION" or "EVAL_RO" or "EVALSHA_RO":
                Script(name, second, span, report);
                break;
            case "MODULE":
                report.Add(EffectKind.Execute, new Target(TargetKind.Code, words.Count > first + 2 ? words[first + 2] : ""), span);
                report.Find("nosql.load-code", second.Equals("LIST", StringComparison.OrdinalIgnoreCase) ? Risk.Low : Risk.Critical,
                    "brings native code into the server", span);
                break;
            case "SLAVEOF" or "REPLICAOF":
                var detaches = second.Equals("NO", StringComparison.OrdinalIgnoreCase);
                report.Add(EffectKind.ChangeService, new Target(TargetKind.Service, "redis replication"), span);
                if (detaches) report.Find("nosql.setting", Risk.High, "changes the replication of the server", span);
                else report.Find("nosql.drop-database", Risk.Critical, $"replaces all data by that of {second}", span);
                break;
            case "MIGRATE":
                report.Add(EffectKind.SendData, new Target(TargetKind.Host, second), span);
                report.Find("nosql.network", Risk.High, $"moves keys to {second}", span);
                break;
            case "DEBUG" or "MONITOR" or "SYNC" or "PSYNC":
                report.Read("*", span);
                report.Find(name == "DEBUG" ? "nosql.stop-server" : "nosql.stall", Risk.High, $"{name} can crash, stall or watch the server", span);
                break;
            case "KEYS" or "SORT" or "SMEMBERS" or "HGETALL" when second == "*":
                report.Read("*", span);
                report.Find("nosql.stall", Risk.Medium, "walks over every key and blocks the server meanwhile", span);
                break;
            case "DEL" or "UNLINK" or "GETDEL" or "HDEL" or "SREM" or "ZREM" or "LREM" or "LTRIM" or "XDEL" or "XTRIM" or "EXPIRE"
                or "PEXPIRE" or "EXPIREAT":
                report.Change(second, span);
                break;
            default:
                if (IsRead(name)) report.Read(second, span);
                else report.Change(IsKnownWrite(name) ? second : "", span);
                if (!IsRead(name) && !IsKnownWrite(name)) report.Find("nosql.unreadable", Risk.Medium,
                    $"{words[first]} is no command that is known", span);
                break;
        }
    }

    // CONFIG SET dir and dbfilename let SAVE write any file: the well-known way from Redis to a shell.
    private static void Config(string action, string setting, TextSpan span, NoSqlReport report)
    {
        if (action.Equals("GET", StringComparison.OrdinalIgnoreCase) || action.Equals("HELP", StringComparison.OrdinalIgnoreCase))
        {
            report.Read("config", span);
            return;
        }

        var name = setting.ToLowerInvariant();
        report.Add(EffectKind.ChangeService, new Target(TargetKind.Service, "redis " + name), span);
        if (name is "dir" or "dbfilename" or "appendfilename" or "logfile" or "unixsocket")
        {
            report.Add(EffectKind.Write, new Target(TargetKind.Path, Unresolved.Anything, TargetScope.Unknown), span);
            report.Find("nosql.server-file", Risk.Critical, $"changes where the server writes its files ({name})", span);
            return;
        }

        var weakens = name is "requirepass" or "masterauth" or "protected-mode" or "bind" or "enable-debug-command" or "enable-module-command"
            or "aclfile";
        report.Find(weakens ? "nosql.weaken-security" : "nosql.setting", Risk.High, "changes a setting of the server", span);
    }

    private static void Acl(string action, TextSpan span, NoSqlReport report)
    {
        if (action.ToUpperInvariant() is "LIST" or "WHOAMI" or "CAT" or "USERS" or "GETUSER" or "LOG" or "HELP" or "GENPASS" or "DRYRUN")
        {
            report.Read("acl", span);
            return;
        }

        report.Change("acl", span);
        report.Find("nosql.role-change", Risk.High, "changes users or what they may", span);
    }

    private static void Script(string name, string code, TextSpan span, NoSqlReport report)
    {
        report.Change("", span);
        var destroys = code.Contains("flush", StringComparison.OrdinalIgnoreCase);
        if (destroys)
        {
            report.Destroy("*", span);
            report.Find("nosql.drop-database", Risk.Critical, "runs a script that deletes every key", span);
        }

        report.Find("nosql.code", name.EndsWith("_RO", StringComparison.Ordinal) ? Risk.Medium : Risk.High, "runs a script in the server", span);
    }

    private static bool IsRead(string name) => name is "GET" or "MGET" or "EXISTS" or "TTL" or "PTTL" or "TYPE" or "STRLEN" or "GETRANGE"
        or "SUBSTR" or "HGET"
        or "HMGET" or "HGETALL" or "HKEYS" or "HVALS" or "HLEN" or "HEXISTS" or "HSCAN" or "LRANGE" or "LLEN" or "LINDEX" or "LPOS"
            or "SMEMBERS" or "SCARD"
        or "SISMEMBER" or "SSCAN" or "SRANDMEMBER" or "SINTER" or "SUNION" or "SDIFF" or "ZRANGE" or "ZCARD" or "ZSCORE" or "ZRANK"
            or "ZCOUNT" or "ZSCAN"
        or "ZRANGEBYSCORE" or "ZREVRANGE" or "KEYS" or "SCAN" or "DBSIZE" or "INFO" or "PING" or "ECHO" or "TIME" or "SELECT" or "AUTH"
            or "HELLO" or "QUIT"
        or "EXIT" or "LASTSAVE" or "RANDOMKEY" or "OBJECT" or "DUMP" or "MEMORY" or "SLOWLOG" or "LATENCY" or "CLIENT" or "COMMAND"
            or "CLUSTER" or "ROLE"
        or "BITCOUNT" or "BITPOS" or "GETBIT" or "PFCOUNT" or "GEODIST" or "GEOPOS" or "GEOSEARCH" or "XRANGE" or "XREAD" or "XLEN" or "XINFO"
            or "XREVRANGE"
        or "SUBSCRIBE" or "PSUBSCRIBE" or "UNSUBSCRIBE" or "WATCH" or "UNWATCH" or "MULTI" or "EXEC" or "DISCARD" or "WAIT" or "HELP"
            or "SORT_RO" or "TOUCH"
        or "JSON.GET" or "FT.SEARCH" or "FT.INFO" or "TS.GET" or "TS.RANGE";

    private static bool IsKnownWrite(string name) => name is "SET" or "MSET" or "SETEX" or "SETNX" or "MSETNX" or "PSETEX" or "APPEND"
        or "INCR" or "DECR" or "INCRBY"
        or "DECRBY" or "INCRBYFLOAT" or "GETSET" or "GETEX" or "SETRANGE" or "SETBIT" or "HSET" or "HMSET" or "HSETNX" or "HINCRBY" or "LPUSH"
            or "RPUSH" or "LPOP"
        or "RPOP" or "LSET" or "LINSERT" or "LMOVE" or "RPOPLPUSH" or "BLPOP" or "BRPOP" or "SADD" or "SPOP" or "SMOVE" or "SINTERSTORE"
            or "SUNIONSTORE"
        or "SDIFFSTORE" or "ZADD" or "ZINCRBY" or "ZPOPMIN" or "ZPOPMAX" or "ZREMRANGEBYRANK" or "ZREMRANGEBYSCORE" or "ZUNIONSTORE" or "ZINTERSTORE"
        or "RENAME" or "RENAMENX" or "COPY" or "MOVE" or "PERSIST" or "RESTORE" or "PFADD" or "PFMERGE" or "GEOADD" or "XADD" or "XACK"
            or "XGROUP" or "XCLAIM"
        or "PUBLISH" or "SAVE" or "BGSAVE" or "BGREWRITEAOF" or "SORT" or "BITOP" or "BITFIELD" or "JSON.SET" or "JSON.DEL" or "FT.CREATE"
            or "TS.ADD";
}
