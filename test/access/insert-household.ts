import { randomUUID } from 'node:crypto';
import { noRows, type RegistryRows } from '@seisi/migrations/seed/rows';
import postgres from 'postgres';

const TABLES: Readonly<Partial<Record<keyof RegistryRows, string>>> = {
  households: 'person.household',
  people: 'person.person',
  memberships: 'person.membership',
  incomes: 'person.income',
  assessments: 'person.assessment',
  applications: 'aid.application',
  payments: 'aid.payment',
  okuRegistrations: 'oku.registration',
  okuCards: 'oku.card',
  volunteerings: 'volunteer.volunteering',
  assignments: 'volunteer.assignment',
  referrals: 'agency.referral',
};

/** Writes a household of so many members in Seremban, each with an entry in every register, and gives its public id. */
export async function insertHousehold(adminUrl: string, size: number): Promise<string> {
  const household = householdOf(size);
  const rows: RegistryRows = {
    ...noRows(),
    households: [household],
    assessments: [assessmentOf(household.key, size)],
    referrals: [referralOf({ householdKey: household.key, personKey: null })],
  };
  for (let place = 0; place < size; place += 1) addMember(rows, household, place, size * 100 + place);
  const sql = postgres(adminUrl, { max: 1, transform: postgres.camel, onnotice: () => {} });
  for (const [table, name] of Object.entries(TABLES))
    await sql`insert into ${sql(name)} ${sql(rows[table as keyof RegistryRows] as object[])}`;
  await sql.end();
  return household.id;
}

function householdOf(size: number): RegistryRows['households'][number] {
  return {
    key: randomUUID(),
    id: randomUUID(),
    registrationNumber: `EK-SIZE-${size}`,
    registrationStatus: 'CONFIRMED',
    registeredOn: '2020-01-01',
    state: '05',
    district: '5_5',
    strata: 'URBAN',
    addressLine: 'No. 1, Jalan Rekaan',
    postcode: '70000',
    headKey: randomUUID(),
  };
}

function assessmentOf(householdKey: string, memberCount: number): RegistryRows['assessments'][number] {
  return {
    id: randomUUID(),
    householdKey,
    assessedOn: '2025-01-01',
    status: 'POOR',
    exitReason: null,
    test: 'PER_HEAD',
    basisYear: 2022,
    state: '05',
    strata: 'URBAN',
    totalMonthlyIncome: memberCount * 10_000,
    memberCount,
    assessedAt: new Date('2025-01-01T04:00:00Z'),
    cause: 'CENSUS',
    previousId: null,
    runId: null,
  };
}

function referralOf(
  about: Pick<RegistryRows['referrals'][number], 'householdKey' | 'personKey'>,
): RegistryRows['referrals'][number] {
  return {
    id: randomUUID(),
    reference: `EZ-${randomUUID()}`,
    ...about,
    fromAgency: 'jkm',
    toAgency: 'pertubuhan-prihatin',
    need: 'FOOD',
    status: 'SENT',
    sentAt: new Date('2025-02-01T02:00:00Z'),
    note: 'Mohon lawatan.',
    ...{ classes: [], urgency: 'ROUTINE', dueAt: null, onwardId: null, overdueToldAt: null },
  };
}

/** A person of no real number: place code 70 is not assigned. */
function addMember(
  rows: RegistryRows,
  household: RegistryRows['households'][number],
  place: number,
  serial: number,
): void {
  const personKey = place === 0 ? household.headKey : randomUUID();
  rows.people.push({
    key: personKey,
    id: randomUUID(),
    name: `Rekaan ${place}`,
    identityNumber: `90010170${String(serial).padStart(4, '0')}`,
    identityNumberKind: 'MYKAD',
    birthDate: '1990-01-01',
    sex: 'FEMALE',
    phone: null,
    email: null,
    maritalStatus: 'SINGLE',
    education: 'SECONDARY',
    employment: 'EMPLOYED',
  });
  const relationToHead = place === 0 ? 'HEAD' : 'SIBLING';
  const lived = { since: '2020-01-01', until: null };
  rows.memberships.push({
    id: randomUUID(),
    householdKey: household.key,
    personKey,
    relationToHead,
    ...lived,
  });
  rows.incomes.push({ id: randomUUID(), personKey, source: 'WAGES', monthly: 10_000, ...lived });
  rows.referrals.push(referralOf({ householdKey: null, personKey }));
  addRecords(rows, personKey);
}

function addRecords(rows: RegistryRows, personKey: string): void {
  const [applicationId, registrationId, volunteeringId] = [randomUUID(), randomUUID(), randomUUID()];
  rows.applications.push({
    id: applicationId,
    reference: `JKM-${randomUUID()}`,
    applicantKey: personKey,
    state: '05',
    district: '5_5',
    schemeCode: 'BKK',
    status: 'COMPLETED',
    submittedAt: new Date('2025-03-01T02:00:00Z'),
    completeAt: new Date('2025-03-02T02:00:00Z'),
    decidedAt: new Date('2025-04-01T02:00:00Z'),
    decisionReason: 'Memenuhi syarat.',
    awardAmount: 10_000,
    awardStartsOn: '2025-04-01',
    awardEndsOn: null,
  });
  for (const month of ['2025-05-01', '2025-06-01'])
    rows.payments.push({
      id: randomUUID(),
      applicationId,
      month,
      amount: 10_000,
      status: 'PAID',
      paidOn: month,
    });
  rows.okuRegistrations.push({
    id: registrationId,
    personKey,
    status: 'REGISTERED',
    number: `PH${personKey.slice(0, 8)}`,
    category: 'PHYSICAL',
    categorySince: '2024-01-01',
    registeredOn: '2024-01-01',
    careCentre: null,
    subCategory: null,
    careCentreCode: null,
    struckOffOn: null,
  });
  rows.okuCards.push({
    id: randomUUID(),
    registrationId,
    number: `K${personKey.slice(0, 8)}`,
    issuedOn: '2024-01-01',
    expiresOn: '2029-01-01',
    lostOn: null,
    cancelledOn: null,
    purpose: null,
    sendBy: null,
    sentOn: null,
    surrenderedOn: null,
    nth: 0,
  });
  rows.volunteerings.push({
    id: volunteeringId,
    personKey,
    applicationNumber: `SK-${personKey.slice(0, 8)}`,
    status: 'ACTIVE',
    interests: ['HOME_HELP'],
    inductedOn: '2024-01-01',
    organisationCode: 'PSK-01',
  });
  rows.assignments.push({
    id: randomUUID(),
    volunteeringId,
    activity: 'HOME_HELP',
    status: 'DONE',
    startsOn: '2025-01-01',
    hours: 4,
  });
}
