/** Writes the golden answers beside the query, from the oracle and never from the house: `node test/queries/write-goldens.ts`. */
import { writeFileSync } from 'node:fs';
import { openOracle } from '../oracle/oracle.ts';
import { GOLDENS, goldenOf } from './golden.ts';

const oracle = openOracle();
for (const { asking, path } of GOLDENS)
  writeFileSync(path, `${JSON.stringify(goldenOf(oracle, asking), null, 2)}\n`);
