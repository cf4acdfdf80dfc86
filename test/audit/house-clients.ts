import { setTimeout as sleep } from 'node:timers/promises';
import { DEVELOPMENT_ISSUER, signPersonaToken } from '@seisi/gateway/issuer/sign';
import { castOf } from '@seisi/migrations/seed/known';
import { personas } from '@seisi/migrations/seed/personas';
import type { KeptReceipt } from '@seisi/schema/receipt/receipt';
import { Agent, request } from 'undici';
import type { House } from './house.ts';

const CLIENTS = 16;
/** One question of so many is about nobody. */
const PUBLIC_EVERY = 6;
const PAUSE_MS = 50;

/** So that whoever took a dead worker's place is asked too. */
const REQUESTS_A_CONNECTION = 20;
/** Longer than the gateway lets a request live. */
const TIMEOUT_MS = 15_000;

const PUBLIC = { query: '{ states { code } }' };
const HOUSEHOLD = 'query ($id: ID!) { household(id: $id) { registrationNumber } }';
const { known, elsewhere } = castOf(1);

/** Who asks about whom: found, out of reach, a citizen about the own household. */
const ASKED = [
  { who: 'district-officer', id: known.id },
  { who: 'district-officer', id: elsewhere.id },
  { who: 'citizen', id: personas.citizen.profileHousehold },
  { who: 'hospital', id: known.id },
] as const;

type Body = {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
  readonly extensions?: { readonly receipt?: KeptReceipt };
};

/** Sixteen who ask over HTTP without a pause, and what they received whole. */
export class Clients {
  /** The leaf hash that came with an answer, by the receipt's id. */
  readonly received = new Map<string, string>();
  /** Classified questions that were refused because no record could be made. */
  refused = 0;
  /** Public questions that were answered. */
  publicAnswers = 0;
  /** Public questions to which something else was said. */
  publicFailures = 0;
  /** Connections that were refused or cut. */
  cut = 0;
  /** Those of them that were accepted, and to which nothing was said for longer than a request may live. */
  unanswered = 0;
  /** Answers that must never be. */
  readonly faults: string[] = [];
  readonly #house: House;
  #agent = agent();
  #isOver = true;
  #asking: Promise<unknown> = Promise.resolve();

  constructor(house: House) {
    this.#house = house;
  }

  async start(): Promise<void> {
    const { issuerKey } = this.#house.secrets;
    const at = { issuer: DEVELOPMENT_ISSUER, now: new Date() };
    const bodies = await Promise.all(
      ASKED.map(async ({ who, id }) => ({
        token: await signPersonaToken(personas[who].token, issuerKey, at),
        body: JSON.stringify({ query: HOUSEHOLD, variables: { id } }),
      })),
    );
    this.#isOver = false;
    this.#asking = Promise.all(
      Array.from({ length: CLIENTS }, async (_, client) => {
        for (let turn = client; !this.#isOver; turn += 1) {
          const classified = bodies[turn % bodies.length];
          const isHeard = turn % PUBLIC_EVERY === 0 ? this.#askPublic() : this.#ask(classified);
          if (!(await isHeard)) await sleep(PAUSE_MS);
        }
      }),
    );
  }

  /** Ends the load; what is under way is heard to its end. */
  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#asking;
    await this.#agent.close();
    this.#agent = agent();
  }

  /** Whether data came. */
  async #ask(question: { readonly token: string; readonly body: string } | undefined): Promise<boolean> {
    const answer = await this.#send(question?.body ?? '', { authorization: `Bearer ${question?.token}` });
    if (answer === null) return false;
    const { status, body } = answer;
    const receipt = body.extensions?.receipt;
    const isRefused = body.errors?.some(({ extensions }) => extensions?.code === 'AUDIT_UNAVAILABLE');
    if (receipt !== undefined) this.#receive(receipt);
    if (isRefused === true) {
      this.refused += 1;
      if (status !== 503 || body.data !== null || receipt !== undefined)
        this.faults.push(`refused with ${status} ${JSON.stringify(body)}`);
    } else if (receipt === undefined && tells(body)) {
      this.faults.push(`an answer without a receipt: ${JSON.stringify(body)}`);
    }
    return isRefused !== true && status === 200;
  }

  #receive({ id, leaf }: KeptReceipt): void {
    if (this.received.has(id)) this.faults.push(`the receipt ${id} came twice`);
    this.received.set(id, leaf);
  }

  async #askPublic(): Promise<boolean> {
    const answer = await this.#send(JSON.stringify(PUBLIC), {});
    if (answer === null) return false;
    const { status, body } = answer;
    const isAnswered = status === 200 && body.errors === undefined && Array.isArray(body.data?.['states']);
    this.publicAnswers += isAnswered ? 1 : 0;
    this.publicFailures += isAnswered ? 0 : 1;
    if (body.extensions?.receipt !== undefined) this.faults.push('a public answer has a receipt');
    return isAnswered;
  }

  /** Null where no whole answer came. */
  async #send(
    body: string,
    headers: Record<string, string>,
  ): Promise<{ readonly status: number; readonly body: Body } | null> {
    try {
      const answer = await request(this.#house.url, {
        method: 'POST',
        dispatcher: this.#agent,
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
      return { status: answer.statusCode, body: (await answer.body.json()) as Body };
    } catch (error) {
      this.cut += 1;
      if ((error as NodeJS.ErrnoException).code === 'UND_ERR_HEADERS_TIMEOUT') this.unanswered += 1;
      return null;
    }
  }
}

function agent(): Agent {
  return new Agent({
    connections: CLIENTS,
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
    maxRequestsPerClient: REQUESTS_A_CONNECTION,
  });
}

/** Whether it says anything of anybody: that nobody is there too, but not that a register did not answer. */
function tells({ data, errors }: Body): boolean {
  const isUnknown = errors?.some(({ extensions }) => extensions?.code === 'SOURCE_UNAVAILABLE') === true;
  return data?.['household'] !== undefined && !(data['household'] === null && isUnknown);
}
