import type { DocumentHome } from '@seisi/host/attached-document.step';
import { lockedDraftOf } from './application.step.ts';
import { documents, type VolunteerDocumentKindName } from './document.table.ts';

/** Files take documents for as long as their application is a draft. */
export const documentHome: DocumentHome<VolunteerDocumentKindName> = { documents, open: lockedDraftOf };
