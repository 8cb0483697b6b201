using AiFirewall.Effects;
using AiFirewall.Sql;

namespace AiFirewall.Tests.Sql;

public sealed class NoSqlTests
{
    [Theory]
    [InlineData("db.users.drop()", "nosql.drop")]
    [InlineData("db.dropDatabase()", "nosql.drop-database")]
    [InlineData("db.getSiblingDB('prod').dropDatabase()", "nosql.drop-database")]
    [InlineData("db.getCollection('users').drop()", "nosql.drop")]
    [InlineData("db['users'].drop()", "nosql.drop")]
    [InlineData("db.users['drop']()", "nosql.drop")]
    [InlineData("db.users.deleteMany({})", "nosql.delete.no-filter")]
    [InlineData("db.users.deleteMany( { } )", "nosql.delete.no-filter")]
    [InlineData("db.users.deleteMany({_id: {$exists: true}})", "nosql.delete.no-filter")]
    [InlineData("db.users.remove({})", "nosql.delete.no-filter")]
    [InlineData("db.users.remove()", "nosql.delete.no-filter")]
    [InlineData("db.users.updateMany({}, {$set: {a: 1}})", "nosql.update.no-filter")]
    [InlineData("db /* x */ . users . drop ( )", "nosql.drop")]
    [InlineData("use prod\ndb.dropDatabase()", "nosql.drop-database")]
    [InlineData("db.getCollectionNames().forEach(function(c) { db[c].drop() })", "nosql.drop")]
    [InlineData("db.users['dr' + 'op']()", "nosql.dynamic")]
    [InlineData("db.runCommand({dropDatabase: 1})", "nosql.drop-database")]
    [InlineData("db.adminCommand({shutdown: 1})", "nosql.stop-server")]
    [InlineData("db.createUser({user: 'a', pwd: 'b'})", "nosql.role-change")]
    [InlineData("db.users.find({$where: 'sleep(1000)'})", "nosql.code")]
    [InlineData("load('x.js')", "nosql.dynamic")]
    [InlineData("run('rm', '-rf', '/')", "nosql.run-program")]
    [InlineData("db.users.find({a: 'db.users.drop()'})", "")]
    [InlineData("// db.users.drop()\ndb.users.find()", "")]
    [InlineData("db.users.find({}).limit(5)", "")]
    [InlineData("db.users.deleteMany({id: 1})", "")]
    [InlineData("db.users.deleteOne({})", "")]
    [InlineData("db.users.insertOne({a: 1})", "")]
    [InlineData("show dbs", "")]
    [InlineData("what is this", "nosql.unreadable")]
    public void Mongo_text_has_its_findings(string text, string findings) => Check(MongoReader.Effects(text), findings);

    [Theory]
    [InlineData("FLUSHALL", "nosql.drop-database")]
    [InlineData("flushdb async", "nosql.drop-database")]
    [InlineData("GET a\nFLUSHALL", "nosql.drop-database")]
    [InlineData("1 FLUSHALL", "nosql.drop-database")]
    [InlineData("\"FLUSHALL\"", "nosql.drop-database")]
    [InlineData("SHUTDOWN NOSAVE", "nosql.stop-server")]
    [InlineData("CONFIG SET dir /var/spool/cron", "nosql.server-file")]
    [InlineData("CONFIG SET requirepass ''", "nosql.weaken-security")]
    [InlineData("CONFIG SET maxmemory 1gb", "nosql.setting")]
    [InlineData("EVAL \"redis.call('flushall')\" 0", "nosql.code,nosql.drop-database")]
    [InlineData("MODULE LOAD /tmp/x.so", "nosql.load-code")]
    [InlineData("SLAVEOF evil 6379", "nosql.drop-database")]
    [InlineData("ACL SETUSER a on", "nosql.role-change")]
    [InlineData("KEYS *", "nosql.stall")]
    [InlineData("CONFIG GET dir", "")]
    [InlineData("GET flushall", "")]
    [InlineData("SET a FLUSHALL", "")]
    [InlineData("DEL a", "")]
    [InlineData("HGETALL a", "")]
    public void Redis_text_has_its_findings(string text, string findings) => Check(RedisReader.Effects(text), findings);

    [Fact]
    public void Effects_name_the_collection()
    {
        Assert.Contains(MongoReader.Effects("db.users.drop()").Effects, e => e.Kind == EffectKind.DestroyDatabase && e.Target.Text == "users");
        Assert.Contains(MongoReader.Effects("db.a.b.find()").Effects, e => e.Kind == EffectKind.ReadDatabase && e.Target.Text == "a.b");
        Assert.Contains(RedisReader.Effects("DEL k").Effects, e => e.Kind == EffectKind.ChangeDatabase && e.Target.Text == "k");
    }

    private static void Check(SqlAssessment assessment, string findings) =>
        Assert.Equal(findings, string.Join(',', assessment.Findings.Where(f => f.Severity >= Risk.Medium).Select(f => f.Id).Distinct().Order()));
}
