import { defineConfig } from 'drizzle-kit';

const room = process.env['ROOM'];
if (room === undefined) throw new Error('ROOM must name the room whose migrations are generated.');

// Run from the root of the repository: ROOM=person drizzle-kit generate --config migrations/drizzle.config.ts --name verb-object
export default defineConfig({
  dialect: 'postgresql',
  schema: `./subgraphs/${room}/*.table.ts`,
  out: `./migrations/${room}`,
  schemaFilter: [room],
  casing: 'snake_case',
});
