import type { SinkGroup } from '../observer.ts';
import type { ReceiptGroup, Sink } from './sink.ts';

/** Told of each group that a sink was given, and whether it took it. */
export type GroupTold = (group: SinkGroup) => void;

/** The same way to write, told of; where nobody wants to know, the sink's own. */
export function toldWrite(
  name: SinkGroup['sink'],
  sink: Pick<Sink, 'write'>,
  onGroup: GroupTold | undefined,
): Sink['write'] {
  if (onGroup === undefined) return (group) => sink.write(group);
  return async (group: ReceiptGroup) => {
    const from = performance.now();
    const told = (isKept: boolean) =>
      onGroup({ sink: name, size: group.length, milliseconds: performance.now() - from, isKept });
    try {
      await sink.write(group);
    } catch (error) {
      told(false);
      throw error;
    }
    told(true);
  };
}
