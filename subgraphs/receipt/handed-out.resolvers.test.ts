import { NOW, passportFor, posting } from '@seisi/host/testing';
import { readHanded } from '@seisi/schema/receipt/handed';
import { checkHanded } from '@seisi/schema/receipt/handed-log';
import { NO_BASIS } from '@seisi/schema/viewer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { brought, citizen, type LogWorld, openLogWorld, person, told } from './log.testing.ts';

let world: LogWorld;
const own = crypto.randomUUID();
beforeAll(async () => {
  world = await openLogWorld();
  for (let at = 0; at < 5; at += 1)
    await world.keep({
      at: NOW + at,
      header: { basis: 'AGREEMENT', basisId: 'AGR-7', agency: 'ngo', purpose: 'PUBLIC_INTEREST' },
      entries: [
        {
          subject: person(own),
          told: [told('aid')],
          withheld: [{ class: 'income', fields: ['Person.incomes'] }],
        },
        { subject: person(crypto.randomUUID()), told: [told('health')] },
      ],
    });
  await world.sign();
});
afterAll(() => world.close());

const ENTRIES = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person {
  accessLog { edges { node { __typename id at kind about agencyCode isAgencyVeiled purpose agreementNumber
    told { __typename class className ground fields from } withheld { class fields } receipt { number leaf }
    proof { __typename entry salt position entryHashes leaf leafIndex leafHashes checkpoint } } } } } } }`;
const RECEIPTS = `{ receipts(first: 3) { edges { node { id at kind agencyCode agreementNumber purpose operation subjects
  proof { leaf leafIndex leafHashes checkpoint } } } } }`;
const CHECKPOINTS = `{ checkpoint { size root at note } }`;
const GROWTH = `query ($from: String!, $to: String!) { consistency(from: $from, to: $to) { from to hashes } }`;

/** A request of its own each time: what one has read it keeps. */
const nobody = () => passportFor(NO_BASIS, { viewer: null });

const checked = (...answers: readonly unknown[]) =>
  checkHanded(
    answers.flatMap((answer) =>
      readHanded(JSON.stringify(answer)).map((handed) => ({ name: 'answer', handed })),
    ),
    [],
    [world.verifier],
  );

test('whatever the graph hands of the log, whole answers as they came, is verified offline, with what is shown beside it', async () => {
  const passport = citizen(own);
  const entries = await world.room.ask(ENTRIES, { representations: [brought(own, passport, [])] }, passport);
  const receipts = await world.room.ask(RECEIPTS, {}, passportFor(posting(['receipts'])));
  const earlier = await world.room.ask(CHECKPOINTS, {}, nobody());
  await world.keep({ entries: [] });
  await world.sign();
  const later = await world.room.ask(CHECKPOINTS, {}, nobody());
  const growth = await world.room.ask(GROWTH, { from: '5', to: '6' }, nobody());

  const checks = checked(entries, receipts, earlier, later, growth);
  expect(checks.filter(({ isSound }) => !isSound)).toEqual([]);
  expect(checks).toHaveLength(5 + 3 + 3);

  const shown = JSON.parse(JSON.stringify(entries));
  shown.data._entities[0].accessLog.edges[2].node.told[0].fields = ['Person.name'];
  expect(checked(shown).map(({ isSound }) => isSound)).toEqual([true, true, false, true, true]);
});
