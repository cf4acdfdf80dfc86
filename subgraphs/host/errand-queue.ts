import { queueNameOf } from '@seisi/schema/queue-name';
import { sql } from 'drizzle-orm';
import { fromDrizzle, type JobResult, PgBoss, type QueueOptions } from 'pg-boss';
import type { Transaction } from './act.ts';
import type { QueuePace } from './queue-pace.ts';

/** One attempt at an errand, as the queue gives it. */
export type Attempt = {
  readonly id: string;
  /** Whether the queue gives it up if it fails now. */
  readonly isLast: boolean;
};

/** The queue of a room's errands: identifiers alone, for what they are about stands in the outbox. */
export type ErrandQueue = {
  /** Puts these into the queue in a transaction of the room; those that wait or are being carried stay as they are. */
  put(transaction: Transaction, ids: readonly string[]): Promise<void>;
  close(): Promise<void>;
};

export type ErrandQueueOptions = {
  readonly room: string;
  /** As the room's own role, which makes no table. */
  readonly databaseUrl: string;
  readonly pace: QueuePace;
  /** Makes one attempt; whether the errand is done with. */
  readonly attempt: (attempt: Attempt) => Promise<boolean>;
  /** Told of what fails in the queue itself. */
  readonly onFailure: (error: unknown) => void;
};

const QUEUE = 'errands';
const BATCH = 10;
const CLOSING_MILLISECONDS = 25_000;

/** Opens the queue that the migrator made, and begins to carry. @throws where it is not there, or is not of the library's version */
export async function openErrandQueue(options: ErrandQueueOptions): Promise<ErrandQueue> {
  const { room, databaseUrl, pace, attempt, onFailure } = options;
  const schema = queueNameOf(room);
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: `seisi ${room} errands`,
    max: 2,
    schema,
    ...{ migrate: false, createSchema: false, schedule: false, registerInstance: false },
    ...{ reindex: false, monitorVacuum: false, openTelemetry: { enabled: false } },
    ...{ superviseIntervalSeconds: pace.supervise, monitorIntervalSeconds: pace.supervise },
  });
  boss.on('error', onFailure);
  const close = () => boss.stop({ graceful: true, timeout: CLOSING_MILLISECONDS });
  try {
    await boss.start();
    await boss.createQueue(QUEUE, settings(pace));
    await boss.updateQueue(QUEUE, settings(pace));
    await boss.work(
      QUEUE,
      {
        batchSize: BATCH,
        includeMetadata: true,
        perJobResults: true,
        pollingIntervalSeconds: pace.poll,
        burstWhenBatchFull: true,
      },
      (jobs) =>
        Promise.all(
          jobs.map(async ({ id, retryCount, retryLimit }) =>
            resultOf(id, await attempt({ id, isLast: retryCount >= retryLimit })),
          ),
        ),
    );
  } catch (error) {
    await close();
    throw error;
  }
  return {
    close,
    put: async (transaction, ids) => {
      // A queue that was dropped and made again knows none.
      await boss.createQueue(QUEUE, settings(pace));
      const job = sql`${sql.identifier(schema)}.job`;
      // Done with, and yet not delivered: else they would never be carried again.
      await transaction.execute(
        sql`delete from ${job} where name = ${QUEUE} and state >= 'completed' and id = any(${`{${ids.join(',')}}`}::uuid[])`,
      );
      await boss.insert(
        QUEUE,
        ids.map((id) => ({ id })),
        { db: fromDrizzle(transaction, sql) },
      );
    },
  };
}

function settings(pace: QueuePace): QueueOptions {
  return {
    expireInSeconds: pace.lost,
    retryLimit: pace.retries,
    retryDelay: pace.firstRetry,
    retryBackoff: true,
    retryDelayMax: pace.longestRetry,
    deleteAfterSeconds: 86_400,
  };
}

function resultOf(id: string, isDone: boolean): JobResult {
  return { id, status: isDone ? 'completed' : 'failed' };
}
