import { isCivilDay } from '@seisi/schema/calendar/civil-day';
import { badInput } from './decision.ts';

/** A row of an agency's list as the register of households is asked about it: by number alone where there is one. */
export type ListedRow = { readonly number: string } | { readonly name: string; readonly born: string };

/** A row as it is handed in. */
export type GivenRow = {
  readonly identityNumber?: string | null;
  readonly name?: string | null;
  readonly birthDate?: string | null;
};

const NUMBER = /^\d{6}-?\d{2}-?\d{4}$/;
const MOST_ROWS = 500;
const MOST_CHARACTERS = 200;
const MOST_OF_TITLE = 100;

/** What the list is called. @throws BAD_USER_INPUT */
export function readTitle(name: string): string {
  const said = name.trim();
  if (said.length > 0 && said.length <= MOST_OF_TITLE) return said;
  throw badInput('name', `takes 1 to ${MOST_OF_TITLE} characters`);
}

/** @throws BAD_USER_INPUT naming the row, never what stands in it */
export function readListedRows(rows: readonly GivenRow[]): ListedRow[] {
  if (rows.length === 0 || rows.length > MOST_ROWS) throw badInput('rows', `takes 1 to ${MOST_ROWS} rows`);
  return rows.map((row, at) => {
    const { identityNumber } = row;
    if (identityNumber === null || identityNumber === undefined) return readNamed(row, at);
    if (NUMBER.test(identityNumber)) return { number: identityNumber.replaceAll('-', '') };
    throw badInput(`rows.${at}.identityNumber`, 'takes 12 digits');
  });
}

/** In capitals with single blanks, as the register compares them. */
function readNamed({ name, birthDate }: GivenRow, at: number): ListedRow {
  const said = (name ?? '').trim().replaceAll(/\s+/g, ' ').toUpperCase();
  if (said.length === 0 || said.length > MOST_CHARACTERS)
    throw badInput(`rows.${at}`, 'takes an identity number, or a name and a birth date');
  const born = birthDate ?? '';
  if (isCivilDay(born)) return { name: said, born };
  throw badInput(`rows.${at}.birthDate`, 'takes a day');
}
