import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { type PassportSigner, passportSigner } from '@seisi/gateway/plan/passport-wire';
import { remoteRoom } from '@seisi/gateway/plan/remote-room';
import { factsKeyOf } from '@seisi/host/facts-wire';
import { type ServedRoom, serveRoom } from '@seisi/host/serve';
import type { Subgraph } from '@seisi/host/subgraph';
import { NOTHING_OWNED } from '@seisi/host/testing';
import { classSet, type DataClass } from '@seisi/schema/classes';
import { Passport } from '@seisi/schema/passport-mint';
import type { Room, RoomResult } from '@seisi/schema/room';
import { supergraph } from '@seisi/schema/sdl';
import { parse } from 'graphql';

export const SECRETS = { grantKeys: ['a grant key for tests'], cursorKeys: ['a cursor key for tests'] };
/** From which the keys of each room are derived. */
export const MASTER = 'a master key for tests';

/** A pair of Ed25519 keys of a gateway: the JWK that signs, and the one that rooms verify with. */
export function gatewayKey(kid: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const shared = { kid, alg: 'EdDSA' };
  return {
    signing: { ...privateKey.export({ format: 'jwk' }), ...shared },
    verifying: { ...publicKey.export({ format: 'jwk' }), kty: 'OKP', ...shared },
  };
}

export type GatewayKey = ReturnType<typeof gatewayKey>;

/** A room behind HTTP on this machine, and the room as the gateway sees it there. */
export type RoomProcess = {
  readonly served: ServedRoom;
  readonly room: Room;
  readonly sign: PassportSigner;
  close(): Promise<void>;
};

/** Serves a room for gateways with these keys; the first signs. */
export async function serveOverHttp<Loaders>(
  subgraph: Subgraph<Loaders>,
  databaseUrl: string,
  keys: readonly [GatewayKey, ...GatewayKey[]],
): Promise<RoomProcess> {
  const served = await serveRoom(subgraph, {
    ...SECRETS,
    factsKeys:
      subgraph.mint === undefined
        ? { kind: 'OWN', keys: [factsKeyOf(MASTER, subgraph.name)] }
        : { kind: 'MASTER', keys: [MASTER] },
    databaseUrl,
    supergraphSdl: supergraph(),
    now: Date.now,
    neighbour: () => NOTHING_OWNED,
    passportKeys: { keys: keys.map(({ verifying }) => verifying) },
  });
  const sign = passportSigner(keys[0].signing);
  return {
    served,
    sign,
    room: remoteRoom({ name: subgraph.name, url: served.url, sign }),
    close: served.close,
  };
}

/** The passport of an officer whose posting is everywhere, for a request of its own. */
export function officerPassport(classes: readonly DataClass[], milliseconds = 5000): Passport {
  const viewer = {
    id: 'officer-1',
    kind: 'OFFICER',
    agency: 'jkm',
    person: null,
    scopes: [],
    assurance: 'high',
    agreement: null,
    purpose: null,
    posting: null,
  } as const;
  const ground = {
    id: 'posting-1',
    personKey: randomUUID(),
    agency: 'jkm',
    areas: ['MY'],
    classes: classSet(classes),
  };
  return new Passport({
    request: randomUUID(),
    viewer,
    basis: { kind: 'POSTING', ...ground },
    facts: 0,
    expires: Date.now() + milliseconds,
  });
}

/** Asks a room. */
export function ask(
  room: Room,
  text: string,
  variables: Readonly<Record<string, unknown>>,
  passport: Passport,
): Promise<RoomResult> {
  const document = parse(text);
  return room.execute({ document, text, variables, passport, signal: AbortSignal.timeout(5000) });
}
