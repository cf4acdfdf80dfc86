/** A row of reference data with its first and last day, YYYY-MM-DD, both included; an end of null is in force. */
export type Dated = { readonly startsOn: string; readonly endsOn: string | null };

/** The rows in force on a day, YYYY-MM-DD, in the order given. */
export function inForce<Row extends Dated>(rows: readonly Row[], day: string): Row[] {
  return rows.filter(({ startsOn, endsOn }) => startsOn <= day && (endsOn === null || day <= endsOn));
}
