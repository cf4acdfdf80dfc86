import { RegistryError, UNKNOWN_MESSAGE } from '@seisi/schema/errors';
import { ownersOf } from '@seisi/schema/owners';
import type { Room } from '@seisi/schema/room';
import { supergraph } from '@seisi/schema/sdl';
import { groundOf } from './authz/basis.ts';
import { clamdScan } from './documents/clamd.ts';
import { localStore } from './documents/local-store.ts';
import { openDocuments } from './documents/open.ts';
import { s3Store } from './documents/s3-store.ts';
import type { Asker, Ground } from './documents.ts';
import { Admission } from './http/admission.ts';
import type { Doors } from './http/server.ts';
import { Shares } from './http/shares.ts';
import { ALLOWANCES } from './limits/account.ts';
import { takePrice } from './limits/budget.ts';
import type { Lease } from './reliance.ts';
import type { GatewaySettings } from './serve-settings.ts';
import { nameOf } from './told-error.ts';

/** What documents of the house are served from. */
export type DocumentHouse = {
  readonly rooms: readonly Room[];
  readonly lease: Lease;
  readonly deadlineMs: number;
  readonly now: () => number;
  readonly tell: (line: string) => void;
};

/** Each holds a document of two megabytes in memory at the most. Whoever sends slowly is in nobody's way for longer than a request may take. */
const ADMISSION = { most: 32, mostWaiting: 64, patienceMs: 5_000 };

const MOST_OF_ONE = 4;
/** As much as a small question: a citizen's budget holds a hundred, and restores one each two seconds. */
const PRICE = { allowances: ALLOWANCES, points: 1_000 };

/** The room that decides by the facts of grounds; undefined where there is none. */
export function basisRoomOf(rooms: readonly Room[]): Room | undefined {
  const { basisRoom } = ownersOf(supergraph(), new Set());
  return rooms.find(({ name }) => name === basisRoom);
}

/** The door of documents, put together: the ground as the graph knows it, and the store and the scanner as they are set. None where nothing is set. */
export function ticketsOf(
  { documents: set, budgets }: GatewaySettings,
  house: DocumentHouse,
): Pick<Doors, 'tickets'> {
  if (set === undefined) return {};
  const { store, scan } = set;
  const documents = openDocuments({
    rooms: house.rooms,
    ground: groundIn(house),
    store: store.kind === 'LOCAL' ? localStore(store.folder) : s3Store(store),
    scan: scan.kind === 'OFF' ? null : clamdScan(scan),
    deadlineMs: house.deadlineMs,
    onFailure: (where, error) => house.tell(`documents: ${where} failed: ${nameOf(error)}`),
  });
  return {
    tickets: {
      ...{ documents, admission: new Admission(ADMISSION), shares: new Shares(MOST_OF_ONE) },
      ...(budgets === undefined ? {} : { charge: (viewer) => takePrice(budgets, viewer, PRICE) }),
    },
  };
}

/** The ground of whoever shows a ticket, at this moment: one that has ended since the ticket was given opens nothing. */
function groundIn({ rooms, lease, deadlineMs, now }: DocumentHouse): Ground {
  const room = basisRoomOf(rooms) ?? null;
  return async (asker: Asker) => {
    const caller = { ...asker, expires: now() + deadlineMs };
    const { areGroundsKnown, passport, reliance } = await groundOf(caller, true, { room, lease, now });
    if (!areGroundsKnown) throw new RegistryError('SOURCE_UNAVAILABLE', UNKNOWN_MESSAGE);
    if (reliance === null) return { passport, standing: null };
    const standing = {
      stands: () => lease.standsNow(reliance),
      standsAnew: () => lease.stands(reliance, asker.signal),
      otherwise: UNKNOWN_MESSAGE,
    };
    return { passport, standing };
  };
}
