/** An answer as it is compared: its data, and where its errors stand. */
export type Answered = {
  readonly data?: unknown;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[] | undefined;
  }[];
};

/** Data as a text, whatever the order of keys; inherited keys are none. */
export function dataText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(dataText).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const parts = Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}:${dataText(part)}`);
  return `{${parts.toSorted().join()}}`;
}

/** The places of the errors as a text. */
export function placesText({ errors }: Answered): string {
  return errors
    .map(({ path }) => path?.join('.') ?? '')
    .toSorted()
    .join(' ');
}
