import { type ActProbe, act, NOBODYS, TRIED } from './act-probe.ts';

const CENTRE = { centre: NOBODYS, ...TRIED };
const NEED = { need: NOBODYS, ...TRIED };

/** The acts on what is run under an incident, on what there is not. */
export const RELIEF_PROBES: readonly ActProbe[] = [
  act(
    'openEvacuationCentre',
    'OpenEvacuationCentreInput',
    { incident: '"none"', name: '"xyz"', district: '"none"', capacity: '1', ...TRIED },
    'centre',
  ),
  act(
    'countEvacuees',
    'CountEvacueesInput',
    { families: '0', adults: '0', children: '0', infants: '0', ...CENTRE },
    'centre',
  ),
  act('closeEvacuationCentre', 'CloseEvacuationCentreInput', CENTRE, 'centre'),
  act(
    'reportIncidentNeed',
    'ReportIncidentNeedInput',
    { incident: '"none"', kind: 'FOOD', quantity: '1', district: '"none"', ...TRIED },
    'need',
  ),
  act('takeOnIncidentNeed', 'TakeOnIncidentNeedInput', NEED, 'need'),
  act('fulfilIncidentNeed', 'FulfilIncidentNeedInput', NEED, 'need'),
  act('dropIncidentNeed', 'DropIncidentNeedInput', NEED, 'need'),
];
