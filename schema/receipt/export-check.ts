import { createHash } from 'node:crypto';
import type { Checkpoint } from './checkpoint.ts';
import { isSalt } from './commitment.ts';
import { type ExportEnd, type ExportHead, type ExportLine, endText, isSelected } from './export.ts';
import type { SoundExport } from './handed-log.ts';
import { told } from './handed-log.ts';
import { isCanonical, provedUnder, signedCheckpoint } from './handed-proof.ts';
import { EMPTY_ROOT, type Hash, nodeHash } from './merkle.ts';
import { isCommitted } from './parts.ts';
import { joined } from './proof.ts';
import type { NoteVerifier } from './signed-note.ts';

/** The keys that signed a log, and what the same keys signed of exports. */
export type LogVerifiers = {
  readonly log: readonly NoteVerifier[];
  readonly exports: readonly NoteVerifier[];
};

/** What an export proves, or the first thing in it that is wrong, with the line. */
export type ExportFinding =
  | { readonly isSound: true; readonly sentence: string; readonly found: SoundExport }
  | { readonly isSound: false; readonly sentence: string };

/** Whether a first line begins an export. */
export function isExport(line: string): boolean {
  return /^\{.*"export":\{/.test(line);
}

/** Goes through an export line by line, in memory for the hashes alone. */
export class ExportCheck {
  readonly #name: string;
  readonly #verifiers: LogVerifiers;
  readonly #hash = createHash('sha256');
  readonly #hashes = new Map<string, Hash>();
  readonly #tree = new GrowingTree();
  #head: ExportHead | null = null;
  #checkpoint: Checkpoint | null = null;
  #line = 0;
  #last = -1;
  #isEnded = false;
  #wrong: string | null = null;

  constructor(name: string, verifiers: LogVerifiers) {
    this.#name = name;
    this.#verifiers = verifiers;
  }

  /** The next line, without its line break. After the first thing that is wrong nothing more is looked at. */
  take(line: string): void {
    if (this.#wrong !== null) return;
    this.#line += 1;
    const wrong = this.#fault(line);
    if (wrong !== null) this.#wrong = `line ${this.#line}: ${wrong}.`;
  }

  end(): ExportFinding {
    const [head, checkpoint] = [this.#head, this.#checkpoint];
    if (this.#wrong === null && !this.#isEnded) this.#wrong = 'its last lines are missing.';
    if (this.#wrong !== null || head === null || checkpoint === null)
      return { isSound: false, sentence: this.#wrong ?? 'it is empty.' };
    const isWhole = isWholeLog(head);
    if (isWhole && (this.#tree.size !== checkpoint.size || this.#tree.root() !== checkpoint.root))
      return {
        isSound: false,
        sentence: `it says that it is whole, and holds ${this.#tree.size} of the ${checkpoint.size} receipts that were signed: some were dropped.`,
      };
    const which = isWhole ? 'the whole log' : 'the receipts that were selected';
    return {
      isSound: true,
      sentence: `an export of ${this.#hashes.size} receipts, ${which} under checkpoint ${told(checkpoint)}: each stands in the log as it was written, and ${isWhole ? 'together they are its root, so none is missing' : 'whoever exported them has signed that there are no others'}.`,
      found: { name: this.#name, checkpoint, isWhole, hashOf: (id) => this.#hashes.get(id) },
    };
  }

  #fault(line: string): string | null {
    if (!isCanonical(line)) return 'it is not as it was written';
    if (this.#isEnded) return 'it stands after the end';
    const value = JSON.parse(line) as Partial<ExportHead & ExportLine & ExportEnd>;
    if (this.#line === 1) return this.#headFault(line, value);
    if (value.end !== undefined) return this.#endFault(value.end);
    return this.#receiptFault(line, value);
  }

  #headFault(line: string, value: Partial<ExportHead>): string | null {
    if (value.v !== 1 || typeof value.export !== 'object' || typeof value.checkpoint !== 'string')
      return 'it begins no export';
    const checkpoint = signedCheckpoint(value.checkpoint, this.#verifiers.log);
    if ('wrong' in checkpoint) return checkpoint.wrong;
    this.#head = value as ExportHead;
    this.#checkpoint = checkpoint;
    this.#hash.update(`${line}\n`);
    return null;
  }

  #receiptFault(line: string, value: Partial<ExportLine>): string | null {
    const head = this.#head as ExportHead;
    const { leaf: text, leafIndex, leafHashes, parts } = value;
    if (typeof text !== 'string' || typeof leafIndex !== 'number' || !Array.isArray(leafHashes))
      return 'it is no receipt';
    const proved = provedUnder(this.#checkpoint as Checkpoint, { leaf: text, leafIndex, leafHashes });
    if ('wrong' in proved) return proved.wrong;
    const { leaf, hash } = proved;
    if (leafIndex <= this.#last) return `place ${leafIndex} of the log stands after place ${this.#last}`;
    if (isWholeLog(head) && leafIndex !== this.#last + 1)
      return `place ${this.#last + 1} of the log is missing: a receipt was dropped`;
    if (!isSelected(head.export, leaf)) return `receipt ${leaf.id} does not belong to what is exported`;
    if (parts != null && !(areParts(parts) && isCommitted(leaf, parts)))
      return `header and entries of receipt ${leaf.id} are not those that it commits to`;
    this.#last = leafIndex;
    this.#tree.add(hash);
    this.#hashes.set(leaf.id, hash);
    this.#hash.update(`${line}\n`);
    return null;
  }

  #endFault(note: string): string | null {
    const text = this.#verifiers.exports.map((verifier) => verifier.open(note)).find((each) => each !== null);
    if (text === undefined) return 'the end is not what the log’s key has signed: it was altered';
    this.#isEnded = true;
    const isSame = text === endText(this.#hash.digest('base64url'), this.#hashes.size);
    return isSame
      ? null
      : 'the lines before it are not those that were signed: one was altered, dropped or added';
  }
}

/** Whether a value has the form of parts; whether they are those of a receipt the commitments say. */
function areParts(value: unknown): value is NonNullable<ExportLine['parts']> {
  const { header, entries } = value as { header: unknown; entries: unknown };
  return isSalted(header) && Array.isArray(entries) && entries.every(isSalted);
}

function isSalted(value: unknown): boolean {
  const { salt, text } = (value ?? {}) as { salt: unknown; text: unknown };
  return isSalt(salt) && typeof text === 'string';
}

function isWholeLog({ export: { from, until, agency } }: ExportHead): boolean {
  return from === null && until === null && agency === null;
}

/** The root over leaves that come one after another: of each level the complete subtree that has no neighbour yet. */
class GrowingTree {
  readonly #roots: (Hash | null)[] = [];
  size = 0;

  add(leaf: Hash): void {
    this.size += 1;
    let root = leaf;
    for (let level = 0; ; level += 1) {
      const left = this.#roots[level] ?? null;
      this.#roots[level] = left === null ? root : null;
      if (left === null) return;
      root = nodeHash(left, root);
    }
  }

  root(): Hash {
    const roots = this.#roots.filter((root) => root !== null).toReversed();
    return roots.length === 0 ? EMPTY_ROOT : joined(roots);
  }
}
