/** How errands go through the queue, in seconds. */
export type QueuePace = {
  /** How often an idle worker looks; at least 0.5. */
  readonly poll: number;
  /** When an attempt counts as lost, with the process that made it. */
  readonly lost: number;
  /** How often that is looked for; at least 1. */
  readonly supervise: number;
  readonly retries: number;
  readonly firstRetry: number;
  readonly longestRetry: number;
};

/** Eight attempts within about an hour; after it the outbox is asked again. */
export const QUEUE_PACE: QueuePace = {
  poll: 1,
  lost: 180,
  supervise: 60,
  retries: 7,
  firstRetry: 15,
  longestRetry: 1200,
};
