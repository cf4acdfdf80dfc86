import type { GraphQLAbstractType, GraphQLLeafType } from 'graphql';
import type { Selection } from './selection.ts';

/** How a resolver's value becomes a part of the answer (GraphQL §6.4.3), decided once for a document. */
export type Completion =
  | { readonly kind: 'TYPE_NAME'; readonly nonNull: true }
  | { readonly kind: 'LEAF'; readonly nonNull: boolean; readonly type: GraphQLLeafType }
  | { readonly kind: 'LIST'; readonly nonNull: boolean; readonly item: Completion }
  | { readonly kind: 'OBJECT'; readonly nonNull: boolean; readonly selection: Selection }
  | {
      readonly kind: 'ABSTRACT';
      readonly nonNull: boolean;
      readonly type: GraphQLAbstractType;
      readonly selections: ReadonlyMap<string, Selection>;
    };

/** A document holds something that graphql-js is left to execute. */
export class NotCompiled extends Error {}
