import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import { NOW, openTestRoom, passportFor, posting, type TestRoom } from '@seisi/host/testing';
import type { DataClass } from '@seisi/schema/classes';
import type { Passport } from '@seisi/schema/passport';
import { eq } from 'drizzle-orm';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { type CandidateRow, candidateSteps, candidates, programmeDraws } from './candidate.table.ts';
import { openDueClaims } from './due-claim.work.ts';
import { subgraph } from './subgraph.ts';

/** Noon of so many days after the day of every test. */
export const after = (days: number) => NOW + days * 86_400_000;

/** The offices of S3, each one officer, and whoever had the programme drawn. */
export const OFFICERS = {
  drew: ['drew', ['05'], ['poverty', 'aid', 'payment']],
  ppn: ['ppn', ['05'], ['poverty', 'aid', 'payment']],
  treasury: ['treasury', ['MY'], ['aid', 'payment', 'bank']],
  district: ['district', ['5_5'], ['poverty', 'aid', 'aid.note', 'payment']],
} as const satisfies Record<string, readonly [string, readonly string[], readonly DataClass[]]>;
export type Officer = keyof typeof OFFICERS;

export function officer(name: Officer, given: { areas?: string[]; id?: string } = {}): Passport {
  const [id, areas, classes] = OFFICERS[name];
  return passportFor(posting(classes, given.areas ?? areas), { viewer: { id: given.id ?? id } });
}

/** The room with its clock, and what its tables say of candidates. */
export type RecipientWorld = {
  readonly database: TestDatabase;
  readonly db: DatabaseHandle['db'];
  readonly room: TestRoom;
  /** Whom the register of households has. */
  readonly registered: Set<string>;
  /** Who is out of reach. */
  readonly away: Set<string>;
  /** Milliseconds of the epoch; a test moves it. */
  now: number;
  candidates(number: number, given?: Partial<CandidateRow>): Promise<CandidateRow[]>;
  statusOf(id: string): Promise<string | undefined>;
  /** As `act status by`. */
  stepsOf(id: string): Promise<string[]>;
  act(field: string, input: object, passport: Passport): Promise<{ readonly of: Json; readonly codes: Json }>;
  lists(passport: Passport, fields: string): Promise<Json>;
  /** One round of the work that watches clocks. */
  lapse(): Promise<void>;
  close(): Promise<void>;
};

// biome-ignore lint/suspicious/noExplicitAny: an answer is as wide as its question.
type Json = any;

const FILE = 'candidate { id }';
const LIST = 'recipients { id status hash }';
const PAYLOAD: Readonly<Record<string, string>> = { chooseCounter: FILE, payAtCounter: FILE };

export async function openRecipientWorld(): Promise<RecipientWorld> {
  const database = await testDatabase();
  const handle = openDatabase(database.roomUrl('aid'));
  const { db } = handle;
  const registered = new Set<string>();
  const away = new Set<string>();
  const draw = { id: crypto.randomUUID(), programmeCode: 'C4U-IT', listId: crypto.randomUUID() };
  await db
    .insert(programmeDraws)
    .values({ ...draw, status: 'DRAWN', drawnBy: 'drew', startedAt: new Date(NOW) });
  const world: RecipientWorld = {
    ...{ database, db, registered, away, now: NOW },
    room: openTestRoom(subgraph, database.roomUrl('aid'), {
      now: () => world.now,
      reach: async ({ subjects }) => subjects.map(({ key }) => key).filter((key) => !away.has(key)),
      inquire: async ({ subject }) => subject.split('/').filter((key) => registered.has(key)),
    }),
    candidates: async (number, given = {}) => {
      const rows = Array.from({ length: number }, () => aCandidate(draw.id, given));
      await db.insert(candidates).values(rows);
      const first = { place: 1, act: 'FIND_ELIGIBLE', status: 'ELIGIBLE', by: 'drew' } as const;
      await db.insert(candidateSteps).values(
        rows.map(({ id: candidateId }) => ({
          ...{ id: crypto.randomUUID(), candidateId, at: new Date(NOW), ...first },
        })),
      );
      return rows;
    },
    statusOf: async (id) => {
      const [found] = await db.select().from(candidates).where(eq(candidates.id, id));
      return found?.status;
    },
    stepsOf: async (id) => {
      const ofId = eq(candidateSteps.candidateId, id);
      const rows = await db.select().from(candidateSteps).where(ofId).orderBy(candidateSteps.place);
      return rows.map(({ act, status, by }) => `${act} ${status} ${by}`);
    },
    act: async (field, input, passport) => {
      const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
      const query = `mutation ($input: ${type}!) { ${field}(input: $input) { ${PAYLOAD[field] ?? LIST} } }`;
      const given = { idempotencyKey: crypto.randomUUID(), ...input };
      const { data, errors } = await world.room.ask(query, { input: given }, within(passport, world.now));
      const payload = data?.[field] as Json;
      return {
        of: payload?.recipients ?? payload?.candidate,
        codes: errors?.map(({ extensions }) => extensions?.['code']),
      };
    },
    lists: async (passport, fields) => {
      const query = `{ recipientLists { edges { node { id ${fields} } } } }`;
      const { data, errors } = await world.room.ask(query, {}, within(passport, world.now));
      const found = data?.['recipientLists'] as Json;
      return { nodes: found?.edges.map(({ node }: Json) => node), errors };
    },
    lapse: async () => {
      const claims = openDueClaims({
        ...{ databaseUrl: database.roomUrl('aid'), now: () => world.now, onNotice: () => {} },
      });
      await claims.turn();
      await claims.close();
    },
    close: async () => {
      await world.room.close();
      await handle.close();
      await database.close();
    },
  };
  return world;
}

/** The same passport, as it is made at that moment. */
export function within({ viewer, basis }: Passport, now: number): Passport {
  return passportFor(basis, { viewer, expires: now + 5000 });
}

function aCandidate(drawId: string, given: Partial<CandidateRow>): CandidateRow {
  return {
    ...{ id: crypto.randomUUID(), programmeCode: 'C4U-IT', drawId, personKey: crypto.randomUUID() },
    ...{ state: '05', district: '5_5', lists: ['REGISTER'], status: 'ELIGIBLE', phase: 1 },
    ...{ ruleId: 'C4U-IT-1-1', needsRegistration: false, because: [], listId: null, paidOn: null },
    ...given,
  };
}
