import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { roomNames } from '@seisi/gateway/plan/rooms';
import { factsKeyOf } from '@seisi/host/facts-wire';
import { serveRoom } from '@seisi/host/serve';
import type { Subgraph } from '@seisi/host/subgraph';
import type { Secrets } from '@seisi/migrations/secrets';
import type { Outside } from '@seisi/schema/outside';
import { supergraph } from '@seisi/schema/sdl';
import type { TestDatabase } from './postgres.ts';

const SUBGRAPHS = join(import.meta.dirname, '../../subgraphs');

/** The address of each room by its name, and how to stop them all. */
export type ServedRooms = {
  readonly urls: ReadonlyMap<string, string>;
  /** Goes by other keys; passports are those of these keys. */
  renew(secrets: Secrets, passportKeys: readonly Secrets['passportKey'][]): void;
  close(): Promise<void>;
};

type Listeners = {
  readonly now: () => number;
  readonly leaseMs: number;
  readonly onStatement: (text: string) => void;
  readonly onNotice: (line: string) => void;
  readonly outgoing?: string;
  readonly outside: Outside;
  /** What stands between a room and the others: given its name and address, the address that they are told. */
  readonly betweenRooms: (room: string, url: string) => Promise<string>;
};

/** Serves every room of the house on a port of its own, as its own role, for the gateway of this test run. */
export async function serveRooms(
  { roomUrl, secrets }: TestDatabase,
  { now, leaseMs, onStatement, onNotice, outgoing, outside, betweenRooms }: Listeners,
): Promise<ServedRooms> {
  const { kty, crv, alg, kid, x } = secrets.passportKey;
  const urls = new Map<string, string>();
  const served = await Promise.all(
    roomNames().map(async (name) => {
      const door = pathToFileURL(join(SUBGRAPHS, name, 'subgraph.ts')).href;
      const { subgraph } = (await import(door)) as { readonly subgraph: Subgraph<unknown> };
      const room = await serveRoom(subgraph, {
        databaseUrl: roomUrl(name),
        supergraphSdl: supergraph(),
        grantKeys: secrets.grantKeys,
        cursorKeys: secrets.cursorKeys,
        factsKeys:
          subgraph.mint === undefined
            ? { kind: 'OWN', keys: secrets.factsKeys.map((master) => factsKeyOf(master, name)) }
            : { kind: 'MASTER', keys: secrets.factsKeys },
        passportKeys: { keys: [{ kty, crv, alg, kid, x }] },
        onNotice,
        ...(subgraph.signs === true ? { signingKey: secrets.receiptKey } : {}),
        issuer: { key: secrets.cardKey, url: 'http://localhost:4000' },
        ...(outgoing === undefined ? {} : { outgoing }),
        neighbour: (other) => urls.get(other) ?? null,
        reach: (other) => urls.get(other) ?? null,
        inquire: (other) => urls.get(other) ?? null,
        outside,
        now,
        leaseMs,
        onStatement,
        onFailure: ({ room: failed, coordinate, cause }) =>
          onNotice(`room ${failed} failed at ${coordinate}: ${cause}`),
      });
      urls.set(name, await betweenRooms(name, room.url));
      return [name, room] as const;
    }),
  );
  return {
    urls: new Map(served.map(([name, { url }]) => [name, url])),
    renew: (secrets, passportKeys) => {
      const shown = passportKeys.map(({ kty, crv, alg, kid, x }) => ({ kty, crv, alg, kid, x }));
      for (const [name, room] of served)
        room.renew({
          grantKeys: secrets.grantKeys,
          cursorKeys: secrets.cursorKeys,
          factsKeys:
            name === 'person'
              ? secrets.factsKeys
              : secrets.factsKeys.map((master) => factsKeyOf(master, name)),
          signing: { key: secrets.receiptKey, former: secrets.formerReceiptKeys },
          passportKeys: { keys: shown },
        });
    },
    close: async () => {
      await Promise.all(served.map(([, room]) => room.close()));
    },
  };
}
