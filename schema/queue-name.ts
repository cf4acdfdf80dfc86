/** The PostgreSQL schema that holds the queue of a room's errands, beside the room's own. */
export function queueNameOf(room: string): string {
  return `${room}_queue`;
}
