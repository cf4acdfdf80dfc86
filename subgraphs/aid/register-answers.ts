/** Whose registers an applicant is checked against: inland revenue, national registration, road transport (S0). */
export type CheckedRegister = 'LHDN' | 'JPN' | 'JPJ';

/** What each register says of a person: income in whole sen a year, dates YYYY-MM-DD. */
export type RegisterContent = {
  readonly LHDN: { readonly yearlyIncome: number; readonly assessmentYear: number };
  readonly JPN: { readonly citizen: boolean; readonly alive: boolean; readonly birthDate: string };
  readonly JPJ: { readonly vehicles: number };
};

/** What one register said, and when; `UNAVAILABLE` is unknown and never a no. */
export type RegisterAnswer<Register extends CheckedRegister = CheckedRegister> =
  | (RegisterContent[Register] & { readonly askedAt: Date; readonly answeredAt: Date })
  | 'UNAVAILABLE';

type Fields = Readonly<Record<string, unknown>>;

const MOST_SEN = 1_000_000_000_000;
const FIRST_YEAR = 1990;
const FIRST_BIRTH = '1880-01-01';
const MOST_VEHICLES = 1000;

type Readers = {
  readonly [Register in CheckedRegister]: {
    readonly names: readonly (keyof RegisterContent[Register] & string)[];
    readonly fits: (given: Fields, today: string) => boolean;
  };
};

const READERS: Readers = {
  LHDN: {
    names: ['yearlyIncome', 'assessmentYear'],
    fits: ({ yearlyIncome, assessmentYear }, today) =>
      isWhole(yearlyIncome, 0, MOST_SEN) && isWhole(assessmentYear, FIRST_YEAR, Number(today.slice(0, 4))),
  },
  JPN: {
    names: ['citizen', 'alive', 'birthDate'],
    fits: ({ citizen, alive, birthDate }, today) =>
      typeof citizen === 'boolean' &&
      typeof alive === 'boolean' &&
      isCivilDate(birthDate) &&
      birthDate >= FIRST_BIRTH &&
      birthDate <= today,
  },
  JPJ: { names: ['vehicles'], fits: ({ vehicles }) => isWhole(vehicles, 0, MOST_VEHICLES) },
};

/** What a register said, as it must be: exactly these fields, each in its bounds; null for anything else, which is no answer. `today` is YYYY-MM-DD. */
export function readContent<Register extends CheckedRegister>(
  register: Register,
  given: unknown,
  today: string,
): RegisterContent[Register] | null {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return null;
  const fields = given as Fields;
  const { names, fits } = READERS[register];
  const isWholly =
    Object.keys(fields).length === names.length && names.every((name) => Object.hasOwn(fields, name));
  return isWholly && fits(fields, today) ? (fields as unknown as RegisterContent[Register]) : null;
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;
}

function isCivilDate(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const instant = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value);
}
