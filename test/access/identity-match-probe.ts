import { act, NOBODYS, TRIED } from './act-probe.ts';

/** A finding on a pair that there is not, without a reason. */
export const IDENTITY_MATCH_PROBE = act(
  'decideIdentityMatch',
  'DecideIdentityMatchInput',
  { match: NOBODYS, finding: 'SAME', reason: '""', ...TRIED },
  'match',
);
