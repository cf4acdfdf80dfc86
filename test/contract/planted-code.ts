/** A violation that one tool must report: a new file, and the line of the tool's output that names it. */
export type CodePlant = {
  readonly check: string;
  readonly path: string;
  readonly text: string;
  readonly report: RegExp;
};

const LONG_FILE = Array.from({ length: 251 }, (_, line) => `export const line${line} = ${line};`).join('\n');
const LONG_FUNCTION = `export function long(): number {\n  let sum = 0;\n${'  sum += 1;\n'.repeat(60)}  return sum;\n}\n`;
const TANGLE = `export function tangle(n: number): number {\n${'  if (n > 1) { for (let i = 0; i < n; i += 1) { if (i > 2) { n -= 1; } } }\n'.repeat(4)}  return n;\n}\n`;

/** Biome: the file, and the rule that must name it. */
const STYLE: readonly (readonly [path: string, rule: string, text: string])[] = [
  ['gateway/planted-environment.ts', 'style/noProcessEnv', "export const home = process.env['HOME'];\n"],
  ['gateway/planted-console.ts', 'suspicious/noConsole', "console.log('here');\n"],
  ['gateway/planted-default.ts', 'style/noDefaultExport', 'const one = 1;\nexport default one;\n'],
  [
    'gateway/planted-barrel.ts',
    'performance/noBarrelFile',
    "export * from './planted-console.ts';\nexport * from './planted-default.ts';\n",
  ],
  ['gateway/planted-lines.ts', 'style/noExcessiveLinesPerFile', LONG_FILE],
  ['gateway/planted-function.ts', 'complexity/noExcessiveLinesPerFunction', LONG_FUNCTION],
  ['gateway/planted-tangle.ts', 'complexity/noExcessiveCognitiveComplexity', TANGLE],
  ['gateway/plantedName.ts', 'style/useFilenamingConvention', 'export const one = 1;\n'],
  ['gateway/planted-stranger.ts', 'correctness/noUndeclaredDependencies', "import 'dataloader';\n"],
  ['gateway/planted-extension.ts', 'correctness/useImportExtensions', "import './planted-console';\n"],
];

const THENABLE = `import { drizzle } from 'drizzle-orm/postgres-js';
import { pgTable, text } from 'drizzle-orm/pg-core';
import postgres from 'postgres';

const people = pgTable('person', { name: text() });
export function forget(): void {
  drizzle(postgres('')).delete(people);
}
`;

/** oxlint: the file, and the rule that must name it. */
const PROMISES: readonly (readonly [path: string, rule: string, text: string])[] = [
  [
    'gateway/planted-floating.ts',
    'no-floating-promises',
    'export function forget(): void {\n  Promise.resolve(1);\n}\n',
  ],
  ['subgraphs/host/planted-query.ts', 'no-floating-promises', THENABLE],
  [
    'gateway/planted-condition.ts',
    'no-misused-promises',
    'export function wrong(open: () => Promise<boolean>): number {\n  return open() ? 1 : 0;\n}\n',
  ],
  [
    'gateway/planted-switch.ts',
    'switch-exhaustiveness-check',
    "export function half(side: 'left' | 'right'): void {\n  switch (side) {\n    case 'left':\n      break;\n  }\n}\n",
  ],
];

/** Every planted violation of the code tools. */
export const CODE_PLANTS: readonly CodePlant[] = [
  ...STYLE.map(([path, rule, text]) => ({ check: 'style', path, text, report: line(path, `lint/${rule}`) })),
  ...PROMISES.map(([path, rule, text]) => ({ check: 'promises', path, text, report: line(path, rule) })),
  {
    check: 'style',
    path: 'gateway/planted-form.ts',
    text: 'export const one  =  "one"\n',
    report: line('gateway/planted-form.ts', 'format'),
  },
  {
    check: 'types',
    path: 'schema/planted-type.ts',
    text: "export const amount: number = 'much';\n",
    report: line('schema/planted-type.ts', 'error TS2322'),
  },
  {
    check: 'dead code',
    path: 'schema/planted-export.ts',
    text: 'export const nobodyWantsThis = 1;\n',
    report: /^nobodyWantsThis\b.*schema\/planted-export\.ts/m,
  },
  {
    check: 'migrations',
    path: 'migrations/person/9999_planted.sql',
    text: 'ALTER TABLE person.person DROP COLUMN name;\n',
    report: /ban-drop-column[\s\S]*migrations\/person\/9999_planted\.sql/,
  },
];

function line(path: string, rule: string): RegExp {
  return new RegExp(`^.*${path.replaceAll('.', '\\.')}.*${rule}`, 'm');
}
