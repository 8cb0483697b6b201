using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>
/// Reads text for the MongoDB shell: calls of methods on <c>db</c> and its collections, wherever they stand in the JavaScript. Not a
/// JavaScript parser: what is computed is reported as such.
/// </summary>
public static class MongoReader
{
    private const int MostCalls = 2000;

    /// <summary>The effects and findings of a text for the MongoDB shell. Never throws; linear.</summary>
    public static SqlAssessment Effects(string text)
    {
        var report = new NoSqlReport(text, "mongo");
        var scan = new MongoScanner(text);
        var calls = 0;
        while (scan.NextCall() is { } call)
        {
            if (++calls > MostCalls)
            {
                report.Find("nosql.unreadable", Risk.High, "holds more calls than what is read", call.Span);
                break;
            }

            Assess(call, report);
        }

        if (calls == 0 && !scan.IsHarmless) report.Find("nosql.unreadable", Risk.High, "holds nothing that can be read as a call",
            new TextSpan(0, text.Length));
        if (scan.EndsOpen) report.Find("nosql.unreadable", Risk.High, "ends inside a quote or comment", new TextSpan(0, text.Length));
        return report.Finish(text.AsSpan().Trim().Length > 0);
    }

    private static void Assess(MongoCall call, NoSqlReport report)
    {
        switch (call.Method)
        {
            case "dropDatabase":
                report.Destroy(call.Target, call.Span);
                report.Find("nosql.drop-database", Risk.Critical, "drops the database", call.Span);
                break;
            case "drop" or "dropCollection":
                report.Destroy(call.Target, call.Span);
                report.Find("nosql.drop", Risk.High, $"drops the collection {call.Target}", call.Span);
                break;
            case "dropIndex" or "dropIndexes" or "dropSearchIndex" or "dropView":
                report.Change(call.Target, call.Span);
                report.Find("nosql.drop", Risk.High, $"drops indexes of {call.Target}", call.Span);
                break;
            case "deleteMany" or "remove" or "deleteOne" or "findOneAndDelete" or "findAndModify" or "delete":
                Delete(call, report);
                break;
            case "updateMany" or "update" or "updateOne" or "replaceOne" or "findOneAndUpdate" or "findOneAndReplace":
                report.Change(call.Target, call.Span);
                if (call.MatchesAll && (call.Method == "updateMany" || call.Arguments.Contains("multi", StringComparison.Ordinal)))
                {
                    report.Find("nosql.update.no-filter", Risk.Critical, $"changes every document of {call.Target}", call.Span);
                }

                break;
            case "insert" or "insertOne" or "insertMany" or "save" or "bulkWrite" or "createIndex" or "createIndexes" or "ensureIndex"
                or "createCollection" or "createView" or "mapReduce" or "initializeOrderedBulkOp" or "initializeUnorderedBulkOp":
                report.Change(call.Target, call.Span);
                if (call.Method == "mapReduce") report.Find("nosql.code", Risk.High, "runs JavaScript in the server", call.Span);
                break;
            case "renameCollection" or "convertToCapped" or "reIndex" or "compact" or "collMod" or "hideIndex":
                report.Change(call.Target, call.Span);
                report.Find("nosql.alter", call.Arguments.Contains("true", StringComparison.Ordinal) ? Risk.High : Risk.Medium,
                    $"changes the definition of {call.Target}", call.Span);
                break;
            case "createUser" or "updateUser" or "dropUser" or "dropAllUsers" or "changeUserPassword" or "grantRolesToUser" or "revokeRolesFromUser"
                or "createRole" or "updateRole" or "dropRole" or "dropAllRoles" or "grantPrivilegesToRole" or "revokePrivilegesFromRole"
                    or "grantRolesToRole":
                report.Change(call.Target, call.Span);
                report.Find("nosql.role-change", Risk.High, "changes users or what they may", call.Span);
                break;
            case "shutdownServer" or "killOp" or "fsyncLock":
                report.Add(EffectKind.StopProcess, new Target(TargetKind.Process, "mongod"), call.Span);
                report.Find("nosql.stop-server", Risk.High, "stops or locks the server", call.Span);
                break;
            case "runCommand" or "adminCommand" or "runCommandWithMetadata":
                Command(call, report);
                break;
            case "eval" or "$where" or "system.js":
                report.Find("nosql.code", Risk.High, "runs JavaScript in the server", call.Span);
                report.Change(call.Target, call.Span);
                break;
            case "run" or "runProgram" or "runNonMongoProgram" or "execSync" or "exec" or "spawn" or "spawnSync" or "execFileSync":
                report.Add(EffectKind.Execute, new Target(TargetKind.Code, call.Arguments), call.Span);
                report.Find("nosql.run-program", Risk.Critical, "runs a program", call.Span);
                break;
            case "load":
                report.Add(EffectKind.Read, new Target(TargetKind.Path, call.FirstText, TargetScope.Unknown), call.Span);
                report.Find("nosql.dynamic", Risk.High, "runs a script that has not been read", call.Span);
                break;
            case "removeFile" or "unlinkSync" or "rmSync":
                report.Add(EffectKind.Delete, new Target(TargetKind.Path, call.FirstText, TargetScope.Unknown), call.Span);
                report.Find("nosql.run-program", Risk.High, "deletes files from the shell", call.Span);
                break;
            case "writeFile" or "writeFileSync" or "copyFile" or "cat" or "readFileSync" or "require":
                report.Add(EffectKind.Read, new Target(TargetKind.Path, call.FirstText, TargetScope.Unknown), call.Span);
                if (call.Method is not "cat") report.Find("nosql.dynamic", Risk.High, "uses JavaScript beyond the database", call.Span);
                break;
            case "aggregate":
                var writes = call.Arguments.Contains("$out", StringComparison.Ordinal) || call.Arguments.Contains("$merge", StringComparison.Ordinal);
                if (writes) report.Change(call.Target, call.Span);
                else report.Read(call.Target, call.Span);
                break;
            default:
                if (call.IsComputed)
                {
                    report.Change(call.Target, call.Span);
                    report.Find("nosql.dynamic", Risk.High, "calls a method whose name is computed", call.Span);
                }
                else
                {
                    report.Read(call.Target, call.Span);
                }

                break;
        }

        if (call.Arguments.Contains("$where", StringComparison.Ordinal) || call.Arguments.Contains("$function", StringComparison.Ordinal))
        {
            report.Find("nosql.code", Risk.High, "runs JavaScript in the server", call.Span);
        }
    }

    private static void Delete(MongoCall call, NoSqlReport report)
    {
        var removes = call.Method is not "findAndModify" || call.Arguments.Contains("remove", StringComparison.Ordinal);
        var one = call.Method is "deleteOne" or "findOneAndDelete" or "findAndModify" || call.Arguments.Contains("justOne", StringComparison.Ordinal);
        if (removes && call.MatchesAll && !one)
        {
            report.Destroy(call.Target, call.Span);
            report.Find("nosql.delete.no-filter", Risk.Critical, $"deletes every document of {call.Target}", call.Span);
            return;
        }

        report.Change(call.Target, call.Span);
    }

    private static void Command(MongoCall call, NoSqlReport report)
    {
        var name = call.FirstKey;
        switch (name)
        {
            case "dropDatabase":
                report.Destroy(call.Target, call.Span);
                report.Find("nosql.drop-database", Risk.Critical, "drops the database", call.Span);
                break;
            case "drop" or "dropIndexes":
                report.Destroy(call.Target, call.Span);
                report.Find("nosql.drop", Risk.High, "drops a collection or its indexes", call.Span);
                break;
            case "shutdown" or "killOp" or "replSetStepDown" or "fsync":
                report.Add(EffectKind.StopProcess, new Target(TargetKind.Process, "mongod"), call.Span);
                report.Find("nosql.stop-server", Risk.High, "stops or locks the server", call.Span);
                break;
            case "delete" when call.Arguments.Contains("q:{}", StringComparison.Ordinal) || call.Arguments.Replace(" ", "",
                StringComparison.Ordinal).Contains("q:{}", StringComparison.Ordinal):
                report.Destroy(call.Target, call.Span);
                report.Find("nosql.delete.no-filter", Risk.Critical, "deletes every document", call.Span);
                break;
            case "setParameter" or "replSetReconfig" or "setFeatureCompatibilityVersion":
                report.Add(EffectKind.ChangeService, new Target(TargetKind.Service, "mongod"), call.Span);
                report.Find("nosql.setting", Risk.High, "changes a setting of the server", call.Span);
                break;
            case "eval" or "$eval":
                report.Change(call.Target, call.Span);
                report.Find("nosql.code", Risk.High, "runs JavaScript in the server", call.Span);
                break;
            case "find" or "count" or "ping" or "aggregate" or "distinct" or "serverStatus" or "dbStats" or "collStats" or "listCollections"
                or "listDatabases" or "buildInfo" or "hello" or "isMaster" or "connectionStatus" or "currentOp" or "getParameter" or "hostInfo"
                or "listIndexes" or "explain" or "usersInfo" or "rolesInfo" or "replSetGetStatus" or "validate" or "top" or "getLog":
                report.Read(call.Target, call.Span);
                break;
            case "createUser" or "dropUser" or "updateUser" or "grantRolesToUser" or "createRole" or "dropRole" or "dropAllUsersFromDatabase":
                report.Change(call.Target, call.Span);
                report.Find("nosql.role-change", Risk.High, "changes users or what they may", call.Span);
                break;
            default:
                report.Change(call.Target, call.Span);
                if (name.Length == 0) report.Find("nosql.dynamic", Risk.High, "runs a command that is computed", call.Span);
                break;
        }
    }
}
