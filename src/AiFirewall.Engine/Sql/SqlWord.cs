using System.Text;

namespace AiFirewall.Sql;

/// <summary>Words that mean something to the reader. The names are the keywords.</summary>
internal enum SqlWord : ushort
{
    None,
    Abort, Access, Add, After, All, Alter, Always, Analyse, Analyze, And, Any, Apply, Array, As, Assembly, Assertion, Attach, Audit, Authorization,
    Backup, Before, Begin, Between, Body, Both, Break, Bulk, By,
    Cache, Call, Cascade, Case, Cast, Catch, Change, Character, Charset, Check, Checkpoint, Checksum, Class, Close, Cluster, Clustered, Collate,
    Column, Columns, Comment, Commit, Concurrently, Conflict, Connect, Constraint, Continue, Conversion, Convert, Copy, Create, Cross, Cube,
    Current, Cursor,
    Data, Database, Databases, Dbcc, Deallocate, Declare, Default, Deferred, Definer, Delay, Delayed, Delete, Deny, Desc, Describe, Detach,
    Directory, Disable, Discard, Distinct, Do, Domain, Drop, Dumpfile,
    Each, Else, Elseif, Elsif, Enable, End, Escape, Event, Except, Exec, Execute, Exists, Exit, Explain, Export, Extension, External, Extract,
    False, Fetch, File, Filegroup, First, Flashback, Flush, For, Force, Foreach, Foreign, Format, From, Full, Fulltext, Function, Functions,
    Generated, Get, Glob, Global, Go, Goto, Grant, Group, Groups,
    Handler, Having, Help,
    Identified, If, Ignore, Ilike, Immediate, Import, In, Index, Inherit, Inner, Inout, Insert, Install, Instance, Instead, Intersect, Into, Is,
    Isnull, Iterate,
    Job, Join,
    Key, Kill,
    Language, Lateral, Leading, Leave, Left, Library, Like, Limit, Listen, Load, Local, Lock, Logfile, Login, Logs, Loop, Low_Priority,
    Map, Mapping, Master, Matched, Materialized, Maxvalue, Merge, Method, Minus, Move, Mutex,
    Natural, No, Noaudit, Nocycle, Nonclustered, Not, Nothing, Notify, Notnull, Null, Nullif,
    Of, Offset, On, Only, Open, Operator, Optimize, Option, Options, Or, Order, Out, Outer, Outfile, Output, Over, Overwrite, Owned, Owner,
    Package, Partition, Password, Perform, Persist, Persist_Only, Plan, Plugin, Policy, Pragma, Prepare, Prepared, Primary, Print, Privileges,
    Proc, Procedure, Profile, Program, Proxy, Public, Publication, Purge,
    Query, Quick, Quiet,
    Raise, Raiserror, Read, Reassign, Reconfigure, Recursive, Recyclebin, Refresh, Regexp, Reindex, Release, Rename, Repair, Repeat, Replace,
    Replica, Reset, Resignal, Resource, Restart, Restore, Restrict, Return, Returning, Returns, Revert, Revoke, Right, Rlike, Role, Roles, Rollback,
    Routine, Row, Rows, Rowtype, Rule,
    Save, Savepoint, Schema, Schemas, Search, Secret, Security, Select, Sequence, Sequences, Server, Session, Set, Setof, Share, Show, Shutdown,
    Signal, Similar, Slave, Soname, Some, Spatial, Sql, Start, Statement, Statistics, Stdin, Stdout, Stop, Straight_Join, Subscription, Synonym,
    System,
    Table, Tables, Tablesample, Tablespace, Temp, Temporary, Text, Then, Throw, Time, To, Top, Trailing, Tran, Transaction, Transform, Trigger,
    Triggers,
    True, Truncate, Try, Type,
    Uescape, Undrop, Union, Unique, Uninstall, Unknown, Unlisten, Unlock, Unlogged, Until, Update, Upsert, Use, User, Users, Using,
    Vacuum, Value, Values, View, Virtual,
    Wait, Waitfor, When, Where, While, Window, With, Without, Work, Wrapper, Write,
    Xa, Xor, Xml,
}

/// <summary>Finds keywords.</summary>
internal static class SqlWords
{
    private const int Size = 2048;

    private static readonly (string Text, SqlWord Word)[] Table = Build();

    /// <summary>Adds a character to the hash that <see cref="Find"/> expects; the case of letters makes no difference.</summary>
    public static uint Mix(uint hash, char c) => (hash * 31) + (uint)(c | 0x20);

    /// <summary>The keyword that <paramref name="text"/> is, in any case.</summary>
    public static SqlWord Find(ReadOnlySpan<char> text, uint hash)
    {
        if (text.Length > 14) return SqlWord.None;
        for (var slot = Slot(hash); ; slot = (slot + 1) & (Size - 1))
        {
            ref readonly var entry = ref Table[slot];
            if (entry.Text is null) return SqlWord.None;
            if (Ascii.EqualsIgnoreCase(text, entry.Text)) return entry.Word;
        }
    }

    private static int Slot(uint hash) => (int)((hash * 2654435769u) >> 21);

    private static (string Text, SqlWord Word)[] Build()
    {
        var table = new (string Text, SqlWord Word)[Size];
        foreach (var word in Enum.GetValues<SqlWord>())
        {
            if (word == SqlWord.None) continue;
            var text = word.ToString();
            var hash = 0u;
            foreach (var c in text) hash = Mix(hash, c);
            var slot = Slot(hash);
            while (table[slot].Text is not null) slot = (slot + 1) & (Size - 1);
            table[slot] = (text, word);
        }

        return table;
    }
}
