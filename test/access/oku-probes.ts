import { type ActProbe, act, NOBODYS, TRIED } from './act-probe.ts';

const APPLICATION = { application: NOBODYS, ...TRIED };
const ENTRY = { registration: NOBODYS, ...TRIED };
const FOUND = { category: 'VISUAL', subCategory: 'BLIND', together: '[]' };

/** An act on an application for the register that there is not. */
function ofApplication(name: string, input: Readonly<Record<string, string>> = {}): ActProbe {
  return act(name, inputOf(name), { ...APPLICATION, ...input }, 'okuApplication');
}

/** An act on an entry of the register that there is not. */
function ofEntry(name: string, input: Readonly<Record<string, string>> = {}): ActProbe {
  return act(name, inputOf(name), { ...ENTRY, ...input }, 'okuRegistration');
}

function inputOf(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
}

/** The acts of the OKU register, on what there is not. */
export const OKU_PROBES: readonly ActProbe[] = [
  act(
    'applyForOkuRegistration',
    'ApplyForOkuRegistrationInput',
    {
      ...{
        person: NOBODYS,
        kind: 'NEW',
        identityPaper: 'MYKAD',
        phone: '"x"',
        email: 'null',
        language: 'MS',
      },
      ...TRIED,
    },
    'okuApplication',
  ),
  act('attachOkuDocument', 'AttachOkuDocumentInput', { kind: 'MYKAD', ...APPLICATION }, 'okuAttached'),
  ofApplication('submitOkuApplication'),
  ofApplication('withdrawOkuApplication'),
  ofApplication('requestOkuInformation', { kinds: '[MYKAD]', note: '"x"', dueOn: '"2026-12-01"' }),
  ofApplication('answerOkuInformation'),
  ofApplication('recordMedicalCertificate', {
    ...{ certifierKind: 'PRIVATE_CLINIC', certifierRole: 'SPECIALIST', certifierNumber: '"123"' },
    ...{ certifiedOn: '"2026-01-01"', ...FOUND },
  }),
  ofApplication('assessOkuApplication', {
    ...{ outcome: 'REFUSE', decider: 'REGISTRAR', refusal: 'CRITERIA_NOT_MET', note: '"x"' },
    ...FOUND,
  }),
  ofApplication('confirmOkuAssessment', { assessment: NOBODYS, confirm: 'true' }),
  ofApplication('lodgeOkuAppeal', { grounds: '"x"' }),
  ofApplication('recordOkuAppeal', { appeal: NOBODYS, outcome: 'DISMISSED', reason: '"x"' }),
  ofEntry('reportOkuCardLost', { lostOn: '"2026-01-01"' }),
  ofEntry('issueOkuCredential', { holderKey: '"x"', endOthers: 'false' }),
  ofEntry('replaceOkuCard'),
  ofEntry('renewOkuCard'),
  ofEntry('recordOkuCardSent', { sentOn: '"2026-01-01"' }),
  ofEntry('surrenderOkuCard'),
  ofEntry('proposeOkuStrikeOff', { reason: 'OWN_WISH', note: '"x"' }),
  ofEntry('confirmOkuStrikeOff', { confirm: 'true' }),
  ofEntry('linkCareCentre', { centre: '"none"' }),
  act(
    'certifyCareCentre',
    'CertifyCareCentreInput',
    { centre: '"none"', number: '"x"', startsOn: '"2026-01-01"', ...TRIED },
    'careCentre',
  ),
  act(
    'askForOkuStatus',
    'AskForOkuStatusInput',
    { identityNumber: '"x"', number: '"x"', ...TRIED },
    'okuAdvice',
  ),
];
