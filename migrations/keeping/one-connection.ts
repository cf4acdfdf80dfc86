import postgres, { type Sql } from 'postgres';
import { Refusal } from '../refusal.ts';

/** Does something over a connection that is never replaced: where it is lost, so is what was being done, also a COPY, which otherwise would never end. */
export async function overOneConnection<Result>(
  url: string,
  act: (sql: Sql) => Promise<Result>,
): Promise<Result> {
  let lose: (refusal: Refusal) => void = () => {};
  const lost = new Promise<never>((_resolve, reject) => {
    lose = reject;
  });
  lost.catch(() => {});
  const sql = postgres(url, {
    max: 1,
    max_lifetime: null,
    idle_timeout: 0,
    connect_timeout: 5,
    onnotice: () => {},
    onclose: () => lose(new Refusal('The connection to the database was lost: nothing was done.')),
    connection: { application_name: 'seisi keeping' },
  });
  try {
    return await Promise.race([act(sql), lost]);
  } finally {
    await sql.end({ timeout: 5 }).catch(() => {});
  }
}
