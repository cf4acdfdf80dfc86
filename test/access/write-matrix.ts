/** Writes the matrix of who sees what, from the oracle and never from the house: `node test/access/write-matrix.ts`. */
import { writeFileSync } from 'node:fs';
import { openOracle } from '../oracle/oracle.ts';
import { MATRIX_PATH, matrixOf } from './matrix.ts';
import { toldByOracle } from './told.ts';

const oracle = openOracle();
writeFileSync(MATRIX_PATH, await matrixOf(toldByOracle(oracle), oracle.rows));
