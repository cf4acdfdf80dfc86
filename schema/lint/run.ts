/** The command line of the schema lint: composes the rooms as they stand and reports every finding. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compose } from '../composition.ts';
import { rooms } from '../rooms.ts';
import { lint } from './rules.ts';

const all = rooms();
const { supergraph, hints } = compose(all);
const words = readFileSync(join(import.meta.dirname, '../WORDS.md'), 'utf8');
const found = [...hints, ...lint({ supergraph, rooms: all, words })];
process.stdout.write(found.map((line) => `${line}\n`).join(''));
process.stdout.write(`schema lint: ${found.length} findings in ${all.length} rooms\n`);
process.exitCode = found.length > 0 ? 1 : 0;
