// What PostgreSQL's own parser makes of the statements that `AiFirewall.Benchmarks sql --out FILE DIR` wrote out, beside what ours makes of them.
//
//   npm install libpg-query && node bench/sql-oracle.mjs FILE
//
// Prints how many statements both read, and each one whose kind, target or WHERE differs.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(process.cwd() + '/');
const pg = require('libpg-query');
await pg.loadModule?.();
const parse = async (sql) => (pg.parseSync ? pg.parseSync(sql) : await pg.parse(sql));

// Node of PostgreSQL → kinds of ours that are the same thing.
const kinds = {
  SelectStmt: ['Select'], InsertStmt: ['Insert'], UpdateStmt: ['Update'], DeleteStmt: ['Delete'], MergeStmt: ['Merge'], TruncateStmt: ['Truncate'],
  DropStmt: ['Drop'], DropdbStmt: ['Drop'], DropRoleStmt: ['Drop'], DropOwnedStmt: ['Drop'], DropTableSpaceStmt: ['Drop'], DropSubscriptionStmt: ['Drop'],
  DropUserMappingStmt: ['Drop'], CopyStmt: ['Copy'], ExplainStmt: ['Explain'], PrepareStmt: ['Prepare'], ExecuteStmt: ['Call'], CallStmt: ['Call'],
  TransactionStmt: ['Transaction'], DoStmt: ['Block'], GrantStmt: ['Grant', 'Revoke'], GrantRoleStmt: ['Grant', 'Revoke'], LockStmt: ['Lock'],
  VacuumStmt: ['Maintenance'], ClusterStmt: ['Maintenance'], ReindexStmt: ['Maintenance'], CheckPointStmt: ['Maintenance'], VariableShowStmt: ['Show'],
  CreateTableAsStmt: ['Create'], CreateStmt: ['Create'], ViewStmt: ['Create'], IndexStmt: ['Create'], AlterTableStmt: ['Alter'], RenameStmt: ['Alter'],
};

let both = 0, refused = 0, unreadable = 0, differ = 0;
for (const line of readFileSync(process.argv[2], 'utf8').split('\n')) {
  if (!line) continue;
  const { dialect, sql, statements, unreadable: isUnreadable } = JSON.parse(line);
  if (dialect !== 'Postgres') continue;
  let tree;
  try { tree = await parse(sql); } catch { refused++; continue; }
  if (!tree.stmts?.length) continue;
  both++;
  if (isUnreadable) { unreadable++; console.log('UNREADABLE', JSON.stringify(sql.slice(0, 200))); continue; }
  const [node, body] = Object.entries(tree.stmts[0].stmt)[0];
  const ours = statements[0];
  const into = node === 'SelectStmt' && JSON.stringify(body).includes('"intoClause"');
  const wanted = into ? ['Create', 'Select'] : kinds[node];
  const wrongKind = wanted && !wanted.includes(ours?.kind);
  const wrongWhere = ['UpdateStmt', 'DeleteStmt'].includes(node) && ours && Boolean(body.whereClause) !== ours.where;
  const target = ['UpdateStmt', 'DeleteStmt', 'InsertStmt'].includes(node) ? [body.relation.catalogname, body.relation.schemaname, body.relation.relname].filter(Boolean).join('.') : null;
  const wrongTarget = target && ours && ours.targets[0]?.toLowerCase() !== target.toLowerCase();
  if (tree.stmts.length !== 1 || wrongKind || wrongWhere || wrongTarget) {
    differ++;
    console.log('DIFFERS', node, target ?? '', 'ours', ours?.kind, ours?.targets?.[0] ?? '', ours?.where, JSON.stringify(sql.slice(0, 160)));
  }
}
console.log(`${both} statements that PostgreSQL reads, ${refused} that it refuses; of the former ${unreadable} unreadable here, ${differ} read differently`);
