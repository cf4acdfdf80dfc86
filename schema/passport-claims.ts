import { ALL_CLASSES } from './classes.ts';
import { isPurpose } from './purpose.ts';
import type { Basis, Cut, Viewer } from './viewer.ts';

/** How a passport crosses a wire (access §6): what the gateway that signs and the rooms that verify must agree on. */
export const PASSPORT_WIRE = Object.freeze({
  header: 'seisi-passport',
  type: 'seisi-passport+jwt',
  algorithm: 'EdDSA',
  issuer: 'urn:seisi:gateway',
  /** The longest life of a token, in seconds. */
  seconds: 10,
});

/** What the token says beside issuer, audience (the room's name), `iat` and `exp`. The purpose is the viewer's, and the basis's. */
export type PassportClaims = {
  /** The request's id. */
  readonly request: string;
  readonly viewer: Viewer | null;
  readonly basis: Basis;
  /** As in the passport. */
  readonly facts: number | null;
  /** The HTTP method that the token is for. */
  readonly method: string;
  /** SHA-256 of the body that the token is for, in base64url. */
  readonly body: string;
};

/** The claims, if every one of them is there and fits; null for anything else. */
export function readPassportClaims(payload: unknown): PassportClaims | null {
  return fits(payload, CLAIMS) ? (payload as PassportClaims) : null;
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isTextOrNull: Check = (value) => value === null || isText(value);
const areTexts: Check = (value) => Array.isArray(value) && value.every(isText);
const isClassSet: Check = (value) => Number.isSafeInteger(value) && (Number(value) & ~ALL_CLASSES) === 0;
const CUT: Record<keyof Cut, Check> = { purpose: isClassSet, assurance: isClassSet };
const isCutOrAbsent: Check = (value) => value === undefined || fits(value, CUT);
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;

const VIEWER: Record<keyof Viewer, Check> = {
  id: isText,
  kind: oneOf('AGENCY_CLIENT', 'OFFICER', 'CITIZEN', 'SYSTEM'),
  agency: isTextOrNull,
  person: isTextOrNull,
  scopes: areTexts,
  assurance: isTextOrNull,
  agreement: isTextOrNull,
  purpose: isPurposeOrNull,
  posting: isTextOrNull,
};

const BASES: { readonly [Kind in Basis['kind']]: Record<keyof Extract<Basis, { kind: Kind }>, Check> } = {
  NONE: { kind: isText },
  SELF: { kind: isText, personKey: isText, classes: isClassSet, cut: isCutOrAbsent },
  POSTING: {
    kind: isText,
    id: isText,
    personKey: isText,
    agency: isText,
    areas: areTexts,
    classes: isClassSet,
    cut: isCutOrAbsent,
  },
  AGREEMENT: {
    kind: isText,
    id: isText,
    agency: isText,
    purpose: isPurpose,
    legalBasis: isText,
    areas: areTexts,
    population: oneOf('ALL', 'REFERRED'),
    classes: isClassSet,
    cut: isCutOrAbsent,
  },
};

const CLAIMS: Record<keyof PassportClaims, Check> = {
  request: isText,
  viewer: (value) => value === null || fits(value, VIEWER),
  basis: isBasis,
  facts: (value) => value === null || isCount(value),
  method: isText,
  body: isText,
};

function isBasis(value: unknown): boolean {
  const kind = (value as Partial<Basis> | null)?.kind;
  return kind !== undefined && Object.hasOwn(BASES, kind) && fits(value, BASES[kind]);
}

function isPurposeOrNull(value: unknown): boolean {
  return value === null || isPurpose(value);
}

function oneOf(...words: readonly string[]): Check {
  return (value) => isText(value) && words.includes(value as string);
}

function fits(value: unknown, shape: Readonly<Record<string, Check>>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  return Object.entries(shape).every(([name, check]) => check(fields[name]));
}
