/** Whose each act on the register of passes is. */
export const PASS_ACTS = [
  ['activatePassEmployer', 'PASS_OFFICER'],
  ['returnPassRenewal', 'PASS_OFFICER'],
  ['recordPassCheck', 'PASS_OFFICER'],
  ['askForPassLevy', 'PASS_OFFICER'],
  ['recordPassLevy', 'PASS_OFFICER'],
  ['issuePass', 'PASS_OFFICER'],
  ['rejectPassRenewal', 'PASS_OFFICER'],
  ['registerPassEmployer', 'CITIZEN'],
  ['beginPassRenewal', 'CITIZEN'],
  ['submitPassRenewal', 'CITIZEN'],
  ['cancelPassRenewal', 'CITIZEN'],
  ['attachPassDocument', 'PASS_OFFICER_OR_CITIZEN'],
] as const;
