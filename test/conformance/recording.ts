/** What the subgraphs met during one case. */
export class Recording {
  /** `Type.field` of every field resolved, by the type at run time. `__typename` and `_entities` are not told. */
  readonly resolved = new Set<string>();
  /** What is wrong with representations: a sentence each. */
  readonly faults: string[] = [];
  fetches = 0;
}
