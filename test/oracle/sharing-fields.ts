import { type Fields, page } from './field.ts';

/** Requests to share data: none stands in this registry, whose agreements are older than they are. */
export const sharingFields: Fields = {
  'Query.sharingRequest': () => null,
  'Query.sharingRequests': (_root, given) => page([], given),
  'Query.breachReports': (_root, given) => page([], given),
};
