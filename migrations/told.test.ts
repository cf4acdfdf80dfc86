import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonical } from '@seisi/schema/receipt/canonical';
import { ORIGIN } from '@seisi/schema/receipt/checkpoint';
import { noteVerifier } from '@seisi/schema/receipt/signed-note';
import { expect, onTestFinished, test } from 'vitest';
import { handOver, NOVEMBER, receiptDatabase, sealed } from '../subgraphs/receipt/receipt.testing.ts';
import { openSequencer } from '../subgraphs/receipt/sequencer.step.ts';
import { verifyStored } from '../subgraphs/receipt/stored.audit.ts';

const SERIES = '6f0bd1c4-8c3a-4b43-9c6c-3ff0b5e0c0de';
const ODD = { type: 'Person', key: 'a"b\\c' };

test('what was stored whole is put into the table of texts, what cannot be cut stays whole, and every commitment still holds', async () => {
  const database = await receiptDatabase();
  onTestFinished(() => database.close());
  const key = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const odd = canonical({ subject: ODD, told: [], veiled: false, withheld: [] });
  await handOver(database.gateway, [
    ...sealed(SERIES, [1, 2, 3]),
    ...sealed(SERIES, [4], 0, { entries: [{ ...ODD, text: odd }] }),
  ]);
  const sequencer = openSequencer({
    databaseUrl: database.roomUrl,
    key,
    now: () => NOVEMBER,
    intervalMs: 1e9,
  });
  while (await sequencer.turn());
  await sequencer.close();
  const migration = readFileSync(join(import.meta.dirname, 'receipt/0002_add-told.sql'), 'utf8');
  await database.admin.unsafe(`
    update receipt.entry set text = format('{"subject":{"key":"%s","type":"%s"},%s', subject_key, subject_type, told.text)
      from receipt.told where told.hash = entry.told;
    alter table receipt.entry drop column told, alter column text set not null;
    drop table receipt.told;
    ${migration.replaceAll('--> statement-breakpoint', '')}`);

  expect(await verifyStored(database.admin, [noteVerifier(ORIGIN, key)])).toMatchObject({
    size: 4,
    finding: null,
  });
  expect(await database.admin`select from receipt.told`).toHaveLength(2);
  expect(await database.admin`select text from receipt.entry where text is not null`).toEqual([
    { text: odd },
  ]);
});
