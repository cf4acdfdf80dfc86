import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Part, RoomCall, Seen } from './seen.ts';
import { statementName } from './statement-name.ts';
import { readTraceparent, type Traces, traceparentOf } from './traces.ts';

/**
 * Sends traces to an OTLP endpoint over HTTP. The provider is ours alone and never the process's: libraries that trace by themselves (Apollo's gateway writes documents
 * into its spans, the query builder its statements) find none. What a caller says of its own trace is a link, for it decides neither our ids nor what is kept.
 */
export function openTraces(endpoint: string): Traces {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'seisi-gateway' }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer('seisi');
  const calls = new AsyncLocalStorage<Part[]>();
  return {
    begin: (traceparent) => {
      const caller = readTraceparent(traceparent);
      const links = caller === null ? [] : [{ context: { ...caller, isRemote: true } }];
      const span = tracer.startSpan('request', { kind: SpanKind.SERVER, root: true, links }, ROOT_CONTEXT);
      return {
        traceparent: traceparentOf(span.spanContext()),
        end: (seen) => endRequest(tracer, span, seen),
      };
    },
    within: (statements, run) => calls.run(statements, run),
    statement: (text) => {
      const at = performance.now();
      calls.getStore()?.push({ name: statementName(text), from: at, to: at });
    },
    close: () => provider.shutdown().catch(() => {}),
  };
}

/** What is known of the whole when it has ended is told then: the spans below it are made with the times that they had. */
function endRequest(tracer: Tracer, span: Span, seen: Seen): void {
  span.updateName(`request ${seen.operation}`);
  span.setAttributes(attributesOf(seen));
  if (seen.outcome === 'failed') span.setStatus({ code: SpanStatusCode.ERROR });
  const whole = trace.setSpan(ROOT_CONTEXT, span);
  const left = new Set(seen.rooms);
  for (const phase of seen.phases) {
    const below = begun(tracer, `phase ${phase.name}`, phase, whole);
    for (const call of left) {
      if (call.from < phase.from || call.from > phase.to) continue;
      left.delete(call);
      callSpan(tracer, call, below.context);
    }
    below.span.end(at(phase.to));
  }
  for (const call of left) callSpan(tracer, call, whole);
  span.end();
}

/** A key without a value is left out by the SDK. */
function attributesOf({
  operation,
  shape,
  by,
  agency,
  purpose,
  status,
  outcome,
  request,
  causes,
}: Seen): Attributes {
  return {
    'http.response.status_code': status,
    'seisi.operation': operation,
    'seisi.outcome': outcome,
    'seisi.viewer': by,
    'seisi.request': request ?? undefined,
    'seisi.shape': shape ?? undefined,
    'seisi.agency': agency ?? undefined,
    'seisi.purpose': purpose ?? undefined,
    'seisi.causes': [...causes],
  };
}

function callSpan(tracer: Tracer, call: RoomCall, above: Context): void {
  const { span } = begun(tracer, `room ${call.name}`, call, above, SpanKind.CLIENT);
  for (const { name, from } of call.statements) span.addEvent(`sql ${name}`, at(from));
  if (call.failure !== null) span.setStatus({ code: SpanStatusCode.ERROR, message: call.failure });
  span.end(at(call.to));
}

function begun(tracer: Tracer, name: string, { from }: Part, above: Context, kind = SpanKind.INTERNAL) {
  const span = tracer.startSpan(name, { kind, startTime: at(from) }, above);
  return { span, context: trace.setSpan(above, span) };
}

/** Milliseconds of the epoch. */
const at = (milliseconds: number): number => performance.timeOrigin + milliseconds;
