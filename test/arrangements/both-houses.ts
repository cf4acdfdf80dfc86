import { DEVELOPMENT_ISSUER, signPersonaToken } from '@seisi/gateway/issuer/sign';
import { memoryBudgets } from '@seisi/gateway/limits/memory-budgets';
import { connect } from '@seisi/migrations/connection';
import type { ReceiptDraft } from '@seisi/schema/receipt/receipt';
import { NOW, openOracle } from '../oracle/oracle.ts';
import { move } from '../receipts/moved-registry.ts';
import type { Asker } from '../receipts/reads.ts';
import { type House, openHouse, type Question } from '../setup/house.ts';
import { untilInTree } from '../setup/table-receipts.ts';
import { meddlers } from '../wire/meddler.ts';
import { type Kept, openKept } from './kept.ts';
import { MadeAnew, type Twin } from './made-anew.ts';

/** All that a house told of one request: what its client received, errors as sorted texts, and what its receipts say. */
export type Told = {
  readonly status: number;
  readonly headers: object;
  readonly body: {
    readonly data?: Readonly<Record<string, unknown>> | null;
    readonly errors?: readonly string[];
    readonly extensions?: object;
  };
  readonly receipts: readonly ReceiptDraft[];
};

/** What the same question came to: as the rooms of one process told it, and rooms apart in the words of those. */
export type Both = { readonly together: Told; readonly apart: Told };

type Side = { readonly house: House; readonly taken: Kept['taken']; close(): Promise<void> };

/** What both houses go by: the time, and whether receipts go into the log. */
type Clock = { now: number; isOpen: boolean };

/** How long a request takes by the clock of both houses. */
const STEP_MS = 1_000;
const MINUTE = 60_000;
const TWIN = /<<(id|cursor) (\d+)>>/g;

/** The same house twice, on copies of one database and by one clock: with all rooms in the gateway's process, and with each behind HTTP. */
export class BothHouses {
  /** Records that acts made, as questions name them. */
  readonly records: string[] = [];
  readonly #made: MadeAnew;
  /** What stands between the second house's gateway and its rooms. */
  readonly between: ReturnType<typeof meddlers>;
  readonly #sides: readonly [Side, Side];
  readonly #clock: Clock;

  private constructor(sides: readonly [Side, Side], between: ReturnType<typeof meddlers>, clock: Clock) {
    this.#sides = sides;
    this.#clock = clock;
    this.between = between;
    this.#made = new MadeAnew(sides[0].house.secrets.cursorKeys);
  }

  static async open(): Promise<BothHouses> {
    const clock = { now: NOW, isOpen: false };
    const between = meddlers();
    const together = await openSide('in-process', clock, null);
    const apart = await openSide('http', clock, between.between);
    return new BothHouses([together, apart], between, clock);
  }

  /** Asks both the same at the same instant. `<<id 3>>` in a question stands for what each house calls the third id that it made. */
  async ask(asker: Asker, question: Question): Promise<Both> {
    this.#clock.now += STEP_MS;
    const [together, apart] = await Promise.all(
      this.#sides.map((side, at) => this.#askOne(side, asker, this.#wordsOf(question, at))),
    );
    const known = this.#made.ids.length;
    this.#made.inWordsOf(together?.body.data, apart?.body.data);
    for (let nth = known; nth < this.#made.ids.length; nth += 1) this.records.push(`<<id ${nth}>>`);
    return { together: together!, apart: this.#made.inWordsOf(together, apart) as Told };
  }

  /** An id or a cursor of the first house, as questions name it; null where both call it the same, or there is none. */
  nameOf(made: string | null | undefined): string | null {
    for (const [kind, twins] of [
      ['id', this.#made.ids],
      ['cursor', this.#made.cursors],
    ] as const) {
      const nth = twins.findIndex(([one]) => one === made);
      if (nth >= 0) return `<<${kind} ${nth}>>`;
    }
    return null;
  }

  /** Places in lists that both were told, as questions name them. */
  cursors(): readonly string[] {
    return this.#made.cursors.map((_twin, nth) => `<<cursor ${nth}>>`);
  }

  /** What is told meanwhile goes into the log of both, and stands there in the end. */
  async logged(tell: () => Promise<void>): Promise<void> {
    this.#clock.isOpen = true;
    await tell();
    this.#clock.isOpen = false;
    await Promise.all(this.#sides.map(({ house }) => untilInTree(house.adminUrl)));
  }

  /** Begins the day of agreements anew: what they may have computed of anybody. */
  async beginDay(): Promise<void> {
    await Promise.all(
      this.#sides.map(async ({ house }) => {
        const sql = connect(house.adminUrl);
        await sql`delete from person.derived_answer`;
        await sql.end();
      }),
    );
  }

  /** What operators were told since the last call. */
  notices(): readonly string[] {
    return this.#sides.flatMap(({ house }) => house.notices());
  }

  async close(): Promise<void> {
    await Promise.all(this.#sides.map((side) => side.close()));
    this.between.close();
  }

  #wordsOf(question: Question, side: number): Question {
    const text = JSON.stringify(question).replaceAll(TWIN, (_all, kind: string, nth: string) => {
      const twins: readonly Twin[] = kind === 'id' ? this.#made.ids : this.#made.cursors;
      return twins[Number(nth)]?.[side] ?? '';
    });
    return JSON.parse(text) as Question;
  }

  async #askOne({ house, taken }: Side, { token, agreement }: Asker, question: Question): Promise<Told> {
    const { headers = {}, ...body } = question;
    const at = { issuer: DEVELOPMENT_ISSUER, now: new Date(NOW) };
    const bearer = token === null ? null : await signPersonaToken(token, house.secrets.issuerKey, at);
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
        ...(agreement === null ? {} : { 'seisi-agreement': agreement }),
        ...headers,
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: headersOf(response),
      body: withErrorsInOrder(JSON.parse(text)),
      receipts: taken(),
    };
  }
}

/** All of them but the time of day, and the length of what was packed. */
function headersOf({ headers }: Response): object {
  const isPacked = headers.has('content-encoding');
  const told = [...headers].filter(([name]) => name !== 'date' && !(isPacked && name === 'content-length'));
  return Object.fromEntries(told);
}

/** Errors are a set: rooms that answer at once do so in any order. */
function withErrorsInOrder({ errors, ...body }: { readonly errors?: readonly object[] }): Told['body'] {
  return errors === undefined
    ? body
    : { ...body, errors: errors.map((error) => JSON.stringify(error)).sort() };
}

async function openSide(
  rooms: 'in-process' | 'http',
  clock: Clock,
  between: ((room: string, url: string) => Promise<string>) | null,
): Promise<Side> {
  let kept: Kept | null = null;
  const receipts = (tableUrl: string) => {
    kept = openKept(tableUrl, clock);
    return kept.receipts;
  };
  const now = () => clock.now;
  const house = await openHouse({
    // An answer that comes too late on a busy machine would be a difference that no room made.
    ...{ now, rooms, receipts, budgets: memoryBudgets(now), deadlineMs: MINUTE },
    ...(between === null ? {} : { between }),
  });
  await move(house.adminUrl, openOracle().rows);
  return { house, taken: () => kept?.taken() ?? [], close: () => house.close() };
}
