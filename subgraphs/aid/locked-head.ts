import { createHash } from 'node:crypto';
import type { Inquire } from '@seisi/host/inquiry';
import { isUuid } from '@seisi/host/scalars';

/** A head of household in a locked list of the register; null is unknown. Income in whole sen a month. */
export type LockedHead = {
  readonly householdKey: string;
  readonly personKey: string;
  readonly state: string;
  readonly district: string;
  readonly sex: string;
  readonly maritalStatus: string;
  readonly povertyStatus: string | null;
  readonly exitReason: string | null;
  readonly income: number | null;
  readonly members: number | null;
  readonly hasChild: boolean;
  readonly hasUnmarriedChild: boolean;
  readonly isHusbandUnable: boolean | null;
};

/** A locked list with all of its rows. */
export type LockedList = {
  readonly asOf: string;
  readonly state: string | null;
  readonly hash: string;
  readonly heads: readonly LockedHead[];
  /** Whether its rows are those that were locked: as many, and of that hash. */
  readonly isWhole: boolean;
};

const PATIENCE_MILLISECONDS = 10_000;

/**
 * Reads a locked list from the room that keeps it, page by page; null where there is none.
 * @throws where that room does not answer, or in another form
 */
export async function readLockedList(inquire: Inquire, id: string): Promise<LockedList | null> {
  const hash = createHash('sha256');
  const heads: LockedHead[] = [];
  for (;;) {
    const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
    const found = await inquire('LOCKED_LIST', `${id}/${heads.length}`, signal);
    if (found === null) return null;
    const { list, rows } = readPage(found);
    for (const row of rows) {
      hash.update(`${JSON.stringify(row)}\n`);
      heads.push(row);
    }
    if (rows.length === 0 || heads.length >= list.count) {
      const isWhole = heads.length === list.count && hash.digest('hex') === list.hash;
      return { asOf: list.asOf, state: list.state, hash: list.hash, heads, isWhole };
    }
  }
}

type Told = {
  readonly asOf: string;
  readonly state: string | null;
  readonly count: number;
  readonly hash: string;
};

function readPage(found: unknown): { readonly list: Told; readonly rows: readonly LockedHead[] } {
  const { list, rows } = Object(found) as Readonly<Record<string, unknown>>;
  if (isTold(list) && Array.isArray(rows) && rows.every(isHead)) return { list, rows };
  throw new Error('The register of households answers in another form.');
}

function isTold(given: unknown): given is Told {
  const { asOf, state, count, hash } = Object(given) as Readonly<Record<string, unknown>>;
  return typeof asOf === 'string' && isWord(state) && Number.isInteger(count) && typeof hash === 'string';
}

const WORDS = ['state', 'district', 'sex', 'maritalStatus'];
const MAYBE_WORDS = ['povertyStatus', 'exitReason'];
const MAYBE_NUMBERS = ['income', 'members'];

function isHead(given: unknown): given is LockedHead {
  const head = Object(given) as Readonly<Record<string, unknown>>;
  const { householdKey, personKey, hasChild, hasUnmarriedChild, isHusbandUnable } = head;
  return (
    [householdKey, personKey].every((key) => typeof key === 'string' && isUuid(key)) &&
    WORDS.every((name) => typeof head[name] === 'string') &&
    MAYBE_WORDS.every((name) => isWord(head[name])) &&
    MAYBE_NUMBERS.every((name) => head[name] === null || Number.isSafeInteger(head[name])) &&
    [hasChild, hasUnmarriedChild].every((flag) => typeof flag === 'boolean') &&
    (isHusbandUnable === null || typeof isHusbandUnable === 'boolean')
  );
}

function isWord(given: unknown): boolean {
  return given === null || typeof given === 'string';
}
