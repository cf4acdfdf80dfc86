import type { Checkpoint } from './checkpoint.ts';
import type { Handed, HandedEntry, HandedProof, Json } from './handed.ts';
import { type Check, disagreement, provedEntry, provedReceipt, signedCheckpoint } from './handed-proof.ts';
import type { Hash } from './merkle.ts';
import { verifyConsistency } from './proof.ts';
import type { NoteVerifier } from './signed-note.ts';

/** What an export holds, once its own lines were found sound. */
export type SoundExport = {
  readonly name: string;
  readonly checkpoint: Checkpoint;
  /** Whether it holds every receipt up to its checkpoint, so that what is not in it is not in the log. */
  readonly isWhole: boolean;
  readonly hashOf: (id: string) => Hash | undefined;
};

/** One thing that was handed, and where it was found. */
export type Named = { readonly name: string; readonly handed: Handed };

/** Checks all that was handed: each thing by itself, and the things against one another. Each check names where it looked. */
export function checkHanded(
  given: readonly Named[],
  exports: readonly SoundExport[],
  verifiers: readonly NoteVerifier[],
): (Check & { readonly name: string })[] {
  const log = new GivenLog(exports, verifiers);
  const first = given.map(({ name, handed }) => ({ name, handed, check: log.take(name, handed) }));
  const checks = first.map(({ name, handed, check }) => ({ name, ...(check ?? log.compare(handed)) }));
  return [...checks, ...log.contradictions()];
}

class GivenLog {
  readonly #exports: readonly SoundExport[];
  readonly #verifiers: readonly NoteVerifier[];
  readonly #checkpoints: (Checkpoint & { readonly name: string })[] = [];
  readonly #proved = new Map<string, Hash>();

  constructor(exports: readonly SoundExport[], verifiers: readonly NoteVerifier[]) {
    this.#exports = exports;
    this.#verifiers = verifiers;
    for (const { name, checkpoint } of exports) this.#checkpoints.push({ ...checkpoint, name });
  }

  /** Checks what stands by itself; null for what is compared once everything was taken. */
  take(name: string, handed: Handed): Check | null {
    if (handed.kind === 'FAULT') return bad(`${handed.sentence}.`);
    if (handed.kind === 'CHECKPOINT') return this.#checkpoint(name, handed.note, handed.shown);
    if (handed.kind === 'PROOF') return this.#proof(name, handed.proof, handed.entry, handed.shown);
    return null;
  }

  compare(handed: Handed): Check {
    if (handed.kind === 'CONSISTENCY') return this.#consistency(handed.from, handed.to, handed.hashes);
    return handed.kind === 'RECEIPT' ? this.#receipt(handed.id, handed.leaf) : bad('nothing was compared.');
  }

  /** Where the log contradicts itself. */
  *contradictions(): Generator<Check & { readonly name: string }> {
    const known = this.#checkpoints.toSorted((one, other) => one.number - other.number);
    for (const [at, later] of known.entries()) {
      const earlier = known[at - 1];
      if (earlier === undefined) continue;
      const fault = contradiction(earlier, later);
      if (fault !== null) yield { name: later.name, ...bad(fault) };
    }
  }

  #checkpoint(name: string, note: string, shown: Json): Check {
    const checkpoint = signedCheckpoint(note, this.#verifiers);
    if ('wrong' in checkpoint) return bad(`${checkpoint.wrong}.`);
    this.#checkpoints.push({ ...checkpoint, name });
    const { size, root, at } = checkpoint;
    const wanted: Json = { size: String(size), root, at: new Date(at).toISOString() };
    const wrong = Object.keys(wanted).find((key) => Object.hasOwn(shown, key) && shown[key] !== wanted[key]);
    if (wrong !== undefined) return bad(`\`${wrong}\`, as it is shown, is not what the checkpoint says.`);
    return good(`checkpoint ${told(checkpoint)}: the log’s key has signed it.`);
  }

  #proof(name: string, handed: HandedProof, opening: HandedEntry | null, shown: Json): Check {
    const proved = provedReceipt(handed, this.#verifiers);
    if ('wrong' in proved) return bad(`${proved.wrong}.`);
    const entry = opening === null ? null : provedEntry(opening, proved.leaf);
    if (entry !== null && 'wrong' in entry) return bad(`${entry.wrong}.`);
    const other = disagreement(shown, proved, entry);
    if (other !== null) return bad(`${other}.`);
    const { leaf, hash, index, checkpoint } = proved;
    this.#checkpoints.push({ ...checkpoint, name });
    this.#proved.set(leaf.id, hash);
    const at = `receipt ${leaf.id} of ${instant(leaf.at)} stands at place ${index} of the log under checkpoint ${told(checkpoint)}`;
    if (entry === null)
      return good(`${at}: it was written before that, and no byte of it was changed since.`);
    return good(
      `${at}, and it commits to this entry about a ${entry.subject.type.toLowerCase()}: who was told what was told then, and no byte was changed since.`,
    );
  }

  #consistency(from: number, to: number, hashes: readonly Hash[]): Check {
    const of = (size: number) => this.#checkpoints.find((checkpoint) => checkpoint.size === size);
    const [first, second] = [of(from), of(to)];
    if (first === undefined || second === undefined)
      return bad(
        `the proof of consistency is of ${from} and ${to} receipts: give the checkpoint of ${first === undefined ? from : to} beside it.`,
      );
    if (!verifyConsistency(first, second, hashes))
      return bad(
        `the log of ${to} receipts is not proved to begin with that of ${from}: \`hashes\` was altered, or the log was rewritten.`,
      );
    return good(
      `the log of checkpoint ${told(second)} begins with that of checkpoint ${told(first)}: in between receipts were added, and none was changed, moved or taken away.`,
    );
  }

  #receipt(id: string, leaf: Hash): Check {
    const holder = this.#exports.find(({ hashOf }) => hashOf(id) !== undefined);
    const found = holder?.hashOf(id) ?? this.#proved.get(id);
    if (found === leaf)
      return good(
        `receipt ${id}, as the client was handed it, is in the log: it was neither dropped nor changed.`,
      );
    if (found !== undefined)
      return bad(
        `receipt ${id}: the log holds another one under that number than the client was handed. It was changed after the answer left, or the handed leaf was altered.`,
      );
    const whole = this.#exports.filter(({ isWhole }) => isWhole).toSorted(bySize)[0];
    if (whole === undefined)
      return bad(
        `receipt ${id} is in nothing that was given: give an export of all receipts, or the proof of this one.`,
      );
    return bad(
      `receipt ${id} is not in the log of checkpoint ${told(whole.checkpoint)}, which ${whole.name} holds whole. If the client was handed it before ${instant(whole.checkpoint.at)}, the log dropped it, and signed that it is not there.`,
    );
  }
}

function contradiction(earlier: Checkpoint, later: Checkpoint): string | null {
  const pair = `checkpoints ${told(earlier)} and ${told(later)}`;
  if (earlier.size === later.size && earlier.root !== later.root)
    return `${pair} are of as many receipts and of different ones: the log has shown two faces, and signed both.`;
  if (earlier.number === later.number && earlier.size !== later.size)
    return `${pair} bear one number: the log has shown two faces, and signed both.`;
  if (earlier.size > later.size) return `${pair}: the later log is smaller, so receipts were taken away.`;
  return null;
}

const bySize = (one: SoundExport, other: SoundExport): number => other.checkpoint.size - one.checkpoint.size;

/** A checkpoint by its number, size and time. */
export function told({ number, size, at }: Checkpoint): string {
  return `${number} (${size} receipts, ${instant(at)})`;
}

function instant(at: number): string {
  return new Date(at).toISOString();
}

const good = (sentence: string): Check => ({ isSound: true, sentence });
const bad = (sentence: string): Check => ({ isSound: false, sentence });
