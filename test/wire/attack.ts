import { CAST, castMember, castOf, PLACE } from '@seisi/migrations/seed/known';
import { expect } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { PROFILE } from '../queries/golden.ts';
import { type Answer, type House, openHouse, type Question } from '../setup/house.ts';
import { type Meddler, meddlers, type RoomAnswer } from './meddler.ts';

/** Everyone but the person room, which says who is within reach. */
const ROOMS = ['aid', 'oku', 'pass', 'volunteer', 'agency'];

/** What a room makes of its own honest answer. */
export type Change = (answer: RoomAnswer) => unknown;

/** A house whose rooms can be made to lie, and the profile that it gives while they do not. */
export type AttackedHouse = {
  readonly whole: Answer;
  ask(question: Question): Promise<Answer>;
  /** The profile while these rooms lie. */
  profileWith(change: Change, rooms?: readonly string[]): Promise<Answer>;
  of(room: string): Meddler;
  /** Every room is honest again. */
  calm(): void;
  close(): Promise<void>;
};

/** Opens a house with a meddler before every room, and asks for the profile of the known household as its district's officer. */
export async function openAttackedHouse(): Promise<AttackedHouse> {
  const { between, of, close } = meddlers();
  const house: House = await openHouse({ now: () => NOW, rooms: 'http', between });
  const ask = (question: Question) => house.ask('district-officer', question);
  const profile = { query: PROFILE, variables: { id: castOf(1).known.id } };
  const whole = await ask(profile);
  expect(whole.errors).toEqual([]);
  return {
    whole,
    ask,
    of,
    profileWith: async (change, rooms = ROOMS) => {
      for (const room of rooms) of(room).change = change;
      const answer = await ask(profile);
      expect(answer.text).not.toMatch(/HOSTILE|c_hidden|c_alias|representations|_entities|__proto__/);
      return answer;
    },
    calm: () => {
      for (const room of ROOMS) of(room).change = null;
    },
    close: async () => {
      await house.close();
      close();
    },
  };
}

/** Somebody out of reach. */
export const SEALED = castMember(1, CAST.sealed, PLACE.sealed.mother);

/** The fields by which a room could speak for another one. */
export const EXTRA = {
  HOSTILE: 'HOSTILE',
  id: 'HOSTILE',
  key: SEALED.key,
  grant: '2.zzzz.0.0.0.HOSTILE',
  name: 'HOSTILE',
  c_hidden_id: SEALED.id,
  c_alias_id: 'HOSTILE',
  registrationNumber: 'HOSTILE',
  members: [{ person: { name: 'HOSTILE' } }],
  __typename: 'Household',
};

/** What a room’s error tells of its inside. */
export const STACK = 'HOSTILE at Object.<anonymous> (/srv/HOSTILE.ts:1:1)\n    at next';

/** Fails where something was put on what every object inherits. */
export function expectCleanPrototypes(): void {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as { readonly polluted?: unknown }).polluted).toBeUndefined();
}
