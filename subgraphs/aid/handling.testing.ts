import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import { grantOf, NOW, openTestRoom, passportFor, posting, type TestRoom } from '@seisi/host/testing';
import { ALL_CLASSES, type DataClass } from '@seisi/schema/classes';
import type { Passport } from '@seisi/schema/passport';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { applications } from './application.table.ts';
import { anApplication, idOf } from './application.testing.ts';
import { subgraph } from './subgraph.ts';

// biome-ignore lint/suspicious/noExplicitAny: an answer is JSON; each test says what it expects of it.
export type Json = any;

const CLASSES = ['aid', 'aid.note'] as const;
const DAY_MILLISECONDS = 86_400_000;

/** What came of an act: the part of its payload, or the codes of its refusal with the sentence of the first. */
export type Outcome = {
  readonly codes: readonly unknown[];
  readonly sentence: string;
  readonly payload: Json;
};

/** The room on a database of its own, with a clock that a test sets, and people who are out of reach. */
export type HandlingWorld = {
  readonly room: TestRoom;
  readonly admin: DatabaseHandle;
  readonly database: TestDatabase;
  /** The hidden keys of those who are out of reach. */
  readonly hidden: Set<string>;
  /** Lets so many days pass. */
  passDays(days: number): void;
  /** An officer of Negeri Sembilan who handles applications. */
  officer(id: string, classes?: readonly DataClass[]): Passport;
  /** The nth person with the own token. */
  citizen(n: number): Passport;
  /** Keeps the nth application of the nth person. */
  keep(n: number, given?: Parameters<typeof anApplication>[1]): Promise<string>;
  act(field: string, input: object, passport: Passport, selection?: string): Promise<Outcome>;
  /** What is in the file of the nth application. */
  fileOf(n: number, selection: string, passport: Passport, classes?: readonly DataClass[]): Promise<Json>;
  close(): Promise<void>;
};

/** Opens it at noon of 22 November 2026 in Malaysia. */
export async function openHandlingWorld(): Promise<HandlingWorld> {
  const database = await testDatabase();
  const admin = openDatabase(database.adminUrl);
  const hidden = new Set<string>();
  let clock = NOW;
  const room = openTestRoom(subgraph, database.roomUrl('aid'), {
    now: () => clock,
    reach: async ({ subjects }) => subjects.map(({ key }) => key).filter((key) => !hidden.has(key)),
  });
  const expires = () => clock + 5000;
  return {
    ...{ room, admin, database, hidden },
    passDays: (days) => {
      clock += days * DAY_MILLISECONDS;
    },
    officer: (id, classes: readonly DataClass[] = CLASSES) =>
      passportFor(posting(classes, ['05']), { viewer: { id }, expires: expires() }),
    citizen: (n) =>
      passportFor(
        { kind: 'SELF', personKey: idOf('person', n), classes: ALL_CLASSES },
        { viewer: { id: `citizen-${n}`, kind: 'CITIZEN', agency: null }, expires: expires() },
      ),
    keep: async (n, given = {}) => {
      const [row] = await admin.db.insert(applications).values(anApplication(n, given)).returning();
      return row?.id ?? '';
    },
    act: async (field, input, passport, selection = 'application { id }') => {
      const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
      const text = `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} } }`;
      const given = { input: { idempotencyKey: crypto.randomUUID(), ...input } };
      const { data, errors = [] } = await room.ask(text, given, passport);
      return {
        codes: errors.map(({ extensions }) => extensions?.['code']),
        sentence: errors[0]?.message ?? '',
        payload: (data as Json)?.[field] ?? null,
      };
    },
    fileOf: async (n, selection, passport, classes = CLASSES) => {
      const key = idOf('person', n);
      const applicant = { __typename: 'Person', key, grant: grantOf(key, classes, passport, expires()) };
      const representations = [{ __typename: 'ApplicationFile', id: idOf('application', n), applicant }];
      const text = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ApplicationFile { application { ${selection} } } } }`;
      const { data, errors } = await room.ask(text, { representations }, passport);
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
      return (data as Json)._entities[0]?.application ?? null;
    },
    close: async () => {
      await room.close();
      await admin.close();
      await database.close();
    },
  };
}
