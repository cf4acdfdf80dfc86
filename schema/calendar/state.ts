/** The states (negeri) and federal territories by their codes (Department of Statistics Malaysia; `migrations/reference/person.state.tsv`). */
export const STATES = [
  '01',
  '02',
  '03',
  '04',
  '05',
  '06',
  '07',
  '08',
  '09',
  '10',
  '11',
  '12',
  '13',
  '14',
  '15',
  '16',
] as const;

/** The code of a state: `02` is Kedah. */
export type State = (typeof STATES)[number];

/** @throws RangeError for what is no code of a state */
export function stateOf(code: string): State {
  const state = STATES.find((each) => each === code);
  if (state !== undefined) return state;
  throw new RangeError('This is no code of a state: they are 01 to 16.');
}
