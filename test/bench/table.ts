import type { ProcessFigures } from './processes.ts';
import type { Comparison, Figures } from './rounds.ts';
import type { Agreement } from './same-answers.ts';
import type { SeedingFigures } from './seeding.ts';

const HEAD = ['rps', 'p50', 'p99', 'ratio', 'µs', 'else'];

/** The comparison as lines: for each number of connections requests a second, milliseconds, the ratio, processor time a request (variant + database), and the part of the processors that went to others. */
export function tableOf(
  title: string,
  comparison: Comparison,
  agreements: ReadonlyMap<string, Agreement> = new Map(),
): string {
  const connections = [...([...comparison.values()][0]?.keys() ?? [])];
  const rows = [...comparison].map(([name, byCount]) => [
    `${name}${agreements.get(name) === 'DATA' ? ' *' : ''}`,
    ...connections.flatMap((count) => cells(byCount.get(count))),
  ]);
  const head = ['', ...connections.flatMap(() => HEAD)];
  const widths = head.map((_cell, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  const above = connections
    .map((count, nth) => {
      const width = widths
        .slice(1 + nth * HEAD.length, 1 + (nth + 1) * HEAD.length)
        .reduce((sum, one) => sum + one + 2, -2);
      return `${count} connection${count === 1 ? '' : 's'}`.padEnd(width);
    })
    .join('  ');
  const notes = [...agreements.values()].includes('DATA')
    ? ['* the same data; keys in another order, or more around it']
    : [];
  return [
    `\n${title}`,
    `${''.padEnd(widths[0] ?? 0)}  ${above}`,
    line(head),
    ...rows.map(line),
    ...notes,
    '',
  ].join('\n');
}

function cells(figures: Figures | undefined): string[] {
  if (figures === undefined) return HEAD.map(() => '');
  const { rps, p50, p99, ratio, spent, failures } = figures;
  return [
    `${failures === 0 ? '' : `(${failures} failed) `}${Math.round(rps).toLocaleString('en')}`,
    p50.toFixed(p50 < 10 ? 2 : 1),
    p99.toFixed(p99 < 10 ? 2 : 1),
    ratio === null ? '' : ratio.toFixed(2),
    spent === null ? '' : `${Math.round(spent.variant)}+${Math.round(spent.database)}`,
    spent === null ? '' : `${Math.round(spent.foreignPart * 100)}%`,
  ];
}

/** Why variants did not answer a sweep; nothing where all did. */
export function sweepNotes(refused: ReadonlyMap<string, string>): string {
  return [...refused].map(([name, why]) => `${name} refuses the sweep: ${why}\n`).join('');
}

/** Start and memory of each variant. */
export function processTable(all: ReadonlyMap<string, ProcessFigures>): string {
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(14) : cell.padStart(18))).join('');
  const megabytes = (value: number | null) => (value === null ? '' : `${value} MB`);
  const rows = [...all].map(([name, figures]) =>
    line([
      name,
      `${Math.round(figures.firstAnswerMilliseconds).toLocaleString('en')} ms`,
      megabytes(figures.restMegabytes),
      megabytes(figures.afterMegabytes),
    ]),
  );
  const requests = [...all.values()][0]?.requests.toLocaleString('en') ?? '';
  return ['\nProcesses', line(['', 'first answer', 'memory at rest', `after ${requests}`]), ...rows, ''].join(
    '\n',
  );
}

/** How fast the registry was filled. */
export function seedingLine({
  households,
  seconds,
  householdsASecond,
  peakMegabytes,
}: SeedingFigures): string {
  const memory = peakMegabytes === null ? '' : `, ${peakMegabytes} MB at the most`;
  return `${households.toLocaleString('en')} households in ${seconds.toFixed(1)} s: ${Math.round(householdsASecond).toLocaleString('en')} a second${memory}\n`;
}
