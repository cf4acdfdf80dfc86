import { keysOf } from '@seisi/host/asked-of-subjects';
import { hotQuery } from '@seisi/host/hot-read';
import { jsonRow } from '@seisi/host/json-row';
import { perArguments } from '@seisi/host/loader';
import type { Ahead } from '@seisi/host/read-ahead';
import { eq, sql } from 'drizzle-orm';
import type { RoomContext } from './context.ts';
import { LATEST_FIRST } from './work-pass.loaders.ts';
import { workers, workPasses } from './work-pass.table.ts';

const PASS = jsonRow(workPasses);
const WORKER = jsonRow(workers);

/** A pass as the statement writes it, and its worker. */
type Line = readonly [pass: readonly unknown[], worker: readonly unknown[] | null];

const NOTHING = sql`null`;
const WORKER_OF_PASS = sql`case when ${workPasses.householdKey} = any(${sql.placeholder('manned')}::uuid[]) then
  (select ${WORKER.written} from ${workers} where ${eq(workers.id, workPasses.workerId)}) end`;

const statementOf = perArguments((variant: { readonly worker: boolean }) =>
  hotQuery<'keys' | 'manned'>(
    sql`select ${workPasses.householdKey}, json_build_array(${PASS.written}, ${variant.worker ? WORKER_OF_PASS : NOTHING})
      from ${workPasses} where ${workPasses.householdKey} = any(${sql.placeholder('keys')}::uuid[])
      order by ${sql.join([...LATEST_FIRST], sql`, `)}`,
    { keys: ['keys'], narrowing: ['manned'] },
  ),
);

/** Reads in one statement the passes of each household, with who works under them. */
export async function readAhead(ahead: Ahead, { loaders, read }: RoomContext): Promise<void> {
  const listed = ahead.ofSubjects('Household', 'workPasses');
  const keys = [...new Set([...keysOf(listed), ...keysOf(ahead.ofSubjects('Household', 'employsHelper'))])];
  if (keys.length === 0) return;
  const manned = new Set(keysOf(listed.flatMap((each) => each.below('WorkPass', 'worker'))));
  const statement = statementOf({ worker: manned.size > 0 });
  const rows = await statement(read, { keys, manned: [...manned] });
  const byHousehold = Map.groupBy(
    rows.map(([key, text]) => ({ key: key ?? '', line: JSON.parse(text ?? '') as Line })),
    ({ key }) => key,
  );
  for (const key of keys) {
    const lines = byHousehold.get(key) ?? [];
    loaders.passesByHousehold.prime(
      key,
      lines.map(({ line: [pass] }) => PASS.read(pass)),
    );
    if (!manned.has(key)) continue;
    for (const { line } of lines) {
      const [pass, worker] = line;
      const { workerId } = PASS.read(pass);
      loaders.workerById.prime(workerId, worker === null ? null : WORKER.read(worker));
    }
  }
}
