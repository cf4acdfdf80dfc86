import type { ClassSet } from './classes.ts';

export type ViewerKind = 'AGENCY_CLIENT' | 'OFFICER' | 'CITIZEN' | 'SYSTEM';
export type Purpose = 'SERVICE_DELIVERY' | 'LIFE_HEALTH_SAFETY' | 'PUBLIC_EMERGENCY' | 'PUBLIC_INTEREST';

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
};

/** The one ground that a request rests on (access §3), fixed before any row is read. `NONE` opens no class. */
export type Basis =
  | { readonly kind: 'NONE' }
  | { readonly kind: 'SELF'; readonly personKey: string; readonly classes: ClassSet }
  | {
      readonly kind: 'POSTING';
      readonly id: string;
      /** The officer's own person: their household is out of the posting. */
      readonly personKey: string;
      readonly agency: string;
      readonly areas: readonly string[];
      readonly classes: ClassSet;
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
    };

export const NO_BASIS: Basis = Object.freeze({ kind: 'NONE' });

/** The classes that a basis can open at the most, for any subject (the ceiling by which the gateway filters). */
export function ceiling(basis: Basis): ClassSet {
  return basis.kind === 'NONE' ? 0 : basis.classes;
}

/** Whether an area (a district such as `5_5`, state `05`) lies within a list of state and district codes; `MY` is everywhere. */
export function covers(areas: readonly string[], district: string, state: string): boolean {
  return areas.some((area) => area === 'MY' || area === district || area === state);
}
