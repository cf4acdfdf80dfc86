import { referencesOf, type ToldText } from '@seisi/schema/receipt/told';
import type { Sql } from 'postgres';
import QuickLRU from 'quick-lru';
import { list } from './incoming.step.ts';
import { type Admitted, type KnownTold, monthOf, type Opened } from './intake.ts';

/** Of some gateways forty texts are all that they tell of a million people. */
const MOST_TEXTS = 2000;

/** The texts of `receipt.told`, each read once as long as it is used. What stands there is never altered, and outlives the entries of its month. */
export class ToldTexts {
  readonly #texts = new QuickLRU<string, ToldText>({ maxSize: MOST_TEXTS });

  /** All that these refer to and that was committed, by the month of the receipt. */
  async of(sql: Sql, rows: readonly Opened[]): Promise<KnownTold> {
    const found = new Map<string, ToldText>();
    const unknown = new Map<string, { month: string; hash: string }>();
    for (const { row, leaf } of rows) {
      if (leaf === null) continue;
      const month = monthOf(leaf);
      for (const hash of referencesOf(row.parts)) {
        const name = `${month} ${hash}`;
        const text = this.#texts.get(name);
        if (text === undefined) unknown.set(name, { month, hash });
        else found.set(name, text);
      }
    }
    for (const [name, text] of await read(sql, [...unknown.values()])) {
      this.#texts.set(name, text);
      found.set(name, text);
    }
    return (month) => (hash) => found.get(`${month} ${hash}`);
  }
}

async function read(
  sql: Sql,
  wanted: readonly { readonly month: string; readonly hash: string }[],
): Promise<Map<string, ToldText>> {
  if (wanted.length === 0) return new Map();
  const rows = await sql<{ month: string; hash: string; text: string }[]>`
    select wanted.month, wanted.hash, told.text
      from unnest(${list(wanted.map(({ month }) => month))}::text[], ${list(wanted.map(({ hash }) => hash))}::text[],
                  ${list(wanted.map(({ hash }) => hexOf(hash)))}::text[]) as wanted (month, hash, hex)
      join receipt.told on told.month = (wanted.month || '-01')::date and told.hash = decode(wanted.hex, 'hex')`;
  return new Map(rows.map(({ month, hash, text }) => [`${month} ${hash}`, { hash, text }]));
}

/** Adds the texts that came whole. In the order in which gateways add them, so that none waits for another. */
export async function writeTold(sql: Sql, rows: readonly Admitted[]): Promise<void> {
  const texts = new Map<string, { month: string; hash: string; text: string }>();
  for (const { leaf, wholes } of rows) {
    const month = monthOf(leaf);
    for (const { hash, text } of wholes)
      texts.set(`${month} ${hash}`, { month: `${month}-01`, hash: hexOf(hash), text });
  }
  if (texts.size === 0) return;
  await sql`
    insert into receipt.told (month, hash, text)
    select month, decode(hash, 'hex'), text
      from json_to_recordset(${JSON.stringify([...texts.values()])}::text::json) as new (month date, hash text, text text)
     order by 1, 2
        on conflict do nothing`;
}

function hexOf(hash: string): string {
  return Buffer.from(hash, 'base64url').toString('hex');
}
