import { Transform } from 'node:stream';

const LINE_BREAK = 0x0a;

/** Passes COPY's text on, and counts its rows: each ends with a line break, and there is no other in it. */
export function countRows(): { readonly step: Transform; readonly rows: () => number } {
  let rows = 0;
  const step = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      for (let at = chunk.indexOf(LINE_BREAK); at >= 0; at = chunk.indexOf(LINE_BREAK, at + 1)) rows += 1;
      done(null, chunk);
    },
  });
  return { step, rows: () => rows };
}
