import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileSink } from '@seisi/host/message/file-sink';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applications } from './application.table.ts';
import { anApplication, idOf } from './application.testing.ts';
import { applicationContacts } from './application-process.table.ts';
import { delivered, openErrands } from './errand.testing.ts';
import { officer, openRecipientWorld, type RecipientWorld } from './recipient.testing.ts';
import { letterEvent, recipientLetters } from './recipient-letter.table.ts';
import { LETTER, letterMessage, letterText } from './recipient-letter.ts';
import { letterCarrier } from './recipient-letter-errand.step.ts';

const EVENTS = letterEvent.enumValues;
const LANGUAGES = ['MS', 'EN'] as const;
const CASES = EVENTS.flatMap((event) => LANGUAGES.map((language) => [event, language] as const));

test.each(CASES)('%s in %s: the message fits one SMS and tells nothing but a day', (event, language) => {
  const { subject, text } = letterMessage(language, event, '2026-12-06');
  expect(text.length).toBeLessThanOrEqual(160);
  expect(`${subject} ${text}`).not.toMatch(/RM|C4U|bantuan|aid|bank|http|daerah/i);
  expect(text.match(/\d+/g) ?? []).toEqual(text.includes('2026') ? ['6', '2026'] : []);
});

test.each(CASES)('%s in %s: the letter says the programme and the amount', (event, language) => {
  const facts = { event, programme: 'C4U Ibu Tunggal', amount: 123_456_50, dueOn: '2026-12-06' };
  const text = letterText(language, facts);
  expect(text).toContain('C4U Ibu Tunggal');
  expect(text).toContain('RM123,456.50');
  const isAsking = event === 'ACCOUNT_WANTED' || event === 'AT_COUNTER';
  expect(/2026/.test(text)).toBe(isAsking);
});

let world: RecipientWorld;
let folder: string;
beforeAll(async () => {
  world = await openRecipientWorld();
  folder = await mkdtemp(join(tmpdir(), 'seisi-letters-'));
});
afterAll(async () => {
  await world?.close();
  await rm(folder, { recursive: true, force: true });
});

test('a letter goes out as a message to what was left with the newest application, and holds no address', async () => {
  await world.db.insert(applications).values([1, 2].map((n) => anApplication(n)));
  const contact = { applicationId: idOf('application', 1), phone: '012-345 6789', email: null };
  await world.db.insert(applicationContacts).values({ ...contact, language: 'EN' });
  const [known] = await world.candidates(1, { personKey: idOf('person', 1) });
  const [without] = await world.candidates(1, { personKey: idOf('person', 2) });
  const { of } = await world.act('finaliseRecipients', { programme: 'C4U-IT', phase: 1 }, officer('ppn'));
  await world.act('fundRecipients', { list: of.id, hash: of.hash }, officer('treasury'));
  const announced = { list: of.id, district: '5_5' };
  expect((await world.act('announceRecipients', announced, officer('district'))).codes).toBeUndefined();
  const letters = await world.db.select().from(recipientLetters);
  const [sms, none] = [known, without].map((one) =>
    letters.find(({ candidateId }) => candidateId === one?.id),
  );
  expect(sms).toMatchObject({ channel: 'SMS', language: 'EN' });
  expect(none).toMatchObject({ channel: 'NONE', language: 'MS' });
  const errands = openErrands(world.database);
  const rows = await errands.rows([String(sms?.id), String(none?.id)]);
  expect(rows).toMatchObject([{ kind: LETTER, about: known?.id }]);
  expect(JSON.stringify([letters, rows])).not.toMatch(/345 ?6789/);
  errands.courier({ [LETTER]: letterCarrier(fileSink(folder)) });
  await delivered(errands, [String(sms?.id)]);
  const [file] = await readdir(folder);
  expect(await readFile(join(folder, String(file)), 'utf8')).toContain('6 December 2026');
  const [after] = (await world.db.select().from(recipientLetters)).filter(({ sentAt }) => sentAt !== null);
  expect(after?.id).toBe(sms?.id);
  await errands.close();
});
