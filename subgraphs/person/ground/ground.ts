import type { Assurance } from '@seisi/schema/assurance';
import type { AgreementGround } from './agreement.ts';
import type { PostingGround } from './posting.ts';
import type { SelfGround } from './self.ts';

/** The one ground on which this room decides a request: from its own facts alone, whatever classes the passport names. */
export type Ground =
  | { readonly kind: 'NONE' }
  | ((SelfGround | PostingGround | AgreementGround) & { readonly assurance: Assurance });
