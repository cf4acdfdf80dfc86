import type { ServerResponse } from 'node:http';
import { isDataClass } from '@seisi/schema/classes';
import { ERROR_CODES, type ErrorCode, RegistryError, type WithheldReason } from '@seisi/schema/errors';
import { NO_BASIS } from '@seisi/schema/viewer';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { Watch } from '../observer.ts';
import type { Caller, GraphRequest, Planned } from '../request.ts';
import { kindOf, kindsIn } from './kind-of.ts';
import type { AskedBy, Outcome, Part, RoomCall, Seen } from './seen.ts';
import { operationLabel, shapeOf } from './shape.ts';

/** What is told to whoever made a watch: when its request is known, and when it has ended. */
export type WatchEvents = {
  readonly known: (request: string, watch: RequestWatch) => void;
  readonly ended: (seen: Seen, watch: RequestWatch) => void;
};

/** Gathers what may be seen of one request, and tells it when its response has ended, whether all of it has left or not. */
export class RequestWatch implements Watch {
  readonly phases: Part[] = [];
  readonly rooms: RoomCall[] = [];
  isPlanKept: boolean | null = null;
  planned: Planned = { calls: 0, rows: 0 };
  /** The name of the step that is being passed. */
  step: string | null = null;
  /** The request as that step has it. */
  asked: GraphRequest | null = null;
  readonly #from = performance.now();
  readonly #response: ServerResponse;
  readonly #events: WatchEvents;
  readonly #denials = new Map<string, number>();
  readonly #codes = new Map<string, number>();
  readonly #causes = new Set<string>();
  #caller: Caller | null = null;
  #hasData = false;
  #isEnded = false;

  constructor(response: ServerResponse, events: WatchEvents) {
    this.#response = response;
    this.#events = events;
    response.once('close', () => {
      this.#isEnded = true;
      events.ended(this.#seen(), this);
    });
  }

  known(caller: Caller): void {
    this.#caller = caller;
    if (!this.#isEnded) this.#events.known(caller.request, this);
  }

  refused(error: unknown): void {
    const code = error instanceof RegistryError ? error.code : 'INTERNAL_SERVER_ERROR';
    add(this.#codes, code);
    if (code === 'INTERNAL_SERVER_ERROR') this.#causes.add(kindOf(error));
  }

  /** Sees what failed inside a room, which leaves as an unknown value. */
  roomFailed(room: string, cause: string): void {
    this.#causes.add(`${room} ${kindsIn(cause)}`);
  }

  /** Sees what leaves: errors as they are masked. */
  answered(errors: readonly GraphQLFormattedError[], hasData: boolean): void {
    this.#hasData = hasData;
    for (const { extensions } of errors) {
      const code = codeOf(extensions?.['code']);
      add(this.#codes, code);
      if (code === 'UNAUTHORIZED_FIELD_OR_TYPE') add(this.#denials, denialOf(extensions));
    }
  }

  /** Sees errors before they are masked. */
  failed(errors: readonly GraphQLError[]): void {
    for (const { originalError } of errors)
      if (originalError != null && !(originalError instanceof RegistryError))
        this.#causes.add(kindOf(originalError));
  }

  #seen(): Seen {
    const asked = this.asked;
    const basis = asked?.basis ?? NO_BASIS;
    const filtered = asked?.decision?.filtered ?? null;
    return {
      request: this.#caller?.request ?? null,
      from: this.#from,
      to: performance.now(),
      status: this.#response.statusCode,
      outcome: this.#outcome(),
      operation: asked === null ? 'none' : operationLabel(asked),
      shape: filtered === null ? null : shapeOf(filtered),
      by: this.#by(),
      agency: 'agency' in basis ? basis.agency : null,
      purpose: 'purpose' in basis ? basis.purpose : null,
      denials: this.#denials,
      codes: this.#codes,
      causes: [...this.#causes],
      phases: this.phases,
      rooms: this.rooms,
      planned: this.planned,
      isPlanKept: this.isPlanKept,
    };
  }

  #by(): AskedBy {
    if (this.#caller === null) return 'UNVERIFIED';
    return this.#caller.viewer?.kind ?? 'ANONYMOUS';
  }

  #outcome(): Outcome {
    const { statusCode, writableFinished } = this.#response;
    if (!writableFinished) return 'cut';
    if (statusCode >= 500 || this.#codes.has('INTERNAL_SERVER_ERROR')) return 'failed';
    if (statusCode >= 400) return 'refused';
    if (this.#codes.size === 0) return 'answered';
    return this.#hasData ? 'partial' : 'refused';
  }
}

const REASONS: ReadonlySet<unknown> = new Set<WithheldReason>([
  'CLASS_NOT_IN_BASIS',
  'PURPOSE',
  'ASSURANCE',
  'NOT_FOR_THIS_SUBJECT',
  'SOURCE_UNAVAILABLE',
]);

/** A room in another process writes what stands beside its errors, so only words of our own lists are taken from there. */
function denialOf(extensions: GraphQLFormattedError['extensions']): string {
  const { class: dataClass, reason } = extensions ?? {};
  const known = typeof dataClass === 'string' && isDataClass(dataClass) ? dataClass : 'other';
  return `${dataClass === undefined ? 'none' : known} ${REASONS.has(reason) ? reason : 'other'}`;
}

/** A code of the closed table; any other is an internal error. */
export function codeOf(code: unknown): ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_CODES, code)
    ? (code as ErrorCode)
    : 'INTERNAL_SERVER_ERROR';
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
