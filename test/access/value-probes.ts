import { type ActProbe, act, TRIED } from './act-probe.ts';

const SAID = {
  ...{ person: '"nobody"', since: '"2026-01-01"', origin: 'DECLARATION', method: 'FORM', ...TRIED },
};

/** A value that few duties open, tried by itself: what is told of it is of its own part of the input, and not of the whole act. */
function ofValue(part: string, value: string): ActProbe {
  const probe = act('updatePerson', 'UpdatePersonInput', { [part]: value, ...SAID }, 'updated');
  const coordinate = `UpdatePersonInput.${part}`;
  return { ...probe, asked: [coordinate], payload: coordinate };
}

export const VALUE_PROBES: readonly ActProbe[] = [
  ofValue('skills', '"x"'),
  ofValue('illnesses', '"x"'),
  ofValue('savings', '1'),
];
