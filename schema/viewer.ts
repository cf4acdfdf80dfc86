import { type ClassSet, type DataClass, opens } from './classes.ts';
import type { WithheldReason } from './errors.ts';
import type { Purpose } from './purpose.ts';

export type { Purpose } from './purpose.ts';
export type ViewerKind = 'AGENCY_CLIENT' | 'OFFICER' | 'CITIZEN' | 'SYSTEM';

/** Who a verified token names, and which ground it asks to rest on. What the token may do is decided from the facts, not from here. */
export type Viewer = {
  /** The token's subject: a client id, an officer id, or a citizen's account. */
  readonly id: string;
  readonly kind: ViewerKind;
  /** The code of the viewer's agency; null for a citizen. */
  readonly agency: string | null;
  /** The public id of the viewer's own person; null unless a citizen. */
  readonly person: string | null;
  readonly scopes: readonly string[];
  /** The authentication context class of the token (assurance level), as the issuer wrote it. */
  readonly assurance: string | null;
  /** The agreement chosen among those that the token's `authorization_details` allow (RFC 9396). */
  readonly agreement: string | null;
  /** The purpose chosen with the agreement. */
  readonly purpose: Purpose | null;
  /** The posting that a header chose, for an officer with several; null leaves the only one. Whether it is the officer's the facts say. */
  readonly posting: string | null;
};

/** Which classes of a ground its purpose and then the assurance level took away: they say why a field is closed, and open nothing. */
export type Cut = { readonly purpose: ClassSet; readonly assurance: ClassSet };

/**
 * The one ground that a request rests on (access §3), fixed before any row is read. `NONE` opens no class.
 * `classes` is what it opens of anyone at the most: with consents and incidents, and after purpose and assurance. Without `cut` nothing was taken.
 */
export type Basis =
  | { readonly kind: 'NONE' }
  | { readonly kind: 'SELF'; readonly personKey: string; readonly classes: ClassSet; readonly cut?: Cut }
  | {
      readonly kind: 'POSTING';
      readonly id: string;
      /** The officer's own person: their household is out of the posting. */
      readonly personKey: string;
      readonly agency: string;
      readonly areas: readonly string[];
      readonly classes: ClassSet;
      readonly cut?: Cut;
    }
  | {
      readonly kind: 'AGREEMENT';
      readonly id: string;
      readonly agency: string;
      readonly purpose: Purpose;
      readonly legalBasis: string;
      readonly areas: readonly string[];
      /** `ALL`: everyone in the areas. `REFERRED`: households that this agency accepted from another. */
      readonly population: 'ALL' | 'REFERRED';
      readonly classes: ClassSet;
      readonly cut?: Cut;
    };

export const NO_BASIS: Basis = Object.freeze({ kind: 'NONE' });

/** The classes that a basis can open at the most, for any subject (the ceiling by which the gateway filters). */
export function ceiling(basis: Basis): ClassSet {
  return basis.kind === 'NONE' ? 0 : basis.classes;
}

/** Why a class that the ceiling does not hold is closed to every subject (access §5). */
export function reasonClosed(basis: Basis, dataClass: DataClass | null): WithheldReason {
  const cut = basis.kind === 'NONE' ? undefined : basis.cut;
  if (cut === undefined || dataClass === null) return 'CLASS_NOT_IN_BASIS';
  if (opens(cut.purpose, dataClass)) return 'PURPOSE';
  return opens(cut.assurance, dataClass) ? 'ASSURANCE' : 'CLASS_NOT_IN_BASIS';
}

/** Whether an area (a district such as `5_5`, state `05`) lies within a list of state and district codes; `MY` is everywhere. */
export function covers(areas: readonly string[], district: string, state: string): boolean {
  return areas.some((area) => area === 'MY' || area === district || area === state);
}
