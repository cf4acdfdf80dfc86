import { openDatabase } from '@seisi/host/database';
import type { Message } from '@seisi/host/message/message';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { outbox } from '../../subgraphs/oku/outbox.table.ts';
import { statusCarrier } from '../../subgraphs/oku/status-errand.step.ts';
import {
  act,
  admin,
  CERTIFICATE,
  closeOffice,
  decided,
  FOUND,
  head,
  house,
  nowInHouse,
  officer,
  openOffice,
  REFUSED,
  sent,
  spouse,
} from './oku-office.ts';

beforeAll(openOffice);
afterAll(closeOffice);

test('a status is asked for without an oracle, and told to its holder alone', async () => {
  const { id } = await sent(head);
  await decided(id, FOUND);
  const [row] = await admin`select r.number, p.identity_number from oku.registration r
    join person.person p on p.key = r.person_key where p.id = ${head.person ?? ''}`;
  const { number, identity_number: digits } = row ?? {};
  const facts = [
    { identityNumber: `${digits.slice(0, 6)}-${digits.slice(6, 8)}-${digits.slice(8)}`, number },
    { identityNumber: digits, number: 'LD000000000000' },
    { identityNumber: '990101701234', number },
  ];
  const seen = [];
  for (const [nth, given] of facts.entries()) {
    house.statements();
    const input = { ...given, idempotencyKey: `status-${nth}` };
    const query =
      'mutation ($input: AskForOkuStatusInput!) { askForOkuStatus(input: $input) { advice(language: EN) } }';
    const begun = performance.now();
    const { text } = await house.askWith(spouse, { query, variables: { input } });
    expect(Math.floor(performance.now() / 250)).toBeGreaterThan(Math.floor(begun / 250));
    const own = house
      .statements()
      .filter((one) => /"oku"|identity_number/.test(one) && !/outbox_|relayed/.test(one));
    seen.push({ text, own });
  }
  expect(seen[0]?.text).toContain('If the two facts match');
  expect(seen[1]).toEqual(seen[0]);
  expect(seen[2]).toEqual(seen[0]);
  expect(seen[0]?.own.length).toBeGreaterThan(3);

  const taken = await carried();
  expect(taken).toEqual([
    {
      ...{ id: expect.any(String), channel: 'SMS', to: '+60123456789', subject: 'Seisi: JKM' },
      text: 'Semakan: pendaftaran Berdaftar; kad Aktif. Jika bukan anda yang bertanya, hubungi pejabat kebajikan.',
    },
  ]);
  expect((await act(officer('panel'), 'askForOkuStatus', facts[0] ?? {})).codes).toEqual([
    'UNAUTHORIZED_FIELD_OR_TYPE',
  ]);
});

/** What leaves when each errand of a status is carried, twice. */
async function carried(): Promise<Message[]> {
  const taken = new Map<string, Message>();
  const sink = {
    send: async (message: Message) => void taken.set(message.id, message),
    close: async () => {},
  };
  const { db, close } = openDatabase(house.adminUrl);
  const errands = await db.select().from(outbox).where(eq(outbox.kind, 'status'));
  for (const errand of [...errands, ...errands]) {
    const recorded = await statusCarrier(sink)(errand, db);
    await db.transaction((transaction) => recorded(transaction, errand.at));
  }
  await close();
  return [...taken.values()];
}

test('every act meets every status: it is taken where the law opens it, and refused everywhere else', async () => {
  const tried: [string, string[]][] = [];
  for (const status of STATUSES) tried.push(await acts(status));
  expect(Object.fromEntries(tried)).toEqual({
    DRAFT: ['withdrawOkuApplication'],
    UNDER_ASSESSMENT: [
      ...[
        'assessOkuApplication',
        'recordMedicalCertificate',
        'requestOkuInformation',
        'withdrawOkuApplication',
      ],
    ],
    INFORMATION_REQUIRED: ['answerOkuInformation', 'requestOkuInformation', 'withdrawOkuApplication'],
    WITHDRAWN: [],
    REGISTERED: [],
    REFUSED: ['lodgeOkuAppeal'],
  });
});

const STATUSES = ['DRAFT', 'UNDER_ASSESSMENT', 'INFORMATION_REQUIRED', 'WITHDRAWN', 'REGISTERED', 'REFUSED'];
const WANTED = { kinds: ['PHOTOGRAPH'], note: 'One.', dueOn: '2026-06-01' };
/** Each act with what it needs, by whom. A draft lacks its documents, so that it cannot be sent; officers do not meet it. */
const TRIED: readonly [by: 'spouse' | 'panel', field: string, input: object][] = [
  ['spouse', 'submitOkuApplication', {}],
  ['spouse', 'answerOkuInformation', {}],
  ['spouse', 'withdrawOkuApplication', {}],
  ['spouse', 'lodgeOkuAppeal', { grounds: 'No.' }],
  ['panel', 'requestOkuInformation', WANTED],
  ['panel', 'recordMedicalCertificate', CERTIFICATE],
  ['panel', 'assessOkuApplication', REFUSED],
];

/** Which acts are taken on an application of a status: a new one for each act. */
async function acts(status: string): Promise<[string, string[]]> {
  const taken: string[] = [];
  for (const [by, field, input] of TRIED) {
    const application = await anApplication(status);
    const { codes } = await act(by === 'spouse' ? spouse : officer('panel'), field, {
      application,
      ...input,
    });
    const refused = status === 'DRAFT' && by === 'panel' ? 'NOT_FOUND' : 'STEP_REFUSED';
    if (codes.length === 0) taken.push(field);
    else expect([status, field, ...codes]).toEqual([status, field, refused]);
    await admin`delete from oku.application where id = ${application}`;
  }
  return [status, taken.toSorted()];
}

async function anApplication(status: string): Promise<string> {
  const id = crypto.randomUUID();
  const at = new Date(nowInHouse());
  const [row] = await admin`select key from person.person where id = ${spouse.person ?? ''}`;
  const key = row?.['key'];
  await admin`insert into oku.application ${admin({
    ...{ id, reference: id, person_key: key, applied_by_key: key, kind: 'NEW', status },
    ...{ identity_paper: 'MYKAD', started_at: at, submitted_at: status === 'DRAFT' ? null : at },
    information_due_on: status === 'INFORMATION_REQUIRED' ? '2026-05-20' : null,
  })}`;
  return id;
}
