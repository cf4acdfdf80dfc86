/** The stock gateway with the plain rooms in its process, through its own local data source. No access. */
import { LocalGraphQLDataSource } from '@apollo/gateway';
import type { Context } from '@seisi/host/context';
import { serveOrder } from '../order.ts';
import { openPlainRooms, type PlainRoom } from '../rooms/plain-room.ts';
import { serveApollo } from './apollo.ts';

/** The context of each room for one request, in a map of its own, for the server copies what holds it. */
type RoomContexts = { readonly contexts: Map<string, Context<unknown>> };

/** The local data source hands the gateway's context on; a room takes its own from there. */
class PlainRoomSource extends LocalGraphQLDataSource<RoomContexts> {
  readonly #room: PlainRoom;

  constructor(room: PlainRoom) {
    super(room.schema);
    this.#room = room;
  }

  override process(options: Parameters<LocalGraphQLDataSource<RoomContexts>['process']>[0]) {
    const { contexts } = options.context as RoomContexts;
    const known = contexts.get(this.#room.name) ?? this.#room.contextOf();
    contexts.set(this.#room.name, known);
    return super.process({ ...options, context: known } as never);
  }
}

serveOrder(async (order) => {
  const rooms = await openPlainRooms(order);
  const sources = new Map(rooms.map((room) => [room.name, new PlainRoomSource(room)]));
  return serveApollo<RoomContexts>(
    (name) => {
      const source = sources.get(name);
      if (source === undefined) throw new Error(`There is no room ${name}.`);
      return source;
    },
    () => ({ contexts: new Map() }),
    async () => void (await Promise.all(rooms.map((room) => room.close()))),
  );
});
