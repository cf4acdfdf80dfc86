import { agencyLifeFields } from './agency-life-fields.ts';
import { agreementFields } from './agreement-fields.ts';
import type { Fields } from './field.ts';
import { incidentFields } from './incident-fields.ts';
import { referralTaskFields } from './referral-task-fields.ts';
import { sharingFields } from './sharing-fields.ts';

/** What the room of agencies keeps of agencies themselves, and of nobody. */
export const agencyFields: Fields = {
  ...agencyLifeFields,
  ...agreementFields,
  ...incidentFields,
  ...referralTaskFields,
  ...sharingFields,
};
