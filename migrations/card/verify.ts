import type { JsonWebKey } from 'node:crypto';
import { type Checked, checkCard } from '../../subgraphs/oku/card-check.ts';
import { say } from '../auditor/output.ts';
import { Refusal } from '../refusal.ts';
import { jsonOf, needed, optionsOf, textOf } from './options.ts';

const USAGE = 'verify FILE|- --issuer KEYS --status LIST --nonce TEXT --audience TEXT';
const OPTIONS = {
  issuer: { type: 'string' },
  status: { type: 'string' },
  nonce: { type: 'string' },
  audience: { type: 'string' },
} as const;
const ENDS = { VALID: 0, NOT_VALID: 1, CANNOT_TELL: 2 } as const;

/** Checks what a holder shows, offline, and says it. It leaves with 0, 1 or 2: valid, not valid, cannot be told. */
export async function verify(args: readonly string[]): Promise<void> {
  const { values, positionals } = optionsOf(args, OPTIONS, USAGE);
  const [file] = positionals;
  if (file === undefined) throw new Refusal(`A file is missing. Use: npx pnpm card ${USAGE}`);
  const checked = await checkCard(textOf(file), {
    issuerKeys: keysOf(jsonOf(needed('issuer', values.issuer, USAGE))),
    nonce: needed('nonce', values.nonce, USAGE),
    audience: needed('audience', values.audience, USAGE),
    statusList: values.status === undefined ? null : textOf(values.status),
    now: Math.floor(Date.now() / 1000),
  });
  await say(`${pageOf(checked)}\n`);
  process.exitCode = ENDS[checked.verdict];
  if (checked.verdict !== 'VALID') process.exit(ENDS[checked.verdict]);
}

function keysOf(given: unknown): JsonWebKey[] {
  const { keys } = Object(given) as { readonly keys?: unknown };
  if (Array.isArray(keys)) return keys as JsonWebKey[];
  throw new Refusal('`--issuer` takes a JWK set, as `card key` prints it.');
}

/** What was found, in both languages; of the holder what was shown and nothing else. */
function pageOf(checked: Checked): string {
  if (checked.verdict !== 'VALID') {
    const said =
      checked.verdict === 'NOT_VALID' ? 'TIDAK SAH / NOT VALID' : 'TIDAK DAPAT DIPASTIKAN / CANNOT BE TOLD';
    return `${said}: ${checked.why}.`;
  }
  const until = new Date((checked.expiresAt - 1 + 8 * 3_600) * 1000).toISOString().slice(0, 10);
  const shown = Object.entries(checked.shown).map(
    ([name, value]) => `  ${LABELS[name] ?? name}: ${String(value)}`,
  );
  return [`SAH / VALID: kad OKU, hingga / until ${until}`, ...shown].join('\n');
}

const LABELS: Readonly<Record<string, string>> = {
  registered: 'berdaftar / registered',
  category: 'kategori / category',
  subCategory: 'subkategori / sub-category',
  cardNumber: 'nombor kad / card number',
  registrationNumber: 'nombor pendaftaran / registration number',
};
