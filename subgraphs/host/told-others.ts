import type { Room } from '@seisi/schema/room';
import type { DatabaseHandle } from './database.ts';
import { ownInquiries } from './inquiry.ts';
import type { RoomOptions } from './open-room.ts';
import type { Subgraph } from './subgraph.ts';

/** What a room tells the others of its house. */
export function toldOthers(
  { ownedFacts, inquiries }: Subgraph<unknown>,
  { quiet: db }: DatabaseHandle,
  { outside = new Map(), now }: RoomOptions,
): Pick<Room, 'ownedFacts' | 'inquired'> {
  return {
    ...(ownedFacts === undefined ? {} : { ownedFacts: ownedFacts(db) }),
    ...(inquiries === undefined ? {} : { inquired: ownInquiries(inquiries({ db, outside, now })) }),
  };
}
