import type { HotRead } from './hot-read.ts';

/** Asks the database whether the room's own role may run a statement; rejects with its refusal. */
export type Admission = (text: string) => Promise<void>;

/**
 * Hot reads of one room over connections that several rooms share: what is sent at once for all of them has one write, which is most of what a small read
 * costs. Their role may read every room's tables, so the wall between rooms stands at the door: a statement goes there only after this room's own role
 * was allowed to run it, which is asked once, for texts are written once.
 */
export function admitted(
  shared: HotRead,
  admission: Admission,
  onStatement?: (text: string) => void,
): HotRead {
  const admittedTexts = new Set<string>();
  const asked = new Map<string, Promise<void>>();
  const admit = async (text: string): Promise<void> => {
    // What follows runs after this question is known as asked, however soon it is refused.
    await null;
    try {
      await admission(text);
      admittedTexts.add(text);
    } finally {
      // A refusal and a database that was away are both asked about again.
      asked.delete(text);
    }
  };
  const admittance = (text: string): Promise<void> => {
    const known = asked.get(text);
    if (known !== undefined) return known;
    const admitting = admit(text);
    asked.set(text, admitting);
    return admitting;
  };
  return (statement, values) => {
    onStatement?.(statement.text);
    if (admittedTexts.has(statement.text)) return shared(statement, values);
    return admittance(statement.text).then(() => shared(statement, values));
  };
}
