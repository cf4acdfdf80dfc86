/** Whether a place lies in an area: a state, a district, or all of Malaysia. */
export function isIn(
  { state, district }: { readonly state: string; readonly district: string },
  areas: readonly string[],
): boolean {
  return areas.includes('MY') || areas.includes(state) || areas.includes(district);
}
