import type { VolunteerApplicationRow } from './application.table.ts';
import type { VolunteerPart } from './types.generated.ts';

/** A part counts as filled when something was said of it; to have no skill is an answer. */
const FILLED: Readonly<Record<VolunteerPart, (form: VolunteerApplicationRow) => boolean>> = {
  PERSONAL: ({ phone, email }) => phone !== null || email !== null,
  ACADEMIC: ({ qualification }) => qualification !== null,
  WORK_EXPERIENCE: ({ workExperience }) => workExperience !== null,
  INTERESTS: ({ interests }) => interests !== null,
  SKILLS: ({ skills }) => skills !== null,
  AVAILABILITY: ({ availability }) => availability !== null,
};

/** Which of the six parts (S0) an application lacks, in their order. */
export function missingParts(form: VolunteerApplicationRow): VolunteerPart[] {
  return (Object.keys(FILLED) as VolunteerPart[]).filter((part) => !FILLED[part](form));
}
