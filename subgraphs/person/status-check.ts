import { isUuid } from '@seisi/host/scalars';
import { RegistryError } from '@seisi/schema/errors';
import { readIdentityNumber } from './identity-number.ts';
import { badInput } from './registration-input.ts';
import type { AskForStatusInput } from './types.generated.ts';

/** The second fact, as the register has it (S1: telephone, e-mail or latest address; or the reference that whoever registered was given). */
export type SecondFact =
  | { readonly kind: 'phone' | 'email' | 'postcode'; readonly value: string }
  | { readonly kind: 'reference'; readonly value: string };

/** Two facts that are presented about somebody. */
export type StatusAsked = { readonly identityNumber: string; readonly second: SecondFact };

const KINDS = ['phone', 'email', 'postcode', 'reference'] as const;
const MOST = 200;

/**
 * What was presented, in the form in which the register keeps it. Its faults are told by its form alone.
 * @throws BAD_USER_INPUT for a number that is none, and unless exactly one further fact is presented
 */
export function readStatusAsked(input: AskForStatusInput): StatusAsked {
  const number = readIdentityNumber(input.identityNumber);
  if (number === null) throw badInput('identityNumber', 'is no identity number: it takes 12 digits');
  const given = KINDS.flatMap((kind) => {
    const value = input[kind];
    return value === null || value === undefined ? [] : [{ kind, value: value.trim() }];
  });
  const [second, ...others] = given;
  if (second === undefined || others.length > 0)
    throw new RegistryError(
      'BAD_USER_INPUT',
      'Besides `input.identityNumber` exactly one of `phone`, `email`, `postcode` and `reference` is presented.',
      { argument: 'input' },
    );
  if (second.value === '' || second.value.length > MOST)
    throw badInput(second.kind, `takes 1 to ${MOST} characters`);
  // A reference of another form is as one that was never given: nothing of it reaches a statement.
  const value = second.kind === 'reference' && !isUuid(second.value) ? NO_REFERENCE : second.value;
  return { identityNumber: number.digits, second: { kind: second.kind, value } };
}

const NO_REFERENCE = '00000000-0000-0000-0000-000000000000';
