import { expect, test } from 'vitest';
import { BEGIN, type HandedLog, handedLog, newKey, without } from './handed.testing.ts';
import { type Handed, readHanded } from './handed.ts';
import { checkHanded } from './handed-log.ts';
import { noteVerifier } from './signed-note.ts';
import { verifierOf } from './verifier-key.ts';

const log = handedLog(21);

function checked(of: HandedLog, ...texts: readonly string[]) {
  const given = texts.flatMap((text, at) =>
    readHanded(text).map((handed: Handed) => ({ name: `file ${at + 1}`, handed })),
  );
  return checkHanded(given, [], of.verifiers.log);
}

const soundness = (of: HandedLog, ...texts: readonly string[]) =>
  checked(of, ...texts).map(({ isSound }) => isSound);

test('the key of a log is read from its text, and from no text in which a character is another', () => {
  const { key } = log.verifiers.log[0]!;
  expect(verifierOf(key)?.open(log.note())).not.toBeNull();
  expect(verifierOf(noteVerifier('another/log', log.key).key)?.name).toBe('another/log');
  for (let at = 0; at < key.length; at += 1) {
    const altered = `${key.slice(0, at)}${key[at] === 'A' ? 'B' : 'A'}${key.slice(at + 1)}`;
    expect(verifierOf(altered), altered).toBeNull();
  }
});

test('a checkpoint, a proof, an entry and the growth of the log are each found sound, alone and within an answer', () => {
  expect(soundness(log, log.note(), JSON.stringify(log.proof(7)))).toEqual([true, true]);
  const node = { at: new Date(BEGIN + 4000).toISOString(), proof: log.entryProof(4, 1) };
  const answer = { data: { viewer: { person: { accessLog: { edges: [{ node }] } } } } };
  const [entry] = checked(log, JSON.stringify(answer, null, 2));
  expect(entry).toMatchObject({ isSound: true, name: 'file 1' });
  expect(entry?.sentence).toContain(log.stored[4]!.id);
  expect(soundness(log, log.note(8), log.note(), JSON.stringify(log.consistency(8)))).toEqual([
    true,
    true,
    true,
  ]);
});

test('a note that is none of the log is nothing of the log: an answer with referrals is as sound as its receipt', () => {
  const { id, leaf } = { id: log.stored[2]!.id, leaf: log.hashes[2]! };
  const referral = { reference: 'RUJ-1', note: 'Rumah banjir, tolong tengok.' };
  const answer = { data: { household: { referrals: [referral] } }, extensions: { receipt: { id, leaf } } };
  expect(readHanded(JSON.stringify(answer))).toEqual([{ kind: 'RECEIPT', id, leaf }]);
});

test('whatever byte of a proof or a checkpoint is another one, it is found', () => {
  for (const text of [JSON.stringify(log.entryProof(4, 1)), JSON.stringify(log.proof(20)), log.note()]) {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 1) {
      const altered = Buffer.from(bytes);
      altered[at] = bytes[at] === 0x41 ? 0x42 : 0x41;
      const found = soundness(log, altered.toString());
      expect(found.includes(false), `byte ${at}: ${altered.toString().slice(at - 9, at + 9)}`).toBe(true);
    }
  }
});

test('a proof of consistency says no where a hash is another one, and needs both checkpoints', () => {
  const { hashes, ...sizes } = log.consistency(8);
  const altered = JSON.stringify({ ...sizes, hashes: hashes.with(0, log.hashes[3]!) });
  expect(soundness(log, log.note(8), log.note(), altered)).toEqual([true, true, false]);
  const [, alone] = checked(log, log.note(), JSON.stringify(log.consistency(8)));
  expect(alone).toMatchObject({ isSound: false, sentence: expect.stringContaining('the checkpoint of 8') });
});

test('what is shown beside a proof must be what is proved', () => {
  const proof = log.entryProof(4, 1);
  const { told, withheld } = JSON.parse(proof.entry);
  const node = {
    ...{ kind: 'ANSWER', agencyCode: 'ngo', purpose: 'SERVICE_DELIVERY', about: 'PERSON', told, withheld },
    ...{ at: new Date(BEGIN + 4000).toISOString(), agreementNumber: 'AGR-7', isAgencyVeiled: false },
    ...{ receipt: { number: log.stored[4]!.id, leaf: log.hashes[4] }, proof },
  };
  expect(soundness(log, JSON.stringify(node))).toEqual([true]);
  for (const other of [
    { agencyCode: 'jkm' },
    { at: new Date(BEGIN).toISOString() },
    { purpose: null },
    { told: [] },
    { told: [{ ...told[0], fields: [] }] },
    { told: [{ ...told[0], from: ['income'] }] },
    { withheld: [{ class: null }] },
    { receipt: { number: log.stored[5]!.id } },
    { isAgencyVeiled: true },
  ]) {
    const [check] = checked(log, JSON.stringify({ ...node, ...other }));
    expect(check, JSON.stringify(other)).toMatchObject({
      isSound: false,
      sentence: expect.stringContaining(Object.keys(other)[0] ?? ''),
    });
  }
});

test('two faces of a log under one key, and a log that became smaller, are found from their checkpoints alone', () => {
  const other = without(log, 3);
  expect(checked(log, log.note(20), other.note(20)).at(-1)).toMatchObject({
    isSound: false,
    sentence: expect.stringContaining('two faces'),
  });
  expect(checked(log, log.note(20, 1), log.note(19, 2)).at(-1)?.sentence).toContain('taken away');
});

test('a handed receipt is compared with the proof of the same number; what another key signed proves nothing', () => {
  const kept = (index: number) => JSON.stringify({ data: null, extensions: { receipt: log.kept(index) } });
  const proof = JSON.stringify(log.proof(6));
  expect(soundness(log, kept(6), proof)).toEqual([true, true]);
  const changed = JSON.stringify({ receipt: { ...log.kept(6), leaf: log.kept(5).leaf } });
  expect(soundness(log, changed, proof)).toEqual([false, true]);
  expect(soundness(log, kept(5), proof)).toEqual([false, true]);
  expect(soundness(handedLog(1, newKey()), proof)).toEqual([false]);
});

test('a file in which there is nothing of a log is no proof', () => {
  for (const text of ['', 'hello', '{', '{}', '{"data":{"person":{"id":"x"}}}', '[]'])
    expect(soundness(log, text), text).toEqual([false]);
});
