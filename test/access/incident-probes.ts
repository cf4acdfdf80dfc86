import { type ActProbe, act, NOBODYS, TRIED } from './act-probe.ts';

const DECLARED = { kind: 'FLOOD', areas: '["none"]', agencies: '["none"]', hours: '1' };
const ON_ONE = { incident: NOBODYS, ...TRIED };

/** The acts on incidents, on one that there is not. */
export const INCIDENT_PROBES: readonly ActProbe[] = [
  act('reportIncident', 'ReportIncidentInput', { ...DECLARED, title: '"x"', ...TRIED }, 'incident'),
  act('activateIncident', 'ActivateIncidentInput', { ...DECLARED, ...ON_ONE }, 'incident'),
  act('dismissIncident', 'DismissIncidentInput', { reason: '"x"', ...ON_ONE }, 'incident'),
  act('proposeIncidentExtension', 'ProposeIncidentExtensionInput', { hours: '1', ...ON_ONE }, 'incident'),
  act('confirmIncidentExtension', 'ConfirmIncidentExtensionInput', { hours: '1', ...ON_ONE }, 'incident'),
  act('coordinateIncident', 'CoordinateIncidentInput', ON_ONE, 'incident'),
  act('handOverIncident', 'HandOverIncidentInput', { toAgency: '"none"', ...ON_ONE }, 'incident'),
  act('takeOverIncident', 'TakeOverIncidentInput', ON_ONE, 'incident'),
  act('beginRecovery', 'BeginRecoveryInput', ON_ONE, 'incident'),
  act('standDownIncident', 'StandDownIncidentInput', { reason: '"x"', ...ON_ONE }, 'incident'),
];
