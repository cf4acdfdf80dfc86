import { existsSync, readFileSync, statSync } from 'node:fs';
import { ORIGIN } from '@seisi/schema/receipt/checkpoint';
import { EXPORT_ORIGIN } from '@seisi/schema/receipt/export';
import { ExportCheck, isExport, type LogVerifiers } from '@seisi/schema/receipt/export-check';
import { endingAt } from '@seisi/schema/receipt/former-key';
import { readHanded } from '@seisi/schema/receipt/handed';
import { checkHanded, type Named, type SoundExport } from '@seisi/schema/receipt/handed-log';
import { verifierOf } from '@seisi/schema/receipt/verifier-key';
import { Refusal } from '../refusal.ts';
import { optionsOf } from './options.ts';
import { say } from './output.ts';
import { textLines } from './text-lines.ts';

const VERIFY_USAGE = 'verify FILE... --key FILE|KEY';

type Line = { readonly name: string; readonly isSound: boolean; readonly sentence: string };

/** Checks what somebody was handed, with nothing but the log's public key: a line for each thing; a `Refusal` where one is not sound. */
export async function verify(args: readonly string[]): Promise<void> {
  const { values, positionals } = optionsOf(args, { key: { type: 'string', multiple: true } }, VERIFY_USAGE);
  if (positionals.length === 0)
    throw new Refusal(`A file is missing. Use: npx pnpm receipts ${VERIFY_USAGE}`);
  const verifiers = verifiersOf(values.key ?? []);
  for (const file of positionals)
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new Refusal(`There is no file ${file}.`);
  const lines = await check(positionals, verifiers);
  for (const { name, isSound, sentence } of lines)
    await say(`${isSound ? 'sound ' : 'WRONG '} ${name}: ${sentence}\n`);
  const wrong = lines.filter(({ isSound }) => !isSound).length;
  if (wrong > 0) throw new Refusal(`${wrong} of ${lines.length} checks found something wrong.`);
}

async function check(files: readonly string[], verifiers: LogVerifiers): Promise<Line[]> {
  const exported: Line[] = [];
  const exports: SoundExport[] = [];
  const given: Named[] = [];
  for (const file of files) {
    const found = await takeFile(file, verifiers);
    if ('given' in found) given.push(...found.given);
    else {
      exported.push({ name: file, ...found });
      if (found.isSound) exports.push(found.found);
    }
  }
  return [...exported, ...checkHanded(given, exports, verifiers.log)];
}

async function takeFile(file: string, verifiers: LogVerifiers) {
  let going: ExportCheck | null = null;
  try {
    for await (const line of textLines(file)) {
      if (going === null && !isExport(line)) return { given: readFile(file) };
      going ??= new ExportCheck(file, verifiers);
      going.take(line);
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { isSound: false as const, sentence: 'it is no text in UTF-8: a byte was altered.' };
  }
  return going?.end() ?? { given: readFile(file) };
}

function readFile(file: string): Named[] {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  return readHanded(text).map((handed) => ({ name: file, handed }));
}

function verifiersOf(keys: readonly string[]): LogVerifiers {
  if (keys.length === 0)
    throw new Refusal(
      `The log’s public key is missing, which npx pnpm receipts key prints. Use: npx pnpm receipts ${VERIFY_USAGE}`,
    );
  const lines = keys.flatMap((given) =>
    (existsSync(given) ? readFileSync(given, 'utf8') : given).trim().split('\n'),
  );
  const pairs = lines.map((given) => {
    const [, text = '', last] = /^(\S+)(?: until (\d{1,15}))?$/.exec(given.trim()) ?? [];
    const [log, exports] = [verifierOf(text), verifierOf(text, EXPORT_ORIGIN)];
    if (log !== null && log.name === ORIGIN && exports !== null)
      return { log: endingAt(log, last === undefined ? null : Number(last)), exports };
    throw new Refusal(
      `"${given}" is not the public key of a log named ${ORIGIN}, as npx pnpm receipts key prints it.`,
    );
  });
  return { log: pairs.map(({ log }) => log), exports: pairs.map(({ exports }) => exports) };
}
