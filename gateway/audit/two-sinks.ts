import type { FileSink } from './file-sink.ts';
import type { Intake } from './intake.ts';
import { type ReceiptGroup, reasonOf, type Sink } from './sink.ts';
import type { TableSink } from './table-sink.ts';

/** What the two sinks are made of. */
export type TwoSinksParts = {
  readonly table: Pick<TableSink, 'write' | 'probe' | 'close'>;
  readonly file: Pick<FileSink, 'write' | 'release' | 'bytes' | 'close'>;
  readonly intake: Intake;
  readonly onNotice: (line: string) => void;
};

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 1000;
/** So often it is looked for files that others left. */
const SWEEP_MS = 15_000;
/** What may be left to take in when answers are held up for it. */
const LITTLE_BYTES = 256_000;

/**
 * The table, and a file for as long as the table does not take groups. A group that the table did not take, or of which that is not known, goes into the file as it is, with its numbers.
 * The table is written to again when the file is taken in, so a series has no gap there but for a loss.
 */
export class TwoSinks implements Sink {
  readonly #parts: TwoSinksParts;
  readonly #attending: Promise<void>;
  #turn: Promise<unknown> = Promise.resolve();
  #isTableDown = false;
  #isClosed = false;
  #wake = () => {};

  constructor(parts: TwoSinksParts) {
    this.#parts = parts;
    this.#attending = this.#attend();
  }

  write(group: ReceiptGroup): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#isTableDown || !(await this.#tableTook(group))) await this.#parts.file.write(group);
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#wake();
    await this.#attending;
    const { table, file, intake } = this.#parts;
    await Promise.all([table.close(), file.close(), intake.close()]);
  }

  async #tableTook(group: ReceiptGroup): Promise<boolean> {
    try {
      await this.#parts.table.write(group);
      return true;
    } catch (error) {
      this.#isTableDown = true;
      this.#parts.onNotice(`The table takes no receipts (${reasonOf(error)}): they go into files.`);
      this.#wake();
      return false;
    }
  }

  /** Groups, and what must not meet one, go one after another. */
  #inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(act);
    this.#turn = result.catch(() => {});
    return result;
  }

  /** Until it is closed: takes in what others left, now and then; and as soon as the table is back, what went into files. */
  async #attend(): Promise<void> {
    let pause = FIRST_PAUSE_MS;
    while (!this.#isClosed) {
      const isBack = await this.#takeBack().then(
        () => true,
        () => false,
      );
      await this.#rest(isBack ? SWEEP_MS : pause);
      pause = isBack ? FIRST_PAUSE_MS : Math.min(2 * pause, LONGEST_PAUSE_MS);
    }
  }

  /** Waits so long, or until it is woken. A process that has nothing else to do need not live for it. */
  #rest(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds).unref();
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.#isClosed) this.#wake();
    });
  }

  /** All but the last little of the own file is taken in while groups are still written to the next one. @throws what the table said */
  async #takeBack(): Promise<void> {
    const { table, file, intake, onNotice } = this.#parts;
    const wasDown = this.#isTableDown;
    if (wasDown) await table.probe();
    await intake.takeAll();
    if (!wasDown) return;
    while (file.bytes > LITTLE_BYTES) {
      const path = await this.#inTurn(() => file.release());
      if (path !== null) await intake.take(path);
    }
    await this.#inTurn(async () => {
      const path = await file.release();
      // Answers wait for this, so it has no more time than one of their groups.
      if (path !== null) await intake.take(path, table);
      this.#isTableDown = false;
    });
    onNotice('The table takes receipts again.');
  }
}
