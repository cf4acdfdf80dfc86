import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Started } from './lineup.ts';
import type { Load } from './load/load.ts';
import type { Plan } from './rounds.ts';

/** What V8 writes of a profile, as far as it is read here. */
export type CpuProfile = {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
};

type Share = { readonly name: string; readonly part: number };

const ROOT = join(import.meta.dirname, '../..');
const FUNCTIONS_SHOWN = 30;

/** Asks one variant at so many connections under the profiler; what comes back is where its busy time went, as lines. The whole profile is kept in the folder. */
export async function profileOf(
  { child, target, variant }: Started,
  load: Load,
  { seconds, warmSeconds }: Plan,
  folder: string,
  connections: number,
): Promise<string> {
  await load.aim(target);
  const asked = { target: target.name, connections };
  await load.run({ ...asked, round: 0, seconds: warmSeconds });
  const write = await child.profile();
  const { requests, seconds: took } = await load.run({ ...asked, round: 1, seconds: seconds * 2 });
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${variant.name}.cpuprofile`);
  await write(path);
  const profile = JSON.parse(readFileSync(path, 'utf8')) as CpuProfile;
  const { packages, functions, busyMicroseconds } = sharesOf(profile);
  const line = ({ name, part }: Share) => `${(part * 100).toFixed(1).padStart(5)} %  ${name}`;
  return [
    `\n${variant.name}: ${Math.round(requests / took)} requests a second at ${connections} connections under the profiler,`,
    `${Math.round(busyMicroseconds / requests)} µs of its main thread each (the profiler slows it down). Self time by package:`,
    ...packages.filter(({ part }) => part >= 0.002).map(line),
    '\nSelf time by function:',
    ...functions.slice(0, FUNCTIONS_SHOWN).map(line),
    `\nThe whole profile: ${path}\n`,
  ].join('\n');
}

/** The parts of busy time by package and by function, the largest first. */
function sharesOf({ nodes, samples, timeDeltas }: CpuProfile): {
  readonly packages: Share[];
  readonly functions: Share[];
  readonly busyMicroseconds: number;
} {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const byPackage = new Map<string, number>();
  const byFunction = new Map<string, number>();
  let busy = 0;
  samples.forEach((id, index) => {
    const frame = frames.get(id);
    const time = timeDeltas[index] ?? 0;
    if (frame === undefined || frame.functionName === '(idle)') return;
    busy += time;
    const owner = packageOf(frame);
    const name =
      frame.url === '' ? owner : `${frame.functionName || '(anonymous)'} ${owner} ${placeOf(frame)}`;
    byPackage.set(owner, (byPackage.get(owner) ?? 0) + time);
    byFunction.set(name, (byFunction.get(name) ?? 0) + time);
  });
  const sorted = (times: ReadonlyMap<string, number>) =>
    [...times]
      .map(([name, time]) => ({ name, part: time / busy }))
      .sort((left, right) => right.part - left.part);
  return { packages: sorted(byPackage), functions: sorted(byFunction), busyMicroseconds: busy };
}

type Frame = CpuProfile['nodes'][number]['callFrame'];

/** The package of node_modules, our own folder, the part of Node, or what V8 does by itself. */
function packageOf({ url, functionName }: Frame): string {
  if (url === '') return functionName.startsWith('(') ? functionName : `native ${functionName}`;
  if (url.startsWith('node:')) return url.split('/').slice(0, 2).join('/');
  const installed = url.split('/node_modules/').at(-1);
  if (installed !== undefined && url.includes('/node_modules/')) {
    const [scope = '', name = ''] = installed.split('/');
    return scope.startsWith('@') ? `${scope}/${name}` : scope;
  }
  return ownFolder(url);
}

function ownFolder(url: string): string {
  const path = url.startsWith('file:') ? fileURLToPath(url) : url;
  if (!path.startsWith(ROOT)) return path;
  const [floor = '', room = ''] = path.slice(ROOT.length + 1).split('/');
  return room.includes('.') ? floor : `${floor}/${room}`;
}

function placeOf({ url, lineNumber }: Frame): string {
  return `${url.split('/').at(-1)}:${lineNumber + 1}`;
}
