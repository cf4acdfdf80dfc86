import { CAST, castOf, PLACE } from '@seisi/migrations/seed/known';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  answer,
  candidates,
  caseOf,
  citizen,
  closed,
  FILES,
  NEED,
  offer,
  openCases,
  opened,
  STARTS,
  taskOf,
  VOLUNTEERS,
  type Volunteer,
} from './case-office.ts';
import {
  act,
  admin,
  ask,
  closeOffice,
  done,
  head,
  house,
  type Json,
  officer,
  spouse,
} from './volunteer-office.ts';

beforeAll(openCases);
afterAll(closeOffice);

test('from who needs help to the hours: the volunteer learns area and task, and more when both have agreed; each of the two may read the other, and no officer', async () => {
  const id = await opened(head);
  expect(await caseOf(id)).toEqual({ id, status: 'OPEN', offers: [] });
  const found = await candidates(id);
  expect(found).toContain(FILES['relative']);
  // Who needs the help, and who helps with something else, is no candidate.
  expect(found).not.toContain(FILES['head']);
  expect(found).not.toContain(FILES['officer']);
  expect(await candidates(id, officer('elsewhere'))).toEqual([]);
  expect(await candidates(id, head)).toEqual([]);

  expect((await offer(id, 'relative')).codes).toEqual([]);
  expect(await candidates(id)).not.toContain(FILES['relative']);
  const before = { district: '5_5', task: NEED.task, hours: 4, introduction: null };
  expect(await taskOf('relative')).toMatchObject({ status: 'OFFERED', case: before, told: ['ASKED'] });

  expect((await answer('relative', true)).codes).toEqual([]);
  expect(await taskOf('relative')).toMatchObject({ status: 'VOLUNTEER_AGREED', case: before });
  expect((await caseOf(id)).offers).toEqual([{ status: 'VOLUNTEER_AGREED', introduction: null }]);

  const words = { agrees: true, introduction: 'Puan Rekaan, rumah hijau di hujung jalan.' };
  await done(head, 'answerVolunteerOffer', { case: id, ...words });
  expect(await taskOf('relative')).toMatchObject({
    ...{ status: 'ACCEPTED', case: { introduction: words.introduction } },
    told: ['MATCHED', 'ASKED'],
  });
  expect(await caseOf(id)).toMatchObject({
    ...{ status: 'MATCHED', offers: [{ status: 'ACCEPTED', introduction: 'Saya relative, 012-3456789.' }] },
  });

  const officers = await ask(
    officer('district'),
    `{ volunteerCaseFiles { edges { node { id case { task offers { introduction } } } } }
       person(id: "${VOLUNTEERS.relative.person}") { volunteering { assignments { case { task introduction } } } } }`,
  );
  const [ofCase] = officers.data.volunteerCaseFiles.edges.filter(({ node }: Json) => node.id === id);
  expect(ofCase.node.case).toEqual({ task: NEED.task, offers: [{ introduction: null }] });
  expect(new Set(officers.errors.map(({ extensions }) => extensions.code))).toEqual(
    new Set(['UNAUTHORIZED_FIELD_OR_TYPE']),
  );
  expect(officers.text).not.toContain('rumah hijau');
  expect(officers.text).not.toContain('012-3456789');

  const { case: finished } = await done(officer('district'), 'finishVolunteerCase', { case: id, hours: 3 });
  expect(finished.steps.map(({ act: done, toStatus }: Json) => `${done} ${toStatus}`)).toEqual([
    ...['OPEN OPEN', 'OFFER OFFERED', 'VOLUNTEER_AGREE OFFERED', 'PERSON_AGREE MATCHED', 'FINISH CLOSED'],
  ]);
  expect(finished.offers).toMatchObject([{ status: 'DONE', hours: 3 }]);
  // What each said was for the other while it lasted, and is kept no longer.
  expect((await taskOf('relative')).case.introduction).toBeNull();
  expect((await caseOf(id)).offers).toEqual([{ status: 'DONE', introduction: null }]);
  expect(
    await admin`select 1 from volunteer.match where person_words is not null or volunteer_words is not null`,
  ).toHaveLength(0);
});

test('either may say no, and another is asked; of two officers who ask at once one does; the same key asks once', async () => {
  const id = await opened(head);
  const both = await Promise.all([offer(id, 'relative'), offer(id, 'spouse', officer('state'))]);
  expect(both.map(({ codes }) => codes).toSorted()).toEqual([[], ['STEP_REFUSED']]);
  const asked: Volunteer = both[0]?.codes.length === 0 ? 'relative' : 'spouse';
  const other: Volunteer = asked === 'relative' ? 'spouse' : 'relative';
  // Who has a task is asked for no other.
  const second = await opened(head);
  expect((await offer(second, asked)).codes).toEqual(['STEP_REFUSED']);
  expect((await answer(asked, false)).codes).toEqual([]);
  expect((await caseOf(id)).status).toBe('OPEN');
  expect((await taskOf(asked)).told[0]).toBe('RELEASED');
  // Nobody is asked twice in one case, nor who needs the help, nor for what they do not help with.
  for (const who of [asked, 'head', 'officer'] as const)
    expect([who, ...(await offer(id, who)).codes]).toEqual([who, 'STEP_REFUSED']);
  const given = { case: id, application: FILES[other], idempotencyKey: crypto.randomUUID() };
  await done(officer('district'), 'offerVolunteerCase', given);
  await done(officer('district'), 'offerVolunteerCase', given);
  expect((await caseOf(id)).offers).toHaveLength(2);
  await done(head, 'answerVolunteerOffer', { case: id, agrees: false });
  expect((await caseOf(id)).status).toBe('OPEN');
  expect((await act(head, 'answerVolunteerOffer', { case: id, agrees: false })).codes).toEqual([
    'STEP_REFUSED',
  ]);
  await closed(id);
  await closed(second);
  expect((await offer(id, other)).codes).toEqual(['STEP_REFUSED']);
});

test('an officer agrees for whoever cannot, and it is not the one who made the offer; whoever rests is asked no more', async () => {
  const id = await opened(officer('district'), head.person);
  expect((await offer(id, 'spouse')).codes).toEqual([]);
  const words = { case: id, agrees: true, introduction: 'Encik Rekaan, di balai raya.' };
  expect((await act(officer('district'), 'answerVolunteerOffer', words)).codes).toEqual(['STEP_REFUSED']);
  await done(officer('state'), 'answerVolunteerOffer', words);
  expect((await answer('spouse', true)).codes).toEqual([]);
  expect((await taskOf('spouse')).case.introduction).toBe(words.introduction);
  await done(spouse, 'deactivateVolunteer', { application: FILES['spouse'], reason: 'Rehat.' });
  expect(await taskOf('spouse')).toMatchObject({ status: 'ENDED', case: { introduction: null } });
  expect((await caseOf(id)).status).toBe('OPEN');
  expect((await offer(id, 'spouse')).codes).toEqual(['STEP_REFUSED']);
  await done(officer('district'), 'reactivateVolunteer', { application: FILES['spouse'] });
  await closed(id);
});

test('a case is its person’s and its office’s: everybody else meets what they would meet of none', async () => {
  const id = await opened(head);
  const nobody = crypto.randomUUID();
  const acts = {
    ...{ offerVolunteerCase: { application: FILES['relative'] }, answerVolunteerOffer: { agrees: false } },
    ...{
      endVolunteerOffer: { reason: 'x' },
      finishVolunteerCase: { hours: 1 },
      closeVolunteerCase: { reason: 'x' },
    },
  };
  for (const [name, given] of Object.entries(acts))
    for (const by of [officer('elsewhere'), spouse, VOLUNTEERS.relative]) {
      const [of, ofNobody] = [
        await act(by, name, { case: id, ...given }),
        await act(by, name, { case: nobody, ...given }),
      ];
      expect([name, of]).toEqual([name, ofNobody]);
      expect(['NOT_FOUND', 'UNAUTHORIZED_FIELD_OR_TYPE']).toContain(of.codes[0]);
    }
  const assignment = crypto.randomUUID();
  for (const name of ['answerAssignment', 'endAssignment'])
    expect(
      (
        await act(VOLUNTEERS.relative, name, {
          ...{ application: FILES['relative'], assignment },
          ...(name === 'endAssignment' ? { reason: 'x' } : { agrees: false }),
        })
      ).codes,
    ).toEqual(['STEP_REFUSED']);
  const { data } = await ask(spouse, '{ volunteerCaseFiles { edges { node { id } } } }');
  expect(data.volunteerCaseFiles.edges).toEqual([]);
  expect((await act(spouse, 'openVolunteerCase', { ...NEED, ...STARTS, person: head.person })).codes).toEqual(
    ['NOT_FOUND'],
  );
  await closed(id);
});

test('a task tells no number by which somebody could be found', async () => {
  for (const task of ['Telefon 0123456789.', 'Poskod 70100.', ''])
    expect((await act(head, 'openVolunteerCase', { ...NEED, ...STARTS, task })).codes).toEqual([
      'BAD_USER_INPUT',
    ]);
  const late = { ...NEED, startsOn: '2027-01-01' };
  expect((await act(head, 'openVolunteerCase', late)).codes).toEqual(['BAD_USER_INPUT']);
});

test('whoever lives under protection is told of to no volunteer: not by a case that is opened, not by one that was', async () => {
  const { sealed, known } = castOf(1);
  const mother = citizen(CAST.sealed, PLACE.sealed.mother);
  expect((await act(mother, 'openVolunteerCase', { ...NEED, ...STARTS })).codes).toEqual(['STEP_REFUSED']);
  expect(sealed.id).not.toBe(known.id);

  await admin`delete from volunteer.match`;
  const id = await opened(head);
  await offer(id, 'relative');
  await answer('relative', true);
  await done(head, 'answerVolunteerOffer', { case: id, agrees: true, introduction: 'Rumah hijau.' });
  expect((await taskOf('relative')).case.introduction).toBe('Rumah hijau.');
  await admin`insert into person.ground_fact ${admin({
    ...{ id: 'SEAL-known', kind: 'SEAL', holder: 'x', subject_key: known.key, valid_from: '2025-01-01' },
  })}`;
  expect((await taskOf('relative')).case.introduction).toBeNull();
  expect(
    (await ask(officer('district'), '{ volunteerCaseFiles { edges { node { id } } } }')).text,
  ).not.toContain(id);
  await admin`delete from person.ground_fact where id = 'SEAL-known'`;
  expect(house.notices()).toEqual([]);
});
