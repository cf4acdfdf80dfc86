import { isDataClass } from '@seisi/schema/classes';
import { expect, test } from 'vitest';
import { AGENCY, AGREEMENT, OFFICER } from './agency-code.ts';
import { CAST, castMember, castOf, KNOWN_REFERENCES, knownHousehold, PLACE } from './known.ts';
import { PERSONA_NAMES, personas, personasOf } from './personas.ts';
import { registryRows } from './registry-rows.ts';

const AS_OF = '2026-01-01';
const rows = registryRows({ seed: 1, households: 60, asOf: AS_OF });
const cast = castOf(1);
const valid = (row: { validFrom: string; validUntil: string | null }): boolean =>
  row.validFrom <= AS_OF && (row.validUntil === null || row.validUntil > AS_OF);

test('every persona asks for a household of the registry, and a citizen is a person of it', () => {
  const households = new Set(rows.households.map((row) => row.id));
  const people = new Set(rows.people.map((row) => row.id));
  for (const name of PERSONA_NAMES) {
    const { token, profileHousehold } = personas[name];
    expect(personas[name].name).toBe(name);
    expect(households.has(profileHousehold)).toBe(true);
    expect(token.person !== undefined).toBe(token.viewer_kind === 'CITIZEN');
    if (token.person !== undefined) expect(people.has(token.person)).toBe(true);
    expect(token.agency === undefined).toBe(token.viewer_kind === 'CITIZEN');
  }
});

test('an agency client’s agreements are in force and its own, and an officer’s posting is in force', () => {
  const agreements = new Map(rows.agreements.map((row) => [row.number, row]));
  for (const { token } of Object.values(personas)) {
    for (const { agreement, purpose } of token.authorization_details ?? []) {
      const row = agreements.get(agreement);
      expect([row?.agencyCode, row && valid(row)]).toEqual([token.agency, true]);
      expect(row?.purposes).toContain(purpose);
    }
    if (token.viewer_kind !== 'OFFICER') continue;
    expect(rows.postings.filter((row) => row.officer === token.sub && valid(row))).toHaveLength(1);
  }
  expect(personas.dashboard.token.authorization_details).toEqual([]);
  expect(personas['two-agreements-client'].token.authorization_details).toHaveLength(2);
});

test('agreements and postings name classes of the closed list, a local leader’s the right to report, and each has its copy as a ground fact', () => {
  for (const row of [...rows.agreements, ...rows.postings]) {
    const isLeader = 'officer' in row && row.officer === personas['local-leader'].token.sub;
    if (isLeader) expect(row.classes).toEqual(['report']);
    else expect(row.classes.every(isDataClass)).toBe(true);
  }
  const copied = rows.groundFacts.filter(({ kind }) => kind === 'AGREEMENT' || kind === 'POSTING');
  const owned = [
    ...rows.agreements.map((row) => ({ ...row, id: row.number, holder: row.agencyCode, subjectKey: null })),
    ...rows.postings.map((row) => ({ ...row, holder: row.officer, subjectKey: row.personKey })),
  ];
  const fields = (row: (typeof owned)[number] | (typeof copied)[number]) => [
    row.id,
    row.holder,
    row.subjectKey,
    row.areas,
    row.classes,
    row.validFrom,
    row.validUntil,
  ];
  expect(copied.map(fields)).toEqual(owned.map(fields));
  const ended = [...rows.agreements, ...rows.postings].filter((row) => !valid(row));
  expect(ended).toMatchObject([{ number: AGREEMENT.ended }, { officer: OFFICER.former }]);
});

test('the known household has a head and a spouse who earn, a minor with a card in force, and an adult who volunteers and has BWE', () => {
  const { head, spouse, child, grandmother } = PLACE.known;
  const [headKey, spouseKey, childKey, grandmotherKey] = [head, spouse, child, grandmother].map(
    (place) => castMember(1, CAST.known, place).key,
  );
  const earners = new Set(rows.incomes.map((row) => row.personKey));
  expect([headKey, spouseKey, childKey, grandmotherKey].map((key) => earners.has(key!))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  const registration = rows.okuRegistrations.find((row) => row.personKey === childKey);
  const cards = rows.okuCards.filter((row) => row.registrationId === registration?.id);
  expect(cards.at(-1)?.expiresOn.localeCompare('2028-12-31')).toBe(1);
  expect(rows.volunteerings.find((row) => row.personKey === grandmotherKey)?.status).toBe('ACTIVE');
  const completed = rows.applications.filter((row) => row.status === 'COMPLETED');
  expect(completed.find((row) => row.applicantKey === grandmotherKey)?.schemeCode).toBe('BWE');
  expect(completed.find((row) => row.reference === KNOWN_REFERENCES.application)?.applicantKey).toBe(headKey);
  const statuses = rows.assessments
    .filter((row) => row.householdKey === cast.known.key)
    .map((row) => row.status);
  expect(statuses).toEqual(['POOR', 'POOR']);
  expect(rows.households[0]).toMatchObject({
    ...knownHousehold,
    state: '05',
    district: '5_5',
    registrationStatus: 'CONFIRMED',
  });
});

test('references of nobody and of the sealed household are in one district, agencies and status, and lead to no one else', () => {
  const people = new Set(rows.people.map((row) => row.key));
  const households = new Set(rows.households.map((row) => row.key));
  const application = (reference: string) => rows.applications.find((row) => row.reference === reference)!;
  const nobody = application(KNOWN_REFERENCES.applicationOfNobody);
  const sealed = application(KNOWN_REFERENCES.applicationOfSealed);
  expect(people.has(nobody.applicantKey)).toBe(false);
  expect(sealed.applicantKey).toBe(castMember(1, CAST.sealed, PLACE.sealed.mother).key);
  expect([nobody.district, nobody.status, nobody.schemeCode]).toEqual([
    sealed.district,
    sealed.status,
    sealed.schemeCode,
  ]);
  const referral = (reference: string) => rows.referrals.find((row) => row.reference === reference)!;
  expect(households.has(referral(KNOWN_REFERENCES.householdReferralOfNobody).householdKey!)).toBe(false);
  expect(people.has(referral(KNOWN_REFERENCES.personReferralOfNobody).personKey!)).toBe(false);
  expect(referral(KNOWN_REFERENCES.householdReferralOfSealed).householdKey).toBe(cast.sealed.key);
  expect(people.has(referral(KNOWN_REFERENCES.personReferralOfSealed).personKey!)).toBe(true);
  for (const name of ['OfNobody', 'OfSealed', ''] as const) {
    expect(referral(KNOWN_REFERENCES[`householdReferral${name}`])).toMatchObject({
      fromAgency: AGENCY.jkm,
      toAgency: AGENCY.ngo,
      status: 'ACCEPTED',
    });
    expect(referral(KNOWN_REFERENCES[`personReferral${name}`])).toMatchObject({
      fromAgency: AGENCY.jkm,
      toAgency: AGENCY.ngo,
      status: 'SENT',
    });
  }
});

test('seal, self-made referral and declared relative are facts of the person room', () => {
  const fact = (kind: string) => rows.groundFacts.filter((row) => row.kind === kind);
  expect(fact('SEAL')).toMatchObject([{ subjectKey: cast.sealed.key, holder: null }]);
  const relative = castMember(1, CAST.relative, PLACE.relative.head).key;
  expect(fact('RELATIVE')).toMatchObject([{ subjectKey: relative, holder: OFFICER.district }]);
  const own = fact('ACCEPTED_REFERRAL').filter((row) => row.holder === row.other);
  expect(own).toMatchObject([{ holder: AGENCY.selfReferring, subjectKey: cast.selfReferred.key }]);
  const officer = rows.postings.find((row) => row.officer === OFFICER.atHome);
  const home = rows.memberships.find((row) => row.personKey === officer?.personKey);
  expect(home?.householdKey).toBe(cast.officer.key);
  expect(rows.households[CAST.officer]?.district).toBe(officer?.areas[0]);
});

test('the personas of another seed are of that registry', () => {
  expect(personasOf({ seed: 2 }).citizen.token.person).toBe(castMember(2, CAST.known, PLACE.known.head).id);
  expect(personasOf({ seed: 2 }).citizen.token.person).not.toBe(personas.citizen.token.person);
});
