import type { PassEmployerRow, PassWorkerRow, WorkPassRow } from '../../subgraphs/pass/work-pass.table.ts';
import { dateOf, dayOf, yearsAfter } from './calendar.ts';
import type { Home } from './home.ts';
import { CAST } from './known.ts';
import { scramble, uuidOf } from './random.ts';

/** One household's rows in the register of passes, and of the companies that fall to it. */
export type PassRows = {
  readonly passEmployers: PassEmployerRow[];
  readonly passWorkers: PassWorkerRow[];
  readonly workPasses: WorkPassRow[];
};

/** One home in so many has a helper: few of those whom a poverty register knows. */
const ONE_IN = 40;
/** Workers of one company. */
const COMPANY_SIZE = 40;
/** Where workers come from, the more often the more there are. */
const NATIONALITIES = ['BGD', 'BGD', 'IDN', 'IDN', 'NPL', 'MMR', 'IND', 'PAK', 'VNM', 'KHM'] as const;
const SECTORS = ['MANUFACTURING', 'CONSTRUCTION', 'PLANTATION', 'AGRICULTURE', 'SERVICES'] as const;
/** Numbers of helpers' passes begin above those of companies. */
const HELPERS = 4_000_000;

/** The helper of a home, where it has one, and the passes of companies whose share falls to this household: so many passes for each household of the registry. */
export function passesOf(home: Home, perHousehold: number): PassRows {
  const rows: PassRows = { passEmployers: [], passWorkers: [], workPasses: [] };
  addHelper(rows, home);
  const [from, to] = [home.index, home.index + 1].map((index) => Math.floor(index * perHousehold));
  for (let nth = from ?? 0; nth < (to ?? 0); nth += 1) addCompanyPass(rows, home, nth);
  return rows;
}

/** By the number of the household alone, so that nothing else is drawn otherwise. */
function addHelper(rows: PassRows, home: Home): void {
  const { seed, index, household, members } = home;
  const [head] = members;
  const draw = Number(scramble(index, 10));
  // Of the cast the father who lives alone has one.
  const hasHelper = home.plan.scripted ? index === CAST.father : draw % ONE_IN === 0;
  if (head === undefined || !hasHelper) return;
  const employerId = uuidOf(seed, 'helper-employer', index);
  rows.passEmployers.push({
    ...{ id: employerId, kind: 'HOUSEHOLD', status: 'ACTIVE', personKey: head.row.key },
    ...{ householdKey: household.key, name: null, ssmNumber: null, agencyCode: null },
  });
  addPass(rows, home, {
    ...{ nth: HELPERS + index, employerId, householdKey: household.key },
    ...{ stream: 'DOMESTIC_HELPER', sector: 'DOMESTIC_HELP' },
  });
}

function addCompanyPass(rows: PassRows, home: Home, nth: number): void {
  const { seed, members } = home;
  const company = Math.floor(nth / COMPANY_SIZE);
  const employerId = uuidOf(seed, 'company', company);
  const speaker = members[0]?.row.key;
  // The first of a company's passes brings the company, and who speaks for it.
  if (nth % COMPANY_SIZE === 0 && speaker !== undefined)
    rows.passEmployers.push({
      ...{ id: employerId, kind: 'COMPANY', status: 'ACTIVE', personKey: speaker, householdKey: null },
      ...{
        name: `Syarikat Rekaan ${company + 1} Sdn. Bhd.`,
        ssmNumber: `1990${scramble(company, 9).slice(1)}`,
      },
      agencyCode: null,
    });
  const sector = SECTORS[company % SECTORS.length]!;
  addPass(rows, home, { nth, employerId, householdKey: null, stream: 'OTHER_SECTOR', sector });
}

type Wanted = Pick<WorkPassRow, 'employerId' | 'householdKey' | 'stream' | 'sector'> & {
  readonly nth: number;
};

function addPass(rows: PassRows, { seed, asOf }: Home, { nth, ...given }: Wanted): void {
  const number = scramble(nth, 10);
  const draw = Number(number);
  const workerId = uuidOf(seed, 'pass-worker', nth);
  rows.passWorkers.push({
    ...{ id: workerId, nationality: NATIONALITIES[draw % NATIONALITIES.length]! },
    ...{
      passportNumber: `X${scramble(nth, 9)}`,
      passportExpiresOn: dateOf(dayOf(asOf) + 90 + (draw % 1700)),
    },
  });
  // Issued within the last year; one in thirty was not renewed.
  const startsOn = dateOf(dayOf(asOf) - (draw % 30 === 0 ? 400 : draw % 360));
  rows.workPasses.push({
    ...{ id: uuidOf(seed, 'work-pass', nth), number: `PL${number}`, workerId, ...given },
    ...{ startsOn, expiresOn: yearsAfter(startsOn, 1), replacedOn: null, cancelledOn: null },
  });
}
