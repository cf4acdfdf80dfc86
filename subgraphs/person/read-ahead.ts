import type { AskedField } from '@seisi/host/program/asked';
import type { Ahead } from '@seisi/host/read-ahead';
import { isUuid } from '@seisi/host/scalars';
import { all } from '@seisi/host/soon';
import type { ConsentColumns } from './consent.policy.ts';
import type { RoomContext } from './context.ts';
import { decide } from './ground/decide.ts';
import type { Ground } from './ground/ground.ts';
import type { Situation } from './ground/situation.ts';
import type { ReferrerJson } from './household.policy.ts';
import {
  ASSESSMENT,
  type AskingKind,
  HOUSEHOLD,
  type HouseholdParts,
  householdStatement,
  INCOME,
  MEMBERSHIP,
  PERSON,
} from './household.statement.ts';
import type { HouseholdMemberRow, HouseholdRow } from './household.table.ts';
import type { HouseholdFigures } from './household-figures.statement.ts';
import type { IncomeRow } from './income.table.ts';
import { homeOf, situationOf } from './situation.loaders.ts';

type Columns = readonly unknown[];
type MemberJson = readonly [
  membership: Columns,
  birthDate: string | null,
  isResident: boolean | null,
  isSealedElsewhere: boolean,
  isEarner: boolean,
  isConsenter: boolean,
  homes: readonly string[] | null,
  consents: readonly ConsentColumns[] | null,
  person: Columns | null,
  incomes: readonly Columns[] | null,
];
type HouseholdJson = readonly [
  household: Columns,
  sealed: boolean,
  referrers: readonly ReferrerJson[],
  members: readonly MemberJson[] | null,
  assessment: Columns | null,
];

type ReadMember = {
  readonly json: MemberJson;
  readonly row: HouseholdMemberRow;
  readonly incomes: readonly IncomeRow[];
};

/** Reads households by their identifiers in one statement, with all that is asked below, and gives it to the loaders as far as the mint opens it. */
export async function readAhead(ahead: Ahead, context: RoomContext): Promise<void> {
  const asked = ahead.root('household');
  const ids = [...new Set(asked.map(idOf).filter(isUuid))];
  if (ids.length === 0) return;
  const ground = await context.loaders.ground();
  if (ground.kind === 'NONE') return;
  const rows = await householdStatement(kindOf(ground), partsOf(asked))(context.read, {
    ids,
    today: context.today,
    citizen: ground.kind === 'SELF' ? ground.personKey : null,
    agency: ground.kind === 'AGREEMENT' ? ground.agency : null,
  });
  const found = rows.map(([, text]) => new ReadHousehold(JSON.parse(text ?? '') as HouseholdJson, context));
  for (const id of ids)
    if (!found.some(({ row }) => row.id === id)) context.loaders.householdById.prime(id, null);
  // Each by what is asked of itself: an agreement's day counts nobody because somebody else's members were asked for.
  const ofOne = (id: string) => partsOf(asked.filter((field) => idOf(field) === id));
  await Promise.all(found.map((household) => household.give(ground, ofOne(household.row.id))));
}

function idOf({ args }: AskedField): string {
  return String(args['id']).toLowerCase();
}

function kindOf({ kind }: Ground): AskingKind {
  if (kind === 'SELF') return 'CITIZEN';
  return kind === 'AGREEMENT' ? 'AGENCY' : 'OFFICER';
}

function partsOf(asked: readonly AskedField[]): HouseholdParts {
  const has = (...path: readonly string[]) => asked.some((field) => field.at(...path).length > 0);
  const ofPerson = (name: string) => has('members', 'person', name) || has('headOfHousehold', name);
  return {
    people: has('members', 'person') || has('headOfHousehold'),
    incomes: ofPerson('incomes') || ofPerson('monthlyIncome'),
    figures: has('memberCount') || has('totalMonthlyIncome') || has('incomePerHead'),
    assessment: has('assessment'),
  };
}

/** A household as it was read; nothing of it is told before the mint has opened it. */
class ReadHousehold {
  readonly row: HouseholdRow;
  readonly #json: HouseholdJson;
  readonly #context: RoomContext;
  readonly #members: readonly ReadMember[];

  constructor(json: HouseholdJson, context: RoomContext) {
    this.#json = json;
    this.#context = context;
    this.row = HOUSEHOLD.read(json[0]);
    this.#members = (json[3] ?? []).map((member) => ({
      json: member,
      row: MEMBERSHIP.read(member[0]),
      incomes: (member[9] ?? []).map(INCOME.read),
    }));
  }

  /** Gives to the loaders what is decided by, then what the decision opens. Whoever is out of reach is nobody to them. */
  async give(ground: Ground, parts: HouseholdParts): Promise<void> {
    const { loaders } = this.#context;
    const situation = this.#situation();
    loaders.situationByHousehold.prime(this.row.key, situation);
    if (decide(ground, { kind: 'HOUSEHOLD', household: situation }) === null) {
      loaders.householdById.prime(this.row.id, null);
      return;
    }
    const residents = this.#members.filter(({ json }) => json[2] === true);
    this.#giveHousehold(residents, parts);
    for (const { json, row } of residents) this.#giveHomes(row.personKey, json);
    if (parts.people) await this.#givePeople(residents, parts);
  }

  #situation(): Situation {
    const { key, state, district } = this.row;
    const [, sealed, referrers] = this.#json;
    const members = this.#members.map(({ json, row }) => ({
      personKey: row.personKey,
      relation: row.relationToHead,
      birthDate: json[1],
      isResident: json[2],
      isSealedElsewhere: json[3],
      isEarner: json[4],
      isConsenter: json[5],
    }));
    return situationOf({ key, state, district, sealed, referrers }, members, this.#context.today);
  }

  #giveHousehold(residents: readonly ReadMember[], parts: HouseholdParts): void {
    const { loaders } = this.#context;
    const { key, id } = this.row;
    const [, , , , assessment] = this.#json;
    loaders.householdById.prime(id, this.row);
    loaders.householdByKey.prime(key, this.row);
    loaders.membersByHousehold.prime(
      key,
      residents.map(({ row }) => row),
    );
    if (parts.assessment)
      loaders.assessmentByHousehold.prime(key, assessment === null ? null : ASSESSMENT.read(assessment));
    if (parts.figures) loaders.figuresByHousehold.prime(key, figuresOf(key, residents));
  }

  #giveHomes(personKey: string, json: MemberJson): void {
    const consents = json[7] ?? [];
    const homes = (json[6] ?? []).map((householdKey) => homeOf({ personKey, householdKey, consents }));
    this.#context.loaders.homesByPerson.prime(personKey, homes);
  }

  /** The household is counted first against an agreement's day, then whoever lives in it: in this order they wait for one statement. */
  async #givePeople(residents: readonly ReadMember[], parts: HouseholdParts): Promise<void> {
    const { loaders } = this.#context;
    const household = loaders.grantOf('Household', this.row.key);
    const grants = await all(residents.map(({ row }) => loaders.grantOf('Person', row.personKey)));
    if ((await household) === null) return;
    for (const [index, { json, row, incomes }] of residents.entries()) {
      if (grants[index] === null || grants[index] === undefined) continue;
      if (json[8] !== null) loaders.personByKey.prime(PERSON.read(json[8]));
      if (parts.incomes) loaders.incomesByPerson.prime(row.personKey, [...incomes]);
    }
  }
}

/** What those who live there earn together, and how many they are. */
function figuresOf(householdKey: string, residents: readonly ReadMember[]): HouseholdFigures {
  const earned = residents.flatMap(({ incomes }) => incomes);
  return {
    householdKey,
    totalMonthlyIncome: earned.reduce((total, { monthly }) => total + monthly, 0),
    memberCount: new Set(residents.map(({ row }) => row.personKey)).size,
  };
}
