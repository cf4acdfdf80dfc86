import { NOW, passportFor, posting } from '@seisi/host/testing';
import type { Passport } from '@seisi/schema/passport';
import type { ReceiptHeader, ToldClass } from '@seisi/schema/receipt/receipt';
import { NO_BASIS } from '@seisi/schema/viewer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { household, type LogWorld, openLogWorld, person, told } from './log.testing.ts';

const DAY = 86_400_000;
const REPORT = `query ($id: ID!) { incidentReport(id: $id) {
  id receipts subjects agencies { agencyCode receipts subjects classes firstAt lastAt } } }`;
const RECEIPTS = `query ($filter: ReceiptFilter, $first: Int, $after: String) {
  receipts(filter: $filter, first: $first, after: $after) { pageInfo { endCursor hasNextPage } edges { node { at } } } }`;
const AUDITOR = passportFor(posting(['receipts']));
const [one, other, home] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];

const byIncident = (name: Parameters<typeof told>[0]): ToldClass => ({ ...told(name), ground: 'INCIDENT' });
const readBy = (agency: string, purpose: ReceiptHeader['purpose'] = 'PUBLIC_EMERGENCY') => ({
  ...{ viewer: { kind: 'AGENCY_CLIENT', id: `client-${agency}` }, basis: 'AGREEMENT', basisId: 'AGR-1' },
  ...{ agency, purpose, legalBasis: 'AGREEMENT' },
});

let world: LogWorld;
beforeAll(async () => {
  world = await openLogWorld();
  await world.keep({
    at: NOW,
    header: readBy('hospital') as Partial<ReceiptHeader>,
    entries: [
      { subject: person(one), told: [byIncident('contact'), told('register')], under: ['INC-1', 'INC-2'] },
      { subject: household(home), under: ['INC-1'] },
      { subject: person(other), told: [told('health')] },
    ],
  });
  // A month later, so that the texts and the entries of two months are read.
  await world.keep({
    at: NOW + 31 * DAY,
    header: readBy('hospital', 'LIFE_HEALTH_SAFETY') as Partial<ReceiptHeader>,
    entries: [{ subject: person(one), told: [byIncident('identity')], under: ['INC-1'] }],
  });
  await world.keep({
    at: NOW + 32 * DAY,
    header: readBy('police') as Partial<ReceiptHeader>,
    entries: [{ subject: person(other), told: [byIncident('area')], under: ['INC-10'] }],
  });
  await world.keep({
    at: NOW + 33 * DAY,
    header: readBy('police') as Partial<ReceiptHeader>,
    entries: [{ subject: person(one), told: [byIncident('area')], under: ['INC-1'] }],
  });
});
afterAll(() => world.close());

// biome-ignore lint/suspicious/noExplicitAny: an answer is JSON; each test says what it expects of it.
type Json = any;

async function reportOf(id: string, passport: Passport = AUDITOR) {
  const { data, errors } = await world.room.ask(REPORT, { id }, passport);
  return { report: data?.['incidentReport'] as Json, errors };
}

test('a report counts receipts and subjects of each agency and of all, with the classes that the incident opened', async () => {
  const instant = (days: number) => new Date(NOW + days * DAY).toISOString();
  const { report, errors } = await reportOf('INC-1');
  expect(errors).toBeUndefined();
  expect(report).toEqual({
    ...{ id: 'INC-1', receipts: 3, subjects: 2 },
    agencies: [
      {
        ...{ agencyCode: 'hospital', receipts: 2, subjects: 2, classes: ['contact', 'identity'] },
        ...{ firstAt: instant(0), lastAt: instant(31) },
      },
      {
        ...{ agencyCode: 'police', receipts: 1, subjects: 1, classes: ['area'] },
        ...{ firstAt: instant(33), lastAt: instant(33) },
      },
    ],
  });
});

test('an incident whose name begins like another’s has its own, and of one that there is not nothing was read', async () => {
  expect((await reportOf('INC-10')).report).toMatchObject({
    ...{ receipts: 1, agencies: [{ agencyCode: 'police', subjects: 1 }] },
  });
  expect((await reportOf('INC-2')).report).toMatchObject({ receipts: 1, subjects: 1 });
  for (const id of ['INC', '%', 'INC-1","INC-2', ''])
    expect((await reportOf(id)).report).toEqual({ id, receipts: 0, subjects: 0, agencies: [] });
});

test('its receipts are listed newest first, page by page', async () => {
  const page = async (after?: string) => {
    const asked = { filter: { incident: 'INC-1' }, first: 2, ...(after === undefined ? {} : { after }) };
    const { data } = await world.room.ask(RECEIPTS, asked, AUDITOR);
    return data?.['receipts'] as Json;
  };
  const days = ({ edges }: Json) => edges.map(({ node }: Json) => (Date.parse(node.at) - NOW) / DAY);
  const first = await page();
  expect([days(first), first.pageInfo.hasNextPage]).toEqual([[33, 31], true]);
  const second = await page(first.pageInfo.endCursor);
  expect([days(second), second.pageInfo.hasNextPage]).toEqual([[0], false]);
});

test('it is for whoever has the duty to read receipts, and for nobody else', async () => {
  for (const basis of [posting(['register']), NO_BASIS]) {
    const { report, errors } = await reportOf('INC-1', passportFor(basis));
    expect(report).toBeNull();
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  }
});
