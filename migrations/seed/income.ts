import type { IncomeRow } from '../../subgraphs/person/income.table.ts';
import { stateFigures } from './area.ts';
import { dateOf, dayOf, later, yearsAfter } from './calendar.ts';
import type { Home, IncomeChange, Member } from './home.ts';
import { type Random, uuidOf } from './random.ts';

/**
 * The part of its state's mean income that a household of four in this register has on average.
 *
 * eKasih registers the poor, not everyone: with this share about 55 % of assessed households are poor or hardcore poor. A choice, not a figure found.
 */
const REGISTERED_SHARE = 0.37;

/** Households without any income at all. */
const WITHOUT_INCOME = 0.015;

/** The order gives each income of a person its own identifier. */
const SOURCES: readonly IncomeRow['source'][] = ['WAGES', 'OWN_ACCOUNT', 'PROPERTY', 'TRANSFERS'];

/** The inverse of the normal distribution function, to 4.5e-4 (Abramowitz and Stegun 26.2.23): enough for synthetic incomes. */
function probit(share: number): number {
  const tail = Math.min(share, 1 - share);
  const t = Math.sqrt(-2 * Math.log(Math.max(tail, 1e-12)));
  const top = 2.515517 + t * (0.802853 + t * 0.010328);
  const bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  const value = t - top / bottom;
  return share < 0.5 ? -value : value;
}

/** The sigma of a log-normal distribution with this Gini coefficient. */
export function sigmaOf(gini: number): number {
  return Math.SQRT2 * probit((gini + 1) / 2);
}

/** Draws a household's monthly income in sen, in whole ringgit: log-normal with the state's mean and Gini, scaled to the register and to the size. */
export function drawTotal(home: Pick<Home, 'random' | 'household' | 'members'>): number {
  const { random, household, members } = home;
  if (random.chance(WITHOUT_INCOME)) return 0;
  const { meanIncome, gini } = stateFigures(household.state);
  const sigma = sigmaOf(gini);
  const mean = meanIncome * REGISTERED_SHARE * Math.sqrt(members.length / 4);
  const normal = probit((random.next() + 2 ** -33) / (1 + 2 ** -32));
  return Math.round(Math.exp(Math.log(mean) - (sigma * sigma) / 2 + sigma * normal) / 100) * 100;
}

type Stream = { readonly member: Member; readonly source: IncomeRow['source']; readonly monthly: number };

/** The incomes of all members; with a change, each has a row before it and one after. They sum to the household's income, to the sen. */
export function incomesOf(home: Home): IncomeRow[] {
  const planned = home.members.some((member) => member.plan.income !== undefined);
  const streams = planned ? plannedStreams(home) : share(home, drawTotal(home));
  return streams.flatMap((stream) => rowsOf(home, stream));
}

function plannedStreams(home: Home): Stream[] {
  return home.members.flatMap((member) => {
    const monthly = member.plan.income ?? 0;
    return monthly === 0 ? [] : [{ member, source: sourceOf(member), monthly }];
  });
}

function sourceOf(member: Member): IncomeRow['source'] {
  if (member.row.employment === 'EMPLOYED') return 'WAGES';
  return member.row.employment === 'SELF_EMPLOYED' ? 'OWN_ACCOUNT' : 'TRANSFERS';
}

/** Shares a total among those who earn, old people with transfers, and now and then property; the first takes what rounding leaves. */
function share(home: Home, total: number): Stream[] {
  const { random, members } = home;
  const parts = members.flatMap((member) => {
    const source = sourceOf(member);
    const receives = source !== 'TRANSFERS' || (member.age >= 60 && random.chance(0.4));
    return receives ? [{ member, source, weight: weightOf(source) * (0.5 + random.next()) }] : [];
  });
  const head = members[0]!;
  if (parts.length === 0) parts.push({ member: head, source: 'TRANSFERS', weight: 1 });
  if (random.chance(0.04)) parts.push({ member: head, source: 'PROPERTY', weight: 0.2 });
  const weights = parts.reduce((sum, part) => sum + part.weight, 0);
  const shares = parts.map((part) => Math.floor((total * part.weight) / weights / 100) * 100);
  const rest = total - shares.reduce((sum, amount) => sum + amount, 0);
  return parts
    .map(({ member, source }, at) => ({ member, source, monthly: shares[at]! + (at === 0 ? rest : 0) }))
    .filter((stream) => stream.monthly > 0);
}

function weightOf(source: IncomeRow['source']): number {
  return source === 'TRANSFERS' ? 0.3 : 1;
}

function rowsOf(home: Home, { member, source, monthly }: Stream): IncomeRow[] {
  const change = home.plan.incomeChange;
  // Nobody here earns before 16, or before the household was on the register.
  const since = later(
    home.household.registeredOn,
    source === 'TRANSFERS' ? '' : yearsAfter(member.row.birthDate, 16),
  );
  const row = (at: number, from: string, until: string | null, amount: number): IncomeRow => ({
    id: uuidOf(home.seed, 'income', (member.index * SOURCES.length + SOURCES.indexOf(source)) * 2 + at),
    personKey: member.row.key,
    source,
    monthly: amount,
    since: from,
    until,
  });
  if (change === null || since >= change.on) return [row(1, since, null, monthly)];
  const before = Math.max(100, Math.round((monthly * change.before) / 100) * 100);
  return [row(0, since, change.on, before), row(1, change.on, null, monthly)];
}

/** Draws whether and when earnings changed between two days, and how: from half as much to a third more before. */
export function drawChange(random: Random, after: string, until: string): IncomeChange {
  if (!random.chance(0.75)) return null;
  return { on: dateOf(random.between(dayOf(after) + 1, dayOf(until))), before: 0.45 + random.next() * 0.9 };
}
