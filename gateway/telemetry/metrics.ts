import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { PoolState } from '../observer.ts';
import type { Sinks } from './observer.ts';
import type { Part, Reporter, Seen } from './seen.ts';
import { errandsWaiting, receiptsWaiting } from './waiting.ts';

/** What is counted, and its text for Prometheus. */
export type Metrics = {
  readonly report: Reporter;
  readonly gauges: Sinks['gauges'];
  /** Prometheus' text format, and its media type. */
  text(): Promise<string>;
  readonly contentType: string;
};

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const GROUP_SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

/**
 * Counts requests, phases, room calls, plans, denials and receipts. Every label is one of a closed list, of ours or of the graph: what a client writes cannot make a
 * series.
 */
export function openMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = requestMetrics(registry);
  const rooms = roomMetrics(registry);
  const { lookups, planned } = planMetrics(registry);
  const told = toldMetrics(registry);
  return {
    report: (seen) => {
      requests(seen);
      rooms(seen);
      told(seen);
      if (seen.isPlanKept !== null) lookups.inc({ result: seen.isPlanKept ? 'hit' : 'miss' });
    },
    gauges: {
      planned,
      pool: (state) => poolMetrics(registry, state),
      receiptsWaiting: receiptsWaiting(registry),
      errandsWaiting: errandsWaiting(registry),
      ...receiptMetrics(registry),
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function requestMetrics(registry: Registry): Reporter {
  const total = new Counter({
    name: 'seisi_requests_total',
    help: 'GraphQL requests by root field (several: more than one; schema; none: refused before any step), kind of viewer and outcome.',
    labelNames: ['operation', 'viewer', 'outcome'],
    registers: [registry],
  });
  const duration = seconds(
    registry,
    'seisi_request_duration_seconds',
    'From the first byte read until the response is closed.',
    ['operation'],
  );
  const phases = seconds(registry, 'seisi_phase_duration_seconds', 'Each step of the pipeline.', ['phase']);
  return ({ operation, by, outcome, from, to, phases: passed }) => {
    total.inc({ operation, viewer: by, outcome });
    duration.observe({ operation }, inSeconds({ from, to }));
    for (const part of passed) phases.observe({ phase: part.name }, inSeconds(part));
  };
}

function roomMetrics(registry: Registry): Reporter {
  const calls = new Counter({
    name: 'seisi_room_calls_total',
    help: 'Fetches that a room was asked for; failed where it did not answer, or answered that something is unknown.',
    labelNames: ['room', 'result'],
    registers: [registry],
  });
  const duration = seconds(registry, 'seisi_room_call_duration_seconds', 'One fetch of a room.', ['room']);
  const objects = new Counter({
    name: 'seisi_room_objects_total',
    help: 'Objects that rooms answered.',
    labelNames: ['room'],
    registers: [registry],
  });
  const most = new Counter({
    name: 'seisi_planned_total',
    help: 'What plans could ask of the rooms at the most: calls, and objects (rows). What they did ask stands in seisi_room_calls_total and seisi_room_objects_total.',
    labelNames: ['of'],
    registers: [registry],
  });
  return ({ rooms, planned }) => {
    most.inc({ of: 'calls' }, planned.calls);
    most.inc({ of: 'rows' }, planned.rows);
    for (const { name: room, failure, rows, ...part } of rooms) {
      objects.inc({ room }, rows);
      calls.inc({ room, result: failure === null ? 'answered' : 'failed' });
      duration.observe({ room }, inSeconds(part));
    }
  };
}

function planMetrics(registry: Registry) {
  const lookups = new Counter({
    name: 'seisi_plan_lookups_total',
    help: 'Operations that needed a plan, by whether it was kept.',
    labelNames: ['result'],
    registers: [registry],
  });
  const kept = new Gauge({ name: 'seisi_plans_kept', help: 'Plans that are kept.', registers: [registry] });
  return { lookups, planned: (count: number) => kept.set(count) };
}

function toldMetrics(registry: Registry): Reporter {
  const denials = new Counter({
    name: 'seisi_denials_total',
    help: 'Errors that say that a field is withheld, by class and reason.',
    labelNames: ['class', 'reason'],
    registers: [registry],
  });
  const errors = new Counter({
    name: 'seisi_errors_total',
    help: 'Errors that left, by code.',
    labelNames: ['code'],
    registers: [registry],
  });
  return (seen: Seen) => {
    for (const [denial, count] of seen.denials) {
      const [dataClass = 'none', reason = 'none'] = denial.split(' ');
      denials.inc({ class: dataClass, reason }, count);
    }
    for (const [code, count] of seen.codes) errors.inc({ code }, count);
  };
}

function receiptMetrics(registry: Registry): Pick<Sinks['gauges'], 'group' | 'durable'> {
  const groups = new Counter({
    name: 'seisi_receipt_groups_total',
    help: 'Groups of receipts that a sink was given.',
    labelNames: ['sink', 'result'],
    registers: [registry],
  });
  const size = new Histogram({
    name: 'seisi_receipt_group_size',
    help: 'Receipts of one group.',
    labelNames: ['sink'],
    buckets: GROUP_SIZES,
    registers: [registry],
  });
  const writing = seconds(registry, 'seisi_receipt_group_seconds', 'One group in one sink.', ['sink']);
  const durable = seconds(
    registry,
    'seisi_receipt_durable_seconds',
    'From a receipt to the promise that it is kept, or that it is not.',
    ['result'],
  );
  return {
    group: ({ sink, size: count, milliseconds, isKept }) => {
      groups.inc({ sink, result: result(isKept) });
      size.observe({ sink }, count);
      writing.observe({ sink }, milliseconds / 1000);
    },
    durable: (milliseconds, isKept) => durable.observe({ result: result(isKept) }, milliseconds / 1000),
  };
}

function poolMetrics(registry: Registry, state: () => PoolState): void {
  const gauge = (name: string, help: string, of: (now: PoolState) => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(of(state()));
      },
    });
  gauge(
    'seisi_hot_reads_waiting',
    'Reads of rooms in this process that no connection has taken yet.',
    ({ waiting }) => waiting,
  );
  gauge(
    'seisi_hot_read_connections',
    'Open connections for the reads of rooms in this process.',
    ({ connections }) => connections,
  );
  gauge('seisi_hot_read_connections_busy', 'Those on which a read is under way.', ({ busy }) => busy);
  gauge('seisi_hot_read_connections_most', 'How many there may be.', ({ most }) => most);
}

function seconds(registry: Registry, name: string, help: string, labelNames: string[]): Histogram {
  return new Histogram({ name, help, labelNames, buckets: SECONDS, registers: [registry] });
}

const inSeconds = ({ from, to }: Pick<Part, 'from' | 'to'>): number => (to - from) / 1000;

const result = (isKept: boolean): string => (isKept ? 'kept' : 'failed');
