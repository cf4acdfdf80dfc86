import type { Failure, Tally } from './campaign.ts';
import { randomGraph } from './graph.ts';
import { subgraphSdl } from './sdl.ts';

/** The figures of a campaign, a line each. */
export function figures(tally: Tally, seconds: number): string {
  const { schemas, composed, cases, withClosed, fetches, invalid, excluded, failures } = tally;
  const lines = [
    `schemas    ${composed} of ${schemas} composed (${share(composed, schemas)})`,
    `cases      ${cases} in ${seconds.toFixed(1)} s; something closed was asked in ${withClosed} (${share(withClosed, cases)}); ${fetches} fetches`,
    `skipped    ${invalid} tries gave no valid operation`,
    ...[...excluded].map(([name, count]) => `excluded   ${count} (${share(count, cases)}): ${name}`),
    failures.length === 0 ? 'failures   none' : `failures   ${failures.length}`,
  ];
  return `${lines.join('\n')}\n`;
}

function share(part: number, whole: number): string {
  return whole === 0 ? '0 %' : `${((100 * part) / whole).toFixed(1)} %`;
}

/** A failing case so that it can be read and met again. */
export function failureText({ seed, least, faults }: Failure, withSchema: boolean): string {
  const { question, rights } = least;
  return [
    `\ncase ${seed}   meet it again with: node test/conformance/fuzz.ts --case ${seed}`,
    `rights     ${JSON.stringify(rights)}`,
    `variables  ${JSON.stringify(question.variables)}`,
    question.query,
    ...faults.map((fault) => `  - ${fault}`),
    ...(withSchema ? schemasOf(seed) : []),
    '',
  ].join('\n');
}

function schemasOf(caseSeed: string): string[] {
  const graph = randomGraph(caseSeed.slice(0, caseSeed.lastIndexOf('/')));
  return graph.subgraphs.map((name, subgraph) => `\n# subgraph ${name}\n${subgraphSdl(graph, subgraph)}`);
}
