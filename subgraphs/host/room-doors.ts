import { ownersOf } from '@seisi/schema/owners';
import type { Room } from '@seisi/schema/room';
import type { JSONWebKeySet } from 'jose';
import { type FactDoor, factDoor } from './fact-wire.ts';
import { keysWith } from './facts-wire.ts';
import { type InquiryDoor, inquiryDoor } from './inquiry-wire.ts';
import type { MacDoor } from './mac-wire.ts';
import { NO_KEYS, type RoomOptions } from './open-room.ts';
import {
  type ForwardedReader,
  forwardedReader,
  type PassportReader,
  passportReader,
} from './passport-wire.ts';
import { reachDoor } from './reach-wire.ts';

/** By which a room in a process of its own knows who calls. */
export type RoomDoors = {
  readonly readPassport: PassportReader;
  readonly readForwarded: ForwardedReader;
  readonly facts: FactDoor;
  readonly reach: MacDoor;
  readonly inquiry: InquiryDoor;
};

type DoorKeys = Pick<RoomOptions, 'supergraphSdl' | 'factsKeys' | 'grantKeys'> & {
  readonly passportKeys: JSONWebKeySet;
};

/** Who may call, by the keys. */
export function doorsOf(
  { name, inquired }: Pick<Room, 'name' | 'inquired'>,
  { passportKeys, supergraphSdl, factsKeys = NO_KEYS, grantKeys }: DoorKeys,
): RoomDoors {
  return {
    readPassport: passportReader(passportKeys),
    readForwarded: forwardedReader(passportKeys, otherRooms(supergraphSdl, name)),
    facts: factDoor(name, keysWith(name, factsKeys)),
    reach: reachDoor(name, grantKeys),
    inquiry: inquiryDoor(name, factsKeys, inquired),
  };
}

function otherRooms(supergraphSdl: string, own: string): string[] {
  return ownersOf(supergraphSdl, new Set()).rooms.filter((name) => name !== own);
}
