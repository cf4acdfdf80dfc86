import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Processor time used so far, in seconds, by what the bench started; null where the machine does not tell (`/proc`). */
export type Used = {
  /** By each process of the bench, with the name of its program. */
  readonly byProcess: ReadonlyMap<number, { readonly program: string; readonly seconds: number }>;
  /** By everyone on the machine. */
  readonly everyone: number;
};

/** How a measurement spent the processors: microseconds a request, and the part that others on the machine took. */
export type Spent = {
  readonly variant: number;
  readonly database: number;
  readonly client: number;
  readonly foreignPart: number;
};

const TICKS_A_SECOND = 100;

/** What this process and everything below it has used. */
export function processorUsed(): Used | null {
  if (!existsSync('/proc/stat')) return null;
  const found = new Map<number, { parent: number; program: string; seconds: number }>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    const one = Number.isInteger(pid) ? readProcess(pid) : null;
    if (one !== null) found.set(pid, one);
  }
  const isOurs = (pid: number): boolean => {
    for (let at = pid; at > 1; at = found.get(at)?.parent ?? 0) if (at === process.pid) return true;
    return false;
  };
  return {
    byProcess: new Map([...found].filter(([pid]) => isOurs(pid))),
    everyone: busySeconds(),
  };
}

/** What was spent between two moments, by whom. The variant's processes and the client are known by their ids, the database by its program. */
export function spentBetween(
  before: Used | null,
  after: Used | null,
  whom: { readonly variant: readonly number[]; readonly client: number },
  requests: number,
): Spent | null {
  if (before === null || after === null || requests === 0) return null;
  let variant = 0;
  let database = 0;
  let client = 0;
  let ours = 0;
  for (const [pid, { program, seconds }] of after.byProcess) {
    const used = seconds - (before.byProcess.get(pid)?.seconds ?? 0);
    ours += used;
    if (whom.variant.includes(pid)) variant += used;
    else if (pid === whom.client) client += used;
    else if (program === 'postgres') database += used;
  }
  const everyone = after.everyone - before.everyone;
  const each = (seconds: number) => Math.round((seconds / requests) * 1e6);
  return {
    variant: each(variant),
    database: each(database),
    client: each(client),
    foreignPart: everyone <= 0 ? 0 : Math.max(0, (everyone - ours) / everyone),
  };
}

/** The memory that processes hold now, in MB; null where the machine does not tell. */
export function memoryOf(pids: readonly number[], field: 'VmRSS' | 'VmHWM' = 'VmRSS'): number | null {
  let sum = 0;
  for (const pid of pids) {
    const kilobytes = readIfThere(`/proc/${pid}/status`)?.match(
      new RegExp(`^${field}:\\s+(\\d+) kB`, 'm'),
    )?.[1];
    if (kilobytes === undefined) return null;
    sum += Number(kilobytes);
  }
  return Math.round(sum / 1024);
}

/** One line of `/proc/PID/stat`: the program stands in brackets, then state, parent and, from the fourteenth on, user and system time. */
function readProcess(pid: number): { parent: number; program: string; seconds: number } | null {
  const text = readIfThere(`/proc/${pid}/stat`);
  if (text === null) return null;
  const open = text.indexOf('(');
  const close = text.lastIndexOf(')');
  const rest = text.slice(close + 2).split(' ');
  return {
    parent: Number(rest[1]),
    program: text.slice(open + 1, close),
    seconds: (Number(rest[11]) + Number(rest[12])) / TICKS_A_SECOND,
  };
}

/** All time but idle and waiting for disks. */
function busySeconds(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = readFileSync('/proc/stat', 'utf8')
    .split('\n', 1)[0]!
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq) / TICKS_A_SECOND;
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
