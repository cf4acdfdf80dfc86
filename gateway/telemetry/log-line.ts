import type { Part, Seen } from './seen.ts';

/** One request as a line of JSON. What it may hold is what `Seen` holds. */
export function logLine(seen: Seen, time: Date): string {
  const { request, status, outcome, operation, shape, by, agency, purpose, causes } = seen;
  const failures = seen.rooms.flatMap(({ name, failure }) =>
    failure === null ? [] : [`${name} ${failure}`],
  );
  return JSON.stringify({
    time: time.toISOString(),
    request,
    status,
    outcome,
    operation,
    shape,
    viewer: by,
    agency,
    purpose,
    ms: milliseconds(seen),
    rooms: seen.rooms.length,
    planned: seen.planned,
    actual: actualOf(seen),
    denials: Object.fromEntries(seen.denials),
    errors: Object.fromEntries(seen.codes),
    ...(causes.length === 0 ? {} : { causes }),
    ...(failures.length === 0 ? {} : { failures: [...new Set(failures)] }),
  });
}

/** What the plan did ask of the rooms, beside what it could ask. */
function actualOf({ rooms }: Seen): Seen['planned'] {
  const made = rooms.filter(({ isPlanned }) => isPlanned);
  return { calls: made.length, rows: made.reduce((sum, { rows }) => sum + rows, 0) };
}

function milliseconds({ from, to }: Pick<Part, 'from' | 'to'>): number {
  return Math.round((to - from) * 1000) / 1000;
}
