import { type ActProbe, act, NOBODYS, ofHousehold, TRIED } from './act-probe.ts';

const TWO_FACTS = {
  ...{ identityNumber: '"x"', phone: '"x"', email: '"x"', postcode: '"x"', reference: NOBODYS },
};

/** The acts on the register that are no step of a registration. */
export const REGISTER_ACTS: readonly ActProbe[] = [
  act('askForStatus', 'AskForStatusInput', { ...TWO_FACTS, ...TRIED }, 'advice'),
  ofHousehold('issueIdentityCard', {}, 'card'),
  ofHousehold('replaceIdentityCard', { reason: '"x"' }, 'card'),
  ofHousehold('cancelIdentityCard', { reason: '"x"' }, 'card'),
];
