import { randomUUID } from 'node:crypto';
import type { Receipts } from '@seisi/gateway/receipts';
import { AGREEMENT } from '@seisi/migrations/seed/agency-code';
import { CAST, castMember, castOf, PLACE } from '@seisi/migrations/seed/known';
import { type PersonaName, type PersonaToken, personas } from '@seisi/migrations/seed/personas';
import { canonical } from '@seisi/schema/receipt/canonical';
import { leafHash } from '@seisi/schema/receipt/merkle';
import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { expect } from 'vitest';
import { poolsOf } from '../access/pools.ts';
import { randomQuestion } from '../access/random-question.ts';
import { groundOf } from '../oracle/ground.ts';
import { ASKING, type Asking, NOW, openOracle, type Question } from '../oracle/oracle.ts';
import type { ExpectedEntry } from '../oracle/receipt-entry.ts';
import { type PersonRow, registryAt } from '../oracle/registry.ts';
import { PROFILE } from '../queries/golden.ts';
import { type House, openHouse } from '../setup/house.ts';
import { tableReceipts } from '../setup/table-receipts.ts';
import type { Read } from './expected-log.ts';
import { API, expectedEntries } from './expected-receipt.ts';
import { BEFORE, move, movesIn, PROTECTOR, withMoves } from './moved-registry.ts';

/** Who asks, with their token; nobody has none. */
export type Asker = Asking & { readonly token: PersonaToken | null };

const seed = openOracle().rows;
const oracle = openOracle(withMoves);
const { betweenHomes } = movesIn(seed);
const { known, sealed } = castOf(1);

/** The rows of the house, with what moved. */
export const ROWS = oracle.rows;

/** The own token of a citizen: that of a persona where one is this person. */
export function tokenOf({ id }: Pick<PersonRow, 'id'>): PersonaToken {
  const persona = Object.values(personas).find(({ token }) => token.person === id);
  return (
    persona?.token ?? { sub: `citizen-${id}`, viewer_kind: 'CITIZEN', person: id, scope: '', acr: 'high' }
  );
}

/** Every persona, nobody, the duty of protection, and somebody who lives on both sides of the seal. */
export const ASKERS: readonly Asker[] = [
  ...ASKING.map((asking) => ({
    ...asking,
    token: asking.persona === null ? null : personas[asking.persona].token,
  })),
  ...[PROTECTOR, tokenOf(betweenHomes)].map(asWho),
];

function asWho(token: PersonaToken): Asker {
  return { name: token.sub, persona: null, agreement: null, token };
}

/** A house that keeps its receipts in the table and its log in the tree, and what was read in it. */
export class ReadHouse {
  /** Of which there is a receipt. */
  readonly reads: Read[] = [];
  /** How often the house was asked. */
  asked = 0;
  readonly house: House;
  readonly #receipts: Receipts;
  readonly #clock: { now: number };

  private constructor(house: House, receipts: Receipts, clock: { now: number }) {
    this.house = house;
    this.#receipts = receipts;
    this.#clock = clock;
  }

  static async open(): Promise<ReadHouse> {
    const clock = { now: BEFORE };
    let receipts: Receipts | null = null;
    const table = (url: string) => {
      receipts = tableReceipts(url);
      return receipts!;
    };
    const house = await openHouse({ now: () => clock.now, receipts: table });
    await move(house.adminUrl, seed);
    return new ReadHouse(house, receipts!, clock);
  }

  /** Valid random questions, each asked by two at this instant, and some for certain. */
  async read(questions: number, at: number): Promise<void> {
    this.#clock.now = at;
    await this.#readForCertain();
    const askers = fc.constantFrom(...ASKERS);
    const tapes = fc.array(fc.nat({ max: 9_999 }), { minLength: 60, maxLength: 600, size: 'max' });
    await fc.assert(
      fc.asyncProperty(askers, askers, tapes, async (one, other, tape) => {
        const question = randomQuestion(tape, API, poolsOf(ROWS, one));
        fc.pre(validate(API, parse(question.query)).length === 0);
        for (const asker of [one, other]) await this.#ask(asker, question);
      }),
      { numRuns: questions, endOnFailure: true },
    );
  }

  /** What chance might not ask: about the household that people leave and enter, behind the seal, and from both of its sides. */
  async #readForCertain(): Promise<void> {
    const profile = (id: string) => ({ query: PROFILE, variables: { id } });
    const as = (name: string) => ASKERS.find((asker) => asker.name === name)!;
    for (const name of ['district-officer', 'hospital', 'citizen'])
      await this.#ask(as(name), profile(known.id));
    for (const name of ['protected-mother', PROTECTOR.sub]) await this.#ask(as(name), profile(sealed.id));
    // Its figures are another's secret from the day on which one of its members has a sealed home too.
    const [own] = registryAt(ROWS, BEFORE).homesOf(betweenHomes.key);
    await this.#ask(
      as('icu-officer'),
      profile(ROWS.households.find(({ key }) => key === own?.householdKey)!.id),
    );
    const { id: person } = betweenHomes;
    await this.#ask(as(tokenOf(betweenHomes).sub), {
      query: `query ($person: ID!, $id: ID!) { sealed: household(id: $id) { registrationNumber }
        person(id: $person) { id household { registrationNumber } } }`,
      variables: { person, id: sealed.id },
    });
  }

  async #ask({ token, agreement, name }: Asker, question: Question): Promise<void> {
    const asked = { ...question, headers: agreement === null ? {} : { 'seisi-agreement': agreement } };
    const answer = await (token === null ? this.house.ask(null, asked) : this.house.askWith(token, asked));
    this.asked += 1;
    const at = this.#clock.now;
    const entries = expectedEntries(oracle, { token, agreement }, question, answer, at);
    const { extensions } = JSON.parse(answer.text) as { extensions?: { receipt?: Read['receipt'] } };
    if (entries.length > 0) expect(extensions?.receipt, `${name} asks ${question.query}`).toBeDefined();
    const ground = groundOf(registryAt(ROWS, at), token, agreement);
    if (extensions?.receipt !== undefined && token !== null && ground !== 'several')
      this.reads.push({ token, ground, at, receipt: extensions.receipt, entries });
  }

  /**
   * A receipt as a gateway would make it that told a system of a place of two people, one of them under the seal. No rule of today opens both;
   * a log must not rely on that.
   */
  async keepBesideSeal(persona: PersonaName, besides: { readonly key: string }): Promise<void> {
    const { token } = personas[persona];
    const daughter = castMember(1, CAST.sealed, PLACE.sealed.daughter);
    const told = [{ class: 'register', ground: 'AGREEMENT', fields: ['Person.id'] }];
    const about = (key: string, veiled: boolean): ExpectedEntry => ({
      ...{ subject: { type: 'Person', key }, told, withheld: [], veiled },
    });
    const entries = [about(besides.key, true), about(daughter.key, false)].toSorted((one, other) =>
      one.subject.key < other.subject.key ? -1 : 1,
    );
    const receipt = await this.#receipts.keep({
      ...{ id: randomUUID(), kind: 'ANSWER', of: null, at: NOW, operation: leafHash('an operation') },
      header: {
        viewer: { kind: 'AGENCY_CLIENT', id: token.sub },
        ...{ basis: 'AGREEMENT', basisId: AGREEMENT.hospital, agency: token.agency! },
        ...{ purpose: 'SERVICE_DELIVERY', legalBasis: 'AGREEMENT' },
      },
      entries: entries.map((entry) => ({ ...entry.subject, text: canonical(entry) })),
    });
    const ground = groundOf(registryAt(ROWS, NOW), token, null);
    if (ground !== 'several') this.reads.push({ token, ground, at: NOW, receipt, entries });
  }

  close(): Promise<void> {
    return this.house.close();
  }
}
