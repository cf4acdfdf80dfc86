import { createReadStream } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { claimName, kindOf } from './file-name.ts';
import { groupOf, linesOf } from './group-line.ts';
import { type ReceiptGroup, reasonOf, type Sink } from './sink.ts';

/** What taking in needs. */
export type IntakeParts = {
  readonly folder: string;
  /** Where receipts belong; what comes there twice the same is one. */
  readonly table: Sink;
  /** After so many milliseconds somebody who began to take in a file is held to have died. */
  readonly claimMs?: number;
  /** Told in one line what an operator must know. */
  readonly onNotice: (line: string) => void;
};

const CLAIM_MS = 60_000;
const ROWS_TOGETHER = 500;

/** Takes files of receipts into the table, and removes each after its rows are committed. What a disk does not give is told and kept; only the table's refusal is thrown. */
export class Intake {
  readonly #parts: IntakeParts;
  /** Claims of this process that are not taken in yet. */
  readonly #own = new Set<string>();

  constructor(parts: IntakeParts) {
    this.#parts = parts;
  }

  /** Takes in every file of the folder, whoever wrote it, except those that somebody else is at. */
  async takeAll(): Promise<void> {
    // In the order in which they were written, so that the table has no gap between them.
    for (const path of this.#own) await this.take(path);
    const names = await readdir(this.#parts.folder).catch((error: unknown) =>
      this.#told('the folder', error),
    );
    for (const name of names ?? []) {
      const claim = await this.#claim(name).catch((error: unknown) => this.#told(name, error));
      if (claim !== null) await this.take(claim);
    }
  }

  /** Takes in one file that nobody else knows by this path; over another way to the table where one is given. */
  async take(path: string, table: Pick<Sink, 'write'> = this.#parts.table): Promise<void> {
    this.#own.add(path);
    const reader = new Reader(table);
    await reader.read(path);
    this.#own.delete(path);
    const { ending } = reader;
    await (ending === 'DAMAGED' ? rename(path, `${path}.damaged`) : rm(path, { force: true })).catch(
      (error: unknown) => this.#told(path, error),
    );
    if (ending !== 'WHOLE') this.#parts.onNotice(`${path} ${SAID[ending]}`);
  }

  async close(): Promise<void> {
    await this.#parts.table.close();
  }

  /** Renaming decides who takes a file in: only one can. Null where it is none, or another's. */
  async #claim(name: string): Promise<string | null> {
    const path = join(this.#parts.folder, name);
    const kind = kindOf(name);
    if (kind === null || (kind === 'CLAIM' && !(await this.#isLeft(path)))) return null;
    const claim = join(this.#parts.folder, claimName(name));
    await rename(path, claim);
    return claim;
  }

  /** Whether a claim is so old that whoever made it is held to have died. Who has not writes the same rows, which changes nothing. */
  async #isLeft(path: string): Promise<boolean> {
    const { ctimeMs } = await stat(path);
    return Date.now() - ctimeMs > (this.#parts.claimMs ?? CLAIM_MS);
  }

  /** What is gone was taken by somebody else. */
  #told(what: string, error: unknown): null {
    const reason = reasonOf(error);
    if (reason !== 'ENOENT') this.#parts.onNotice(`Receipts in ${what} cannot be taken in: ${reason}.`);
    return null;
  }
}

/** How a file ended. `TORN`: after its last whole line stand bytes that were promised to nobody. `DAMAGED`: it was not read to its end, or a line is not whole although others follow it. */
type Ending = 'WHOLE' | 'TORN' | 'DAMAGED';

const SAID = {
  TORN: 'ended in a torn line, which was promised to nobody and is gone.',
  DAMAGED: 'is damaged. What is whole was taken in, and the file is kept beside the others.',
} as const;

/** Reads one file and writes its groups, many at once. */
class Reader {
  readonly #table: Pick<Sink, 'write'>;
  #rows: ReceiptGroup = [];
  ending: Ending = 'WHOLE';

  constructor(table: Pick<Sink, 'write'>) {
    this.#table = table;
  }

  /** @throws what writing threw */
  async read(path: string): Promise<void> {
    const lines = linesOf(createReadStream(path));
    for (;;) {
      const next = await lines.next().catch(unlessMissing);
      if (next === null) this.ending = 'DAMAGED';
      if (next === null || next.done === true) break;
      await this.#add(groupOf(next.value));
    }
    await this.#flush();
  }

  async #add(group: ReceiptGroup | null): Promise<void> {
    if (group === null) {
      if (this.ending === 'WHOLE') this.ending = 'TORN';
      return;
    }
    if (this.ending === 'TORN') this.ending = 'DAMAGED';
    if (this.#rows.length >= ROWS_TOGETHER || !follows(this.#rows, group)) await this.#flush();
    this.#rows = [...this.#rows, ...group];
  }

  async #flush(): Promise<void> {
    if (this.#rows.length > 0) await this.#table.write(this.#rows);
    this.#rows = [];
  }
}

/** Who held this process to have died took the file, and takes it in. */
function unlessMissing(error: unknown): IteratorReturnResult<void> | null {
  return reasonOf(error) === 'ENOENT' ? { done: true, value: undefined } : null;
}

function follows(rows: ReceiptGroup, group: ReceiptGroup): boolean {
  const last = rows.at(-1);
  return group[0]?.series === last?.series && group[0]?.number === Number(last?.number) + 1;
}
