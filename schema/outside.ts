import { refuseOpenWay } from './open-way.ts';

/** Services outside of the house by name, each with the address at which it is asked. */
export type Outside = ReadonlyMap<string, string>;

const ENTRY = /^([A-Z][A-Z0-9_]*)=(\S+)$/;

/**
 * Reads `NAME=ADDRESS,NAME=ADDRESS`; null and the empty text are none.
 * @throws Error naming the variable, for anything else, for a name said twice, and for plain HTTP to another machine
 */
export function readOutside(variable: string, text: string | null): Outside {
  const outside = new Map<string, string>();
  for (const entry of (text ?? '').split(',').filter((one) => one.trim() !== '')) {
    const [, name, address] = ENTRY.exec(entry.trim()) ?? [];
    if (name === undefined || address === undefined || outside.has(name))
      throw new Error(`${variable} must be NAME=ADDRESS,NAME=ADDRESS with each name once.`);
    refuseOpenWay(variable, address);
    outside.set(name, address);
  }
  return outside;
}
