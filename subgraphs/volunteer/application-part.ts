import { badInput, readContact, readText } from '@seisi/host/read-input';
import type { Said } from './application.step.ts';
import type { SaveVolunteerApplicationInput } from './types.generated.ts';

const MOST_CHARACTERS = { qualification: 200, workExperience: 2_000 } as const;

/** The parts of the form that were said. @throws BAD_USER_INPUT for what is no telephone, e-mail or text, and for no interest or no time */
export function readParts(given: SaveVolunteerApplicationInput): Said {
  const { phone, email } = readContact(given);
  const parts = {
    ...{ phone, email, language: given.language ?? null },
    qualification: textOf('qualification', given),
    workExperience: textOf('workExperience', given),
    interests: chosen('interests', given.interests, 1),
    skills: chosen('skills', given.skills, 0),
    availability: chosen('availability', given.availability, 1),
  };
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== null)) as Said;
}

function textOf(name: keyof typeof MOST_CHARACTERS, given: SaveVolunteerApplicationInput): string | null {
  const text = given[name] ?? null;
  return text === null ? null : readText(name, text, MOST_CHARACTERS[name]);
}

function chosen<Choice extends string>(
  name: string,
  given: readonly Choice[] | null | undefined,
  least: number,
): Choice[] | null {
  if (given == null) return null;
  const once = [...new Set(given)].toSorted();
  if (once.length < least) throw badInput(name, 'names one or more');
  return once;
}
