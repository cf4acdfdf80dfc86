import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ExportCheck, isExport } from './export-check.ts';
import { ALL, BEGIN, type HandedLog, handedLog, newKey, without } from './handed.testing.ts';
import { readHanded } from './handed.ts';
import { checkHanded } from './handed-log.ts';

const log = handedLog(13);

function checkExport(of: HandedLog, text: string) {
  const check = new ExportCheck('the export', of.verifiers);
  for (const line of text.replace(/\n$/, '').split('\n')) check.take(line);
  return check.end();
}

test('a whole export is sound at every size, and says that nothing is missing', () => {
  for (let size = 1; size < 20; size += 1) {
    const small = handedLog(size);
    const text = small.export();
    expect(isExport(text.split('\n')[0]!)).toBe(true);
    expect(checkExport(small, text), `of ${size}`).toMatchObject({
      isSound: true,
      found: { isWhole: true },
      sentence: expect.stringContaining('none is missing'),
    });
  }
});

test('an export of a selection is sound, claims no more than that, and holds nothing else', () => {
  const selection = { ...ALL, agency: 'jkm', from: BEGIN + 1000, until: BEGIN + 9000 };
  const found = checkExport(log, log.export(selection));
  expect(found).toMatchObject({ isSound: true, found: { isWhole: false } });
  expect(found.sentence).toContain('export of 2 receipts');
  const [head] = log.export(selection).split('\n');
  const [, ...others] = log.export().split('\n');
  expect(checkExport(log, [head, ...others].join('\n'))).toMatchObject({
    isSound: false,
    sentence: expect.stringMatching(/^line 2: receipt .* does not belong/),
  });
});

test('whatever byte of an export is another one, it is found, and its line is named', () => {
  const small = handedLog(4);
  const whole = Buffer.from(small.export());
  fc.assert(
    fc.property(fc.nat(whole.length - 2), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const altered = Buffer.from(whole);
      altered[at] = (altered[at] ?? 0) ^ change;
      const text = altered.toString();
      // What is no longer known as an export is taken for what was handed otherwise, and found there.
      if (!isExport(text.split('\n')[0] ?? '')) {
        const given = readHanded(text).map((handed) => ({ name: '', handed }));
        return checkHanded(given, [], small.verifiers.log).every(({ isSound }) => !isSound);
      }
      const found = checkExport(small, text);
      return !found.isSound && /^line \d+: /.test(found.sentence);
    }),
    { numRuns: 1500 },
  );
});

test('a line dropped, moved, doubled or added, and an end that is cut off, are found', () => {
  const lines = log.export().trimEnd().split('\n');
  const other = handedLog(1, log.key).export().split('\n')[1]!;
  for (const [changed, said] of [
    [lines.toSpliced(5, 1), 'a receipt was dropped'],
    [lines.with(5, lines[6]!).with(6, lines[5]!), 'is missing'],
    [lines.toSpliced(5, 0, lines[5]!), 'stands after place'],
    [lines.toSpliced(5, 0, other), 'does not lead to the root'],
    [lines.slice(0, -1), 'its last lines are missing'],
    [[...lines, lines[5]!], 'stands after the end'],
    [lines.toSpliced(-2, 1), 'were dropped'],
  ] as const) {
    const found = checkExport(log, changed.join('\n'));
    expect(found.isSound, said).toBe(false);
    expect(found.sentence).toContain(said === 'were dropped' ? 'not those that were signed' : said);
  }
  const some = log
    .export({ ...ALL, agency: 'ngo' })
    .trimEnd()
    .split('\n');
  expect(checkExport(log, some.toSpliced(3, 1).join('\n')).sentence).toContain('altered, dropped or added');
});

test('an export signed by another key, or with parts of another receipt, is not sound', () => {
  expect(checkExport(log, log.export(ALL, newKey())).sentence).toContain('the end is not what');
  const lines = log.export().split('\n');
  const [first, second] = [JSON.parse(lines[1]!), JSON.parse(lines[2]!)];
  const swapped = lines.with(1, JSON.stringify({ ...first, parts: second.parts }));
  expect(checkExport(log, swapped.join('\n')).sentence).toContain('header and entries');
});

test('a receipt that a client holds proves that a rewritten log, signed anew, has dropped it or changed it', () => {
  const rewritten = without(log, 5);
  const found = checkExport(rewritten, rewritten.export());
  if (!found.isSound) throw new Error(found.sentence);
  const checks = (kept: object) =>
    checkHanded(
      readHanded(JSON.stringify(kept)).map((handed) => ({ name: 'answer.json', handed })),
      [found.found],
      rewritten.verifiers.log,
    );
  expect(checks({ extensions: { receipt: log.kept(4) } })).toMatchObject([{ isSound: true }]);
  expect(checks({ extensions: { receipt: log.kept(5) } })).toMatchObject([
    { isSound: false, sentence: expect.stringContaining('the log dropped it') },
  ]);
  expect(checks({ receipt: { ...log.kept(4), leaf: log.kept(5).leaf } })).toMatchObject([
    { isSound: false, sentence: expect.stringContaining('changed after the answer left') },
  ]);
});
