/** Whether two officers stand there, not one twice: what nobody may do alone (access §3). */
export function areTwoOfficers(officers: readonly string[]): boolean {
  return new Set(officers).size >= 2;
}
