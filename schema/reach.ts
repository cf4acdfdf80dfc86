import { type DataClass, isDataClass } from './classes.ts';
import type { Passport } from './passport.ts';

/** A subject as rooms know it: its type in the graph, and its hidden key. */
export type SubjectKey = { readonly type: string; readonly key: string };

/** What the room that decides is asked: of these subjects, at most `REACH_WIRE.subjects`, who is open to this viewer with this class? */
export type ReachQuestion = {
  readonly passport: Passport;
  readonly dataClass: DataClass;
  readonly subjects: readonly SubjectKey[];
  /** It takes at most as long as this lets it. */
  readonly signal: AbortSignal;
};

/** The keys of those whose grant holds the class. It rejects where that cannot be told: then it is unknown of all of them. */
export type ReachSource = (question: ReachQuestion) => Promise<readonly string[]>;

/** How the question crosses a wire: `POST /reach`; the header holds the MAC of a room that asks. */
export const REACH_WIRE = Object.freeze({ path: '/reach', header: 'seisi-reach-mac', subjects: 1000 });

/** What of the question goes as a body; the passport goes beside it. */
export type ReachBody = Pick<ReachQuestion, 'dataClass' | 'subjects'>;

/** The body of a question. */
export function writeReachBody({ dataClass, subjects }: ReachBody): string {
  return JSON.stringify({ dataClass, subjects: subjects.map(({ type, key }) => ({ type, key })) });
}

/** The question of a body; null for anything else, and for too many subjects. */
export function readReachBody(text: string): ReachBody | null {
  const { dataClass, subjects } = objectOf(text);
  if (typeof dataClass !== 'string' || !isDataClass(dataClass)) return null;
  if (!Array.isArray(subjects) || subjects.length > REACH_WIRE.subjects) return null;
  return subjects.every(isSubjectKey) ? { dataClass, subjects } : null;
}

/** The answer of a body: keys of the question alone; null for anything else. */
export function readReachAnswer(text: string, { subjects }: ReachBody): string[] | null {
  const { reached } = objectOf(text);
  const asked = new Set<unknown>(subjects.map(({ key }) => key));
  return Array.isArray(reached) && reached.every((key) => asked.has(key)) ? reached : null;
}

function isSubjectKey(value: unknown): value is SubjectKey {
  if (typeof value !== 'object' || value === null) return false;
  const { type, key } = value as Partial<SubjectKey>;
  return typeof type === 'string' && typeof key === 'string';
}

function objectOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text)) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
