import { type Fields, NotForThisSubject, page } from './field.ts';

/** What every access log says, whether or not it holds more than it shows. */
const NOTICE = {
  laws: [
    'Data Sharing Act 2025 (Act 864), section 15(a) to (f)',
    'Child Act 2001 (Act 611), Register of Children in Need of Protection',
  ],
  EN:
    'This log may hold further entries that the law keeps sealed: looks made on a duty of protection, an investigation or a court’s order. ' +
    'They are neither listed nor counted here; an auditor sees them.',
  MS:
    'Log ini mungkin mengandungi catatan lain yang dirahsiakan oleh undang-undang: capaian atas tugas perlindungan, penyiasatan atau perintah mahkamah. ' +
    'Catatan itu tidak disenaraikan dan tidak dikira di sini; juruaudit melihatnya.',
};

/** The log of receipts, before anything was kept in it: who may read it is told all the same. */
export const receiptFields: Fields = {
  'Person.accessLog': (_person, given, { ground }) =>
    ground.kind === 'SELF' ? { ...page([], given), mayHoldMore: NOTICE } : new NotForThisSubject('receipts'),
  'LogNotice.sentence': (notice: typeof NOTICE, { language }) => notice[language === 'EN' ? 'EN' : 'MS'],
  'Query.incidentReport': (_root, { id }) => ({ id, receipts: 0, subjects: 0, agencies: [] }),
  'Query.receipts': (_root, given) => page([], given),
  'Query.contests': (_root, given) => page([], given),
  'Query.checkpoint': () => null,
  'Query.consistency': () => null,
};
