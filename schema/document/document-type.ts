/** What a document may be, by its content. A closed list. */
export const DOCUMENT_TYPES = Object.freeze(['application/pdf', 'image/jpeg', 'image/png'] as const);

/** One of them, as a media type. */
export type DocumentType = (typeof DOCUMENT_TYPES)[number];
