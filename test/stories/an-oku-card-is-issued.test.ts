import { CAST, castMember, PLACE } from '@seisi/migrations/seed/known';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCardReminders } from '../../subgraphs/oku/card-reminder.work.ts';
import { openDueInformation } from '../../subgraphs/oku/due-information.work.ts';
import {
  act,
  admin,
  ask,
  attach,
  CERTIFICATE,
  closeOffice,
  decided,
  done,
  FOUND,
  head,
  house,
  type Json,
  nowInHouse,
  officer,
  openOffice,
  REFUSED,
  sent,
  spouse,
  wait,
} from './oku-office.ts';

beforeAll(openOffice);
afterAll(closeOffice);

const CHILD = castMember(1, CAST.known, PLACE.known.child).id;

/** A register's work on the house's database, one round of it. */
async function turnOf(open: typeof openCardReminders): Promise<number> {
  const work = open({ databaseUrl: house.adminUrl, now: nowInHouse, onNotice: () => {} });
  try {
    return await work.turn();
  } finally {
    await work.close();
  }
}

const files = async (by = officer('panel')): Promise<string[]> => {
  const { data } = await ask(by, '{ okuApplicationFiles(first: 100) { edges { node { id } } } }');
  return data.okuApplicationFiles.edges.map(({ node }: Json) => node.id);
};

test('from the first form to a card: a draft is seen by nobody else, the panel is two, and the card leaves in seven working days', async () => {
  const begun = { kind: 'NEW', identityPaper: 'MYKAD', phone: '+60123456789', idempotencyKey: 'first' };
  const draft = await done(head, 'applyForOkuRegistration', begun);
  expect(draft).toMatchObject({ status: 'DRAFT', missing: ['MEDICAL_FORM', 'MYKAD'] });
  expect((await done(head, 'applyForOkuRegistration', begun)).id).toBe(draft.id);
  const application = draft.id;
  expect((await act(head, 'applyForOkuRegistration', { ...begun, idempotencyKey: '2' })).codes).toEqual([
    'STEP_REFUSED',
  ]);
  expect((await act(spouse, 'submitOkuApplication', { application })).codes).toEqual(['NOT_FOUND']);
  expect(await files()).not.toContain(application);
  expect(
    (await act(officer('panel'), 'recordMedicalCertificate', { application, ...CERTIFICATE })).codes,
  ).toEqual(['NOT_FOUND']);
  expect((await act(head, 'submitOkuApplication', { application })).codes).toEqual(['STEP_REFUSED']);
  for (const kind of ['MEDICAL_FORM', 'MYKAD']) await attach(head, application, kind);
  expect(await done(head, 'submitOkuApplication', { application })).toMatchObject({
    ...{ status: 'UNDER_ASSESSMENT', missing: [], notices: [{ event: 'RECEIVED', status: 'WAITING' }] },
  });
  expect(await files()).toContain(application);
  expect(await files(officer('elsewhere'))).not.toContain(application);

  const wanted = {
    application,
    kinds: ['SPECIALIST_REPORT'],
    note: 'A report of the eye.',
    dueOn: '2026-02-15',
  };
  expect((await act(officer('elsewhere'), 'requestOkuInformation', wanted)).codes).toEqual(['NOT_FOUND']);
  expect(await done(officer('panel'), 'requestOkuInformation', wanted)).toMatchObject({
    ...{ status: 'INFORMATION_REQUIRED', informationDueOn: '2026-02-15' },
  });
  expect((await act(head, 'answerOkuInformation', { application })).codes).toEqual(['STEP_REFUSED']);
  await attach(head, application, 'SPECIALIST_REPORT');
  await done(head, 'answerOkuInformation', { application });

  const propose = { application, ...FOUND };
  expect((await act(officer('panel'), 'assessOkuApplication', propose)).codes).toEqual(['STEP_REFUSED']);
  const byPhysician = { application, ...CERTIFICATE, category: 'MENTAL', subCategory: null };
  expect((await act(officer('panel'), 'recordMedicalCertificate', byPhysician)).codes).toEqual([
    'BAD_USER_INPUT',
  ]);
  await done(officer('panel'), 'recordMedicalCertificate', { application, ...CERTIFICATE });
  const both = await Promise.all([1, 2].map(() => act(officer('panel'), 'assessOkuApplication', propose)));
  expect(both.map(({ codes }) => codes).toSorted()).toEqual([[], ['STEP_REFUSED']]);
  const assessment = both.find(({ codes }) => codes.length === 0)?.told.assessments[0].id;
  const confirm = { application, assessment, confirm: true };
  expect((await act(officer('panel'), 'confirmOkuAssessment', confirm)).codes).toEqual(['STEP_REFUSED']);
  const twice = await Promise.all(
    (['chair', 'registrar'] as const).map((who) => act(officer(who), 'confirmOkuAssessment', confirm)),
  );
  expect(twice.map(({ codes }) => codes).toSorted()).toEqual([[], ['STEP_REFUSED']]);

  const { entry } = await entryOf(head);
  expect(entry).toMatchObject({
    ...{ status: 'REGISTERED', category: 'VISUAL', subCategory: 'LOW_VISION', registeredOn: '2026-01-15' },
    ...{ number: expect.stringMatching(/^BL00\d{10}$/), cardStatus: 'ACTIVE' },
    categories: [{ category: 'VISUAL', since: '2026-01-15' }],
    // Seven working days of Negeri Sembilan after Thursday the fifteenth.
    cards: [
      { number: expect.stringMatching(/^KBL\d{10}$/), purpose: 'FIRST', sendBy: '2026-01-26', sentOn: null },
    ],
  });
  expect(entry.cards[0].expiresOn).toBe('2031-01-14');
  const left = { registration: entry.id, sentOn: '2026-01-15' };
  expect((await done(officer('panel'), 'recordOkuCardSent', left)).cards[0].sentOn).toBe('2026-01-15');
  expect((await act(officer('panel'), 'recordOkuCardSent', left)).codes).toEqual(['STEP_REFUSED']);
});

/** The entry of the person who asks, as they read it. */
async function entryOf(by: typeof head): Promise<{ entry: Json }> {
  const { data } = await ask(
    by,
    `{ viewer { person { okuRegistration { id status number category subCategory registeredOn cardStatus struckOffOn
       categories { category since } notices { event } careCentre linkedCentre { code isCertified }
       cards { number status purpose issuedOn expiresOn sendBy sentOn lostOn } } } } }`,
  );
  return { entry: data.viewer.person.okuRegistration };
}

test('a card is lost and replaced once to the same last day, linked to a centre, reminded of twice, renewed, and ended with the entry', async () => {
  const { entry } = await entryOf(head);
  const registration = entry.id;
  expect((await act(head, 'renewOkuCard', { registration })).codes).toEqual(['STEP_REFUSED']);
  expect((await act(head, 'replaceOkuCard', { registration })).codes).toEqual(['STEP_REFUSED']);
  expect((await act(spouse, 'reportOkuCardLost', { registration, lostOn: '2026-01-15' })).codes).toEqual([
    'NOT_FOUND',
  ]);
  await done(head, 'reportOkuCardLost', { registration, lostOn: '2026-01-15' });
  const two = await Promise.all([1, 2].map(() => act(head, 'replaceOkuCard', { registration })));
  expect(two.map(({ codes }) => codes).toSorted()).toEqual([[], ['STEP_REFUSED']]);
  expect((await entryOf(head)).entry.cards).toMatchObject([
    { status: 'ACTIVE', purpose: 'REPLACEMENT', expiresOn: '2031-01-14' },
    { status: 'CANCELLED', purpose: 'FIRST', lostOn: '2026-01-15' },
  ]);

  const centre = { centre: 'PJ-0001', number: 'PJ/05/2026/1', startsOn: '2026-01-15' };
  expect((await act(officer('elsewhere'), 'certifyCareCentre', centre)).codes).toEqual(['BAD_USER_INPUT']);
  expect(await done(officer('chair'), 'certifyCareCentre', centre)).toEqual({
    centre: { code: 'PJ-0001', isCertified: true, certifiedUntil: '2027-01-14' },
  });
  expect((await act(officer('chair'), 'certifyCareCentre', centre)).codes).toEqual(['STEP_REFUSED']);
  await done(officer('panel'), 'linkCareCentre', { registration, centre: 'PJ-0001' });
  expect((await entryOf(head)).entry.linkedCentre).toEqual({ code: 'PJ-0001', isCertified: true });

  // Ninety days before the last one, and again thirty days before it; each once.
  await admin`update oku.card set expires_on = '2026-04-15' where registration_id = ${registration} and cancelled_on is null`;
  const reminded = async () =>
    (await entryOf(head)).entry.notices.filter(({ event }: Json) => event === 'RENEWAL_DUE').length;
  await turnOf(openCardReminders);
  await turnOf(openCardReminders);
  expect(await reminded()).toBe(1);
  wait(60);
  await Promise.all([turnOf(openCardReminders), turnOf(openCardReminders)]);
  expect(await reminded()).toBe(2);

  const key = { registration, idempotencyKey: 'renew' };
  const renewed = await done(head, 'renewOkuCard', key);
  expect(await done(head, 'renewOkuCard', key)).toEqual(renewed);
  expect(renewed.cards.map(({ purpose, status }: Json) => [purpose, status])).toEqual([
    ['RENEWAL', 'ACTIVE'],
    ['REPLACEMENT', 'CANCELLED'],
    ['FIRST', 'CANCELLED'],
  ]);

  const why = { registration, reason: 'NO_LONGER_DISABLED', note: 'Sees well after an operation.' };
  await done(officer('panel'), 'proposeOkuStrikeOff', why);
  expect((await act(officer('chair'), 'proposeOkuStrikeOff', why)).codes).toEqual(['STEP_REFUSED']);
  const confirm = { registration, confirm: true };
  expect((await act(officer('panel'), 'confirmOkuStrikeOff', confirm)).codes).toEqual(['STEP_REFUSED']);
  expect(await done(officer('chair'), 'confirmOkuStrikeOff', confirm)).toMatchObject({
    ...{ status: 'STRUCK_OFF', cardStatus: 'CANCELLED', struckOffOn: '2026-03-16' },
    strikeOffs: [{ reason: 'NO_LONGER_DISABLED', isConfirmed: true }],
  });
  await done(officer('panel'), 'surrenderOkuCard', { registration });
  expect((await act(officer('panel'), 'surrenderOkuCard', { registration })).codes).toEqual(['STEP_REFUSED']);
});

test('a refusal has a specific reason; the Minister allows the appeal, and it is refused no more', async () => {
  const { id: application } = await sent(spouse);
  expect(await decided(application, REFUSED)).toMatchObject({
    ...{ status: 'REFUSED', assessments: [{ refusal: 'CRITERIA_NOT_MET', isConfirmed: true }] },
  });
  const { appeals } = await done(spouse, 'lodgeOkuAppeal', {
    application,
    grounds: 'I see worse than that.',
  });
  expect((await act(spouse, 'lodgeOkuAppeal', { application, grounds: 'Again.' })).codes).toEqual([
    'STEP_REFUSED',
  ]);
  const allowed = { application, appeal: appeals[0].id, outcome: 'ALLOWED', reason: 'Measured anew.' };
  expect((await act(officer('chair'), 'recordOkuAppeal', allowed)).codes).toEqual(['STEP_REFUSED']);
  expect(await done(officer('registrar'), 'recordOkuAppeal', allowed)).toMatchObject({
    status: 'UNDER_ASSESSMENT',
  });
  const again = { application, ...REFUSED };
  expect((await act(officer('panel'), 'assessOkuApplication', again)).codes).toEqual(['STEP_REFUSED']);
  expect(await decided(application, FOUND)).toMatchObject({ status: 'REGISTERED' });
});

test('who has the care of a child applies for it; nothing by the last day counts as withdrawn, and a new one is open', async () => {
  const forChild = { person: CHILD, kind: 'CATEGORY_CHANGE', identityPaper: 'MYKID' };
  const { id: application } = await sent(head, forChild, ['MYKID', 'PHOTOGRAPH']);
  const wanted = {
    application,
    kinds: ['SPECIALIST_REPORT'],
    note: 'Of an audiologist.',
    dueOn: '2026-03-31',
  };
  await done(officer('panel'), 'requestOkuInformation', wanted);
  await done(officer('panel'), 'requestOkuInformation', { ...wanted, dueOn: '2026-04-30' });
  wait(45);
  expect(await turnOf(openDueInformation)).toBe(0);
  wait(1);
  expect(await turnOf(openDueInformation)).toBe(1);
  const { data } = await ask(
    head,
    `{ person(id: "${CHILD}") { okuRegistration { status category }
    okuApplications { status notices { event } } } }`,
  );
  expect(data.person.okuRegistration).toEqual({ status: 'REGISTERED', category: 'LEARNING' });
  expect(data.person.okuApplications[0]).toMatchObject({ status: 'WITHDRAWN' });

  const { id } = await sent(head, forChild, ['MYKID', 'PHOTOGRAPH']);
  const both = { category: 'MULTIPLE', subCategory: null, together: ['LEARNING', 'HEARING'] };
  expect(await decided(id, { ...FOUND, ...both })).toMatchObject({ status: 'REGISTERED' });
  const seen = await ask(
    head,
    `{ person(id: "${CHILD}") { okuRegistration { number category
    cards { purpose status } categories { category together } } } }`,
  );
  expect(seen.data.person.okuRegistration).toMatchObject({
    // The letters of a number that was given are older than the category.
    ...{ number: expect.stringMatching(/^LD/), category: 'MULTIPLE' },
    categories: [{ category: 'MULTIPLE', together: ['HEARING', 'LEARNING'] }],
  });
  expect(seen.data.person.okuRegistration.cards[0]).toEqual({ purpose: 'CATEGORY_CHANGE', status: 'ACTIVE' });
});
