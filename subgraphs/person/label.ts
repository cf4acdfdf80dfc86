const DESCRIPTION = /^([^()]+?) \(([^()]+)\): (.+)$/s;

/** One enum value with its names, as the graph's own text has them. */
export type LabelRow = {
  readonly value: string;
  readonly english: string;
  readonly malay: string;
  readonly meaning: string;
};

/** Reads the description of an enum value, `English (Malay): meaning.`; null for any other text. */
export function labelOf(value: string, description: string): LabelRow | null {
  const [, english, malay, meaning] = DESCRIPTION.exec(description.trim()) ?? [];
  if (english === undefined || malay === undefined || meaning === undefined) return null;
  return { value, english, malay, meaning: meaning.replace(/\s+/g, ' ') };
}
