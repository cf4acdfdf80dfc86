import type { Part, Seen } from './seen.ts';

/** One request's trace while it is on its way. */
export type RequestTrace = {
  /** What calls to other processes say of it (W3C Trace Context). */
  readonly traceparent: string;
  /** Makes its spans of what was seen. */
  end(seen: Seen): void;
};

/** Where traces go. */
export type Traces = {
  /** Takes the caller's `traceparent`, whatever stands there. */
  begin(traceparent: string | readonly string[] | undefined): RequestTrace;
  /** Runs a call to a room; the statements of it that are told meanwhile go into the list. */
  within<Result>(statements: Part[], run: () => Promise<Result>): Promise<Result>;
  readonly statement: (text: string) => void;
  close(): Promise<void>;
};

/** The ids of W3C Trace Context, in hexadecimal. */
export type TraceIds = { readonly traceId: string; readonly spanId: string; readonly traceFlags: number };

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** Reads a `traceparent` of version 00; null for anything else, and for ids of zeros. */
export function readTraceparent(text: string | readonly string[] | undefined): TraceIds | null {
  const [, traceId = '', spanId = '', flags = ''] =
    TRACEPARENT.exec(typeof text === 'string' ? text : '') ?? [];
  if (/^0*$/.test(traceId) || /^0*$/.test(spanId)) return null;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1 };
}

/** Writes it. */
export function traceparentOf({ traceId, spanId, traceFlags }: TraceIds): string {
  return `00-${traceId}-${spanId}-${traceFlags === 1 ? '01' : '00'}`;
}
