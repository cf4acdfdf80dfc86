import { type PersonaName, personas } from '@seisi/migrations/seed/personas';
import type { RegistryRows } from '@seisi/migrations/seed/rows';

/** What must never be seen: everything in the registry that names, finds or tells of somebody, and who the personas are. */
export function markersOf(rows: RegistryRows): Set<string> {
  const markers = new Set<string>();
  const add = (...texts: readonly (string | null | undefined)[]) => {
    for (const text of texts) if (text != null && text.length >= SHORTEST) markers.add(text);
  };
  for (const { key, id, name, identityNumber: number, phone, email } of rows.people)
    add(
      key,
      id,
      name,
      number,
      `${number.slice(0, 6)}-${number.slice(6, 8)}-${number.slice(8)}`,
      phone,
      email,
    );
  for (const { key, id, registrationNumber, addressLine } of rows.households)
    add(key, id, registrationNumber, addressLine);
  for (const { reference, id } of rows.applications) add(reference, id);
  for (const { reference, id, note } of rows.referrals) add(reference, id, note);
  for (const { number } of rows.okuCards) add(number);
  for (const { officer, id } of rows.postings) add(officer, id);
  for (const name of Object.keys(personas) as PersonaName[])
    add(personas[name].token.sub, personas[name].token.person);
  return markers;
}

/** Shorter texts stand in other words by chance. */
const SHORTEST = 6;

/** Which of the markers stand in a text, in whichever case. */
export function foundIn(text: string, markers: Iterable<string>): string[] {
  const whole = text.toLowerCase();
  return [...markers].filter((marker) => whole.includes(marker.toLowerCase()));
}
