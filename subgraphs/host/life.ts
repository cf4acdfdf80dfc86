import { RegistryError } from '@seisi/schema/errors';

/** The life of a record, as a table: from this status, these steps lead to those. */
export type Life<Status extends string, Step extends string = string> = Readonly<
  Record<Status, Readonly<Partial<Record<Step, Status>>>>
>;

/**
 * Where a step leads from a status.
 * @throws STEP_REFUSED where it is not open from there; `thing` names what stands there, such as `application`
 */
export function advance<Status extends string, Step extends string>(
  life: Life<Status, Step>,
  { thing, status, step }: { readonly thing: string; readonly status: Status; readonly step: Step },
): Status {
  const steps: Readonly<Partial<Record<Step, Status>>> = life[status];
  const next = Object.hasOwn(steps, step) ? steps[step] : undefined;
  if (next !== undefined) return next;
  throw new RegistryError('STEP_REFUSED', `The ${thing} is ${status}; this step is not open from there.`);
}
