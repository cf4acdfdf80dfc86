/** Lists that hold a citizen's own, by the class that they tell. */
export const OWN_LISTS: ReadonlyMap<string, string> = new Map([
  ['Query.consents', 'receipts'],
  ['Query.applicationFiles', 'aid'],
  ['Query.referralFiles', 'case'],
  ['Query.volunteerCaseFiles', 'case'],
]);
