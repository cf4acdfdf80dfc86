import { beforeAll, expect, test } from 'vitest';
import { yearsBetween } from './calendar.ts';
import { registryRows } from './registry-rows.ts';
import type { RegistryRows } from './rows.ts';

const AS_OF = '2026-01-01';
let rows: RegistryRows;
beforeAll(() => {
  rows = registryRows({ seed: 3, households: 1500, asOf: AS_OF });
});

test('an application has what its status asks for, and nothing more', () => {
  for (const row of rows.applications) {
    const decided = row.status === 'APPROVED' || row.status === 'REJECTED' || row.status === 'COMPLETED';
    const granted = decided && row.status !== 'REJECTED';
    expect(row.completeAt === null).toBe(row.status === 'DOCUMENTS_REQUIRED');
    expect([row.decidedAt !== null, row.decisionReason !== null]).toEqual([decided, decided]);
    expect([row.awardAmount !== null, row.awardStartsOn !== null]).toEqual([granted, granted]);
    if (row.completeAt !== null) expect(row.completeAt >= row.submittedAt).toBe(true);
    if (row.decidedAt !== null) expect(row.decidedAt > row.completeAt!).toBe(true);
    if (row.awardEndsOn !== null) expect(row.awardEndsOn >= row.awardStartsOn!).toBe(true);
  }
});

test('nobody has more than six applications, and BWE is for those of sixty and more on the day they apply', () => {
  const births = new Map(rows.people.map((person) => [person.key, person.birthDate]));
  for (const [, lodged] of Map.groupBy(rows.applications, (row) => row.applicantKey)) {
    expect(lodged.length).toBeLessThanOrEqual(6);
  }
  for (const row of rows.applications.filter(({ schemeCode }) => schemeCode === 'BWE')) {
    const applied = row.submittedAt.toISOString().slice(0, 10);
    expect(yearsBetween(births.get(row.applicantKey) ?? '', applied)).toBeGreaterThanOrEqual(60);
  }
});

test('payments are of a completed application, of its amount, one a month, six at the most, and none after its end', () => {
  const applications = new Map(rows.applications.map((row) => [row.id, row]));
  for (const [id, paid] of Map.groupBy(rows.payments, (row) => row.applicationId)) {
    const application = applications.get(id);
    expect(application?.status).toBe('COMPLETED');
    expect(new Set(paid.map((row) => row.month)).size).toBe(paid.length);
    expect(paid.length).toBeLessThanOrEqual(6);
    for (const row of paid) {
      expect(row.amount).toBe(application?.awardAmount);
      expect(row.paidOn === null).toBe(row.status !== 'PAID');
      if (row.paidOn !== null) expect(row.paidOn >= application!.awardStartsOn!).toBe(true);
      if (paid.length > 1 && application!.awardEndsOn !== null)
        expect(row.month < application!.awardEndsOn).toBe(true);
    }
  }
  expect(rows.payments.some((row) => row.status === 'RETURNED')).toBe(true);
  expect(rows.payments.some((row) => row.status === 'SCHEDULED')).toBe(true);
});

test('an OKU card belongs to someone who was entered in the register, and cards are in force, expired, lost and cancelled', () => {
  const registrations = new Map(rows.okuRegistrations.map((row) => [row.id, row]));
  for (const card of rows.okuCards) {
    const registration = registrations.get(card.registrationId);
    expect(registration?.number).toMatch(/^(DE|BL|SD|PH|LD|ME|MD)\d{12}$/);
    expect(card.issuedOn < card.expiresOn && card.issuedOn >= registration!.registeredOn!).toBe(true);
    expect(card.cancelledOn !== null).toBe(
      registration?.status === 'STRUCK_OFF' && card.cancelledOn !== null,
    );
  }
  const kinds = rows.okuCards.map((card) => {
    if (card.cancelledOn !== null) return 'cancelled';
    if (card.lostOn !== null) return 'lost';
    return card.expiresOn <= AS_OF ? 'expired' : 'active';
  });
  expect(new Set(kinds)).toEqual(new Set(['cancelled', 'lost', 'expired', 'active']));
  for (const row of rows.okuRegistrations) {
    expect(row.number === null).toBe(row.status === 'REFUSED' || row.status === 'UNDER_ASSESSMENT');
  }
});

test('volunteers are adults, and only those who were inducted have assignments and organisations', () => {
  const births = new Map(rows.people.map((person) => [person.key, person.birthDate]));
  const inducted = new Set<string>();
  for (const row of rows.volunteerings) {
    expect(yearsBetween(births.get(row.personKey) ?? '', AS_OF)).toBeGreaterThanOrEqual(18);
    expect(row.inductedOn !== null).toBe(row.status === 'ACTIVE' || row.status === 'INACTIVE');
    expect(row.interests.length).toBeGreaterThan(0);
    if (row.inductedOn === null) expect(row.organisationCode).toBeNull();
    else inducted.add(row.id);
  }
  for (const row of rows.assignments) expect(inducted.has(row.volunteeringId)).toBe(true);
});

test('a referral that its receiver took on about a household, and no other, is copied as a ground of the receiver', () => {
  const expected = rows.referrals
    .filter((row) => row.householdKey !== null && ['ACCEPTED', 'IN_ACTION'].includes(row.status))
    .map((row) => [row.toAgency, row.fromAgency, row.householdKey]);
  const copied = rows.groundFacts.filter((row) => row.kind === 'ACCEPTED_REFERRAL');
  expect(copied.map((row) => [row.holder, row.other, row.subjectKey])).toEqual(expected);
  const codes = new Set(rows.agencies.map((row) => row.code));
  for (const row of rows.referrals) expect(codes.has(row.fromAgency) && codes.has(row.toAgency)).toBe(true);
});
