import { type ActProbe, act, NOBODYS, TRIED } from './act-probe.ts';

const LIST = { list: NOBODYS, district: '"5_5"', ...TRIED };

const ROW = '{ identityNumber: "x", name: "x", birthDate: "1980-01-01" }';

/** Acts on recipients of programmes, as nobody can do them: about programmes, lists and recipients that there are not. */
export const RECIPIENT_PROBES: readonly ActProbe[] = [
  handedIn(),
  act(
    'finaliseRecipients',
    'FinaliseRecipientsInput',
    { programme: '"none"', phase: '1', ...TRIED },
    'recipients',
  ),
  act('fundRecipients', 'FundRecipientsInput', { list: NOBODYS, hash: '"x"', ...TRIED }, 'recipients'),
  act('announceRecipients', 'AnnounceRecipientsInput', LIST, 'recipients'),
  act('returnToTreasurer', 'ReturnToTreasurerInput', LIST, 'recipients'),
  act('chooseCounter', 'ChooseCounterInput', { candidate: NOBODYS, reason: '"x"', ...TRIED }, 'candidate'),
  act('payAtCounter', 'PayAtCounterInput', { candidate: NOBODYS, amount: '1', ...TRIED }, 'candidate'),
];

/** A list of a row that names nobody. */
function handedIn(): ActProbe {
  const input = { programme: '"none"', name: '"x"', rows: `[${ROW}]`, ...TRIED };
  const probe = act('importAgencyList', 'ImportAgencyListInput', input, 'agencyList');
  const parts = ['identityNumber', 'name', 'birthDate'].map((part) => `AgencyListRowInput.${part}`);
  return { ...probe, asked: [...probe.asked, ...parts] };
}
