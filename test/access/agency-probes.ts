import { type ActProbe, act, NOBODYS, TRIED } from './act-probe.ts';

const ON_ONE = { agency: '"none"', ...TRIED };

const JOINING = { application: NOBODYS, ...TRIED };
const APPLYING = {
  ...{ name: '"x"', kind: 'NGO', registrationScheme: 'SSM', registrationNumber: '"x"' },
  ...{ contactEmail: '"x"', contactPhone: '"x"' },
  ...{ letterReference: '"x"', letterDate: '"2020-01-01"', letterSha256: '"x"' },
};

/** The acts by which agencies come, stay and go, on one that there is not. */
export const AGENCY_PROBES: readonly ActProbe[] = [
  act('applyAsAgency', 'ApplyAsAgencyInput', { ...APPLYING, ...TRIED }, 'joining'),
  act('withdrawAgencyApplication', 'WithdrawAgencyApplicationInput', JOINING, 'joining'),
  act('checkAgencyNumber', 'CheckAgencyNumberInput', { registrationNumber: '"x"', ...JOINING }, 'joining'),
  act('checkAgencyLetter', 'CheckAgencyLetterInput', { letterSha256: '"x"', ...JOINING }, 'joining'),
  act('admitAgency', 'AdmitAgencyInput', { code: '"x"', ...JOINING }, 'joining'),
  act('refuseAgency', 'RefuseAgencyInput', { reason: '"x"', ...JOINING }, 'joining'),
  act('suspendAgency', 'SuspendAgencyInput', { reason: '"x"', ...ON_ONE }, 'agency'),
  act('proposeAgencyResumption', 'ProposeAgencyResumptionInput', { reason: '"x"', ...ON_ONE }, 'agency'),
  act('confirmAgencyResumption', 'ConfirmAgencyResumptionInput', ON_ONE, 'agency'),
  act('proposeAgencyEnd', 'ProposeAgencyEndInput', { reason: '"x"', ...ON_ONE }, 'agency'),
  act('confirmAgencyEnd', 'ConfirmAgencyEndInput', ON_ONE, 'agency'),
];
