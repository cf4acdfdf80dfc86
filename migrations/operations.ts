import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ASSURANCE_LEVELS, type Assurance } from '@seisi/schema/assurance';
import { DATA_CLASSES, isDataClass } from '@seisi/schema/classes';
import { checkOperation } from '@seisi/schema/operations/check-operation';
import { compileOperation } from '@seisi/schema/operations/compile-operation';
import { graphHere } from '@seisi/schema/operations/graph-here';
import {
  ManifestProblem,
  manifestOf,
  type RegisteredOperation,
  readManifest,
} from '@seisi/schema/operations/manifest';
import type { UsedAgreement } from '@seisi/schema/operations/standing';
import { isPurpose, PURPOSES } from '@seisi/schema/purpose';
import { say } from './auditor/output.ts';
import { isSystemError, Refusal, runCommand } from './refusal.ts';

const HELP = `npx pnpm operations: what of a client's operations fits its agreement and the graph?

  operations check MANIFEST --classes CLASS,CLASS... --purpose PURPOSE
      [--assurance ${ASSURANCE_LEVELS.join('|')}] [--scopes SCOPE,SCOPE...]
  operations compile FILE... --classes CLASS,CLASS... --purpose PURPOSE [...]

MANIFEST is a file in the format of Apollo's persisted query manifest. Classes
and purpose are those of the agreement; assurance (substantial) and scopes
(registry:read) those of the client's tokens. Nothing is asked over a network:
the graph is the one that stands here.
check: for each operation one line, and below it each thing that does not fit.
compile: of each FILE, one named operation, what the agreement opens of it, as
a manifest to be registered; what was cut is told beside it.
Both end with 0 where nothing is left that does not fit.

PURPOSE: ${PURPOSES.join(', ')}
CLASS: ${DATA_CLASSES.join(', ')}
`;
const USAGE = 'npx pnpm operations check MANIFEST --classes CLASS,... --purpose PURPOSE';

/**
 * Checks a manifest offline, and tells what does not fit; or compiles one from operations.
 * @throws Refusal for arguments and files that cannot be read, and where an operation does not fit
 */
export async function operations(args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args[0] === 'help') return say(HELP);
  const { command, paths, agreement } = requestOf(args);
  if (command === 'compile') return compile(paths, agreement);
  await check(paths[0] ?? '', agreement);
}

async function check(path: string, agreement: UsedAgreement): Promise<void> {
  const registered = registeredIn(path);
  const graph = graphHere();
  const found = registered.map((operation) => ({
    operation,
    misfits: checkOperation(graph, operation, agreement),
  }));
  for (const { operation, misfits } of found) {
    const closed = misfits.filter(({ kind }) => kind !== 'WHEN_GIVEN');
    const lines = misfits.map(({ kind, sentence }) => `    ${kind}: ${sentence}\n`);
    await say(
      `${closed.length === 0 ? 'fits' : 'does not fit'}  ${operation.name} ${operation.id}\n${lines.join('')}`,
    );
  }
  const wrong = found.filter(({ misfits }) => misfits.some(({ kind }) => kind !== 'WHEN_GIVEN'));
  if (wrong.length > 0)
    throw new Refusal(
      `${wrong.length} of ${registered.length} operations do not fit this agreement and graph.`,
    );
}

async function compile(paths: readonly string[], agreement: UsedAgreement): Promise<void> {
  const graph = graphHere();
  const operations: RegisteredOperation[] = [];
  for (const path of paths) {
    const compiled = compileOperation(graph, textIn(path), agreement, hashOf);
    if ('sentence' in compiled) throw new Refusal(`${path}: ${compiled.sentence}`);
    const { name } = compiled.operation;
    if (compiled.kind === 'CUT')
      process.stderr.write(`${name}: ${compiled.closed} of its fields are closed, and left out.\n`);
    operations.push(compiled.operation);
  }
  await say(`${JSON.stringify(manifestOf(operations), null, 2)}\n`);
}

/** The id of a text is its SHA-256, as Apollo's clients give it. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function registeredIn(path: string): readonly RegisteredOperation[] {
  try {
    return readManifest(textIn(path));
  } catch (error) {
    if (error instanceof ManifestProblem) throw new Refusal(`${path}: ${error.message}`);
    throw error;
  }
}

function textIn(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isSystemError(error)) throw new Refusal(`${path}: ${error.message}`);
    throw error;
  }
}

type Wanted = { command: 'check' | 'compile'; paths: readonly string[]; agreement: UsedAgreement };

function requestOf(args: readonly string[]): Wanted {
  const { positionals, values } = parsed(args);
  const [command, ...paths] = positionals;
  const isKnown = command === 'compile' ? paths.length > 0 : command === 'check' && paths.length === 1;
  if (!isKnown) throw new Refusal(`Name what is to be checked or compiled. Use: ${USAGE}, or --help.`);
  const { classes, purpose, assurance = 'substantial', scopes = 'registry:read' } = values;
  if (!isPurpose(purpose)) throw new Refusal(`--purpose must be one of ${PURPOSES.join(', ')}.`);
  if (!ASSURANCE_LEVELS.includes(assurance as Assurance))
    throw new Refusal(`--assurance must be one of ${ASSURANCE_LEVELS.join(', ')}.`);
  const named = listOf(classes);
  const unknown = named.find((name) => !isDataClass(name));
  if (named.length === 0 || unknown !== undefined)
    throw new Refusal(
      `--classes must name classes of ${DATA_CLASSES.join(', ')}${unknown === undefined ? '' : `, not "${unknown}"`}.`,
    );
  return {
    command: command === 'compile' ? 'compile' : 'check',
    paths,
    agreement: {
      classes: named.filter(isDataClass),
      purpose,
      assurance: assurance as Assurance,
      scopes: listOf(scopes),
    },
  };
}

function parsed(args: readonly string[]) {
  const option = { type: 'string' } as const;
  const options = { classes: option, purpose: option, assurance: option, scopes: option };
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const [sentence] = (error as Error).message.split(/\. |\n/);
    throw new Refusal(`${(sentence ?? '').replace(/\.$/, '')}. Use: ${USAGE}`);
  }
}

function listOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

if (import.meta.main) await runCommand(() => operations(process.argv.slice(2)));
