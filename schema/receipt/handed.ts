import type { Hash } from './merkle.ts';

/** That a leaf stands in the log, as the graph hands it (`ReceiptProof`): the leaf, its place, and the way to the root of a signed checkpoint. */
export type HandedProof = {
  readonly leaf: string;
  readonly leafIndex: number;
  readonly leafHashes: readonly Hash[];
  readonly checkpoint: string;
};

/** That an entry stands in that leaf (`AccessProof`). */
export type HandedEntry = {
  readonly entry: string;
  readonly salt: string;
  readonly position: number;
  readonly entryHashes: readonly Hash[];
};

/** An object of JSON. */
export type Json = Readonly<Record<string, unknown>>;

/** What somebody was handed of the log, in the forms in which it is handed. `shown` is what stood beside it and must agree with it. */
export type Handed =
  | { readonly kind: 'CHECKPOINT'; readonly note: string; readonly shown: Json }
  | {
      readonly kind: 'PROOF';
      readonly proof: HandedProof;
      readonly entry: HandedEntry | null;
      readonly shown: Json;
    }
  | {
      readonly kind: 'CONSISTENCY';
      readonly from: number;
      readonly to: number;
      readonly hashes: readonly Hash[];
    }
  | { readonly kind: 'RECEIPT'; readonly id: string; readonly leaf: Hash }
  /** Something of the log that is not whole: the sentence says what. */
  | { readonly kind: 'FAULT'; readonly sentence: string };

/** Everything of the log in a text: a checkpoint as a note, or any JSON that holds what the graph hands, such as a whole answer. */
export function readHanded(text: string): Handed[] {
  if (!/^\s*[{[]/.test(text)) return [{ kind: 'CHECKPOINT', note: text, shown: {} }];
  const value = parsed(text);
  if (value === undefined) return [fault('it is no JSON')];
  const found = gathered(value, '', {});
  return found.length > 0 ? found : [fault('it holds nothing of the log that could be verified')];
}

type Form = 'PROOF' | 'ENTRY' | 'CHECKPOINT' | 'CONSISTENCY' | 'RECEIPT';

function gathered(value: unknown, name: string, beside: Json): Handed[] {
  if (Array.isArray(value)) return value.flatMap((each) => gathered(each, name, beside));
  if (!isObject(value)) return [];
  const form = formOf(value, name);
  if (form !== null) return [handed(form, value, beside)];
  const isShown = isObject(value['proof']);
  return Object.entries(value)
    .filter(([key]) => !(isShown && key === 'receipt'))
    .flatMap(([key, each]) => gathered(each, key, key === 'proof' ? value : {}));
}

/** What an object is by the names that it bears; one of them is enough, so that a name that was altered is missed. */
function formOf(value: Json, name: string): Form | null {
  const bears = (...names: readonly string[]) => names.some((each) => Object.hasOwn(value, each));
  if (bears('entryHashes', 'salt')) return 'ENTRY';
  if (bears('leafHashes', 'leafIndex')) return 'PROOF';
  // Others write notes too: a referral's is a sentence.
  if (bears('note') && (bears('size', 'root') || name === 'checkpoint' || isSigned(value['note'])))
    return 'CHECKPOINT';
  if (bears('hashes')) return 'CONSISTENCY';
  if (name === 'receipt' || bears('leaf')) return 'RECEIPT';
  return null;
}

/** Whether a text has the signature of a note (C2SP signed-note), true or false. */
function isSigned(note: unknown): boolean {
  return typeof note === 'string' && note.includes('\n\n\u2014 ');
}

const text = (value: unknown): boolean => typeof value === 'string';
const texts = (value: unknown): boolean => Array.isArray(value) && value.every(text);
const count = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const decimal = (value: unknown): boolean => typeof value === 'string' && /^(0|[1-9]\d{0,14})$/.test(value);

const PROOF = { leaf: text, leafIndex: decimal, leafHashes: texts, checkpoint: text };
const SHAPES: Readonly<Record<Form, Readonly<Record<string, (value: unknown) => boolean>>>> = {
  PROOF,
  ENTRY: { ...PROOF, entry: text, salt: text, position: count, entryHashes: texts },
  CHECKPOINT: { note: text },
  CONSISTENCY: { from: decimal, to: decimal, hashes: texts },
  RECEIPT: { id: text, leaf: text },
};
/** What may stand in it besides, to be compared with the note. */
const SHOWN: Partial<Record<Form, readonly string[]>> = { CHECKPOINT: ['size', 'root', 'at'] };
const CALLED: Readonly<Record<Form, string>> = {
  PROOF: 'proof of a receipt',
  ENTRY: 'proof of an entry',
  CHECKPOINT: 'checkpoint',
  CONSISTENCY: 'proof of consistency',
  RECEIPT: 'receipt that a client was handed',
};

function handed(form: Form, given: Json, shown: Json): Handed {
  const value = form === 'RECEIPT' && 'number' in given ? { ...given, id: given['number'] } : given;
  const wrong = Object.entries(SHAPES[form]).find(([name, fits]) => !fits(value[name]));
  if (wrong !== undefined)
    return fault(`\`${wrong[0]}\` of the ${CALLED[form]} is missing or has another form`);
  const known = [...Object.keys(SHAPES[form]), ...(SHOWN[form] ?? []), '__typename', 'number'];
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined)
    return fault(`the ${CALLED[form]} holds \`${unknown}\`, which is no part of one`);
  return formed(form, value, shown);
}

function formed(form: Form, value: Json, shown: Json): Handed {
  if (form === 'CHECKPOINT') return { kind: form, note: value['note'] as string, shown: value };
  if (form === 'RECEIPT') return { kind: form, id: value['id'] as string, leaf: value['leaf'] as string };
  if (form === 'CONSISTENCY') {
    const { from, to, hashes } = value as { from: string; to: string; hashes: Hash[] };
    return { kind: form, from: Number(from), to: Number(to), hashes };
  }
  const { leafIndex, ...proof } = value as unknown as HandedProof & HandedEntry;
  return {
    kind: 'PROOF',
    proof: { ...proof, leafIndex: Number(leafIndex) },
    entry: form === 'ENTRY' ? proof : null,
    shown,
  };
}

function fault(sentence: string): Handed {
  return { kind: 'FAULT', sentence };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
