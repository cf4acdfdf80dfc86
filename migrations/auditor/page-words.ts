import type { Sentence } from '@seisi/schema/sentence';

/** What stands on the page of a receipt, whatever it holds, in both languages. */
export const WORDS = {
  title: { ms: 'RESIT PENDEDAHAN DATA', en: 'RECEIPT OF A DISCLOSURE OF DATA' },
  checked: {
    ms: 'Resit ini telah disahkan semasa halaman ini dicetak: isinya ialah isi yang ditulis pada masa pendedahan, dan log yang mengandunginya telah ditandatangani.',
    en: 'This receipt was verified when this page was printed: it is as it was written when the data was told, and the log that holds it is signed.',
  },
  number: { ms: 'Nombor resit', en: 'Number of the receipt' },
  kind: { ms: 'Jenis', en: 'Kind' },
  intentOf: { ms: 'Hasil bagi niat', en: 'Outcome of the intent' },
  when: { ms: 'BILA', en: 'WHEN' },
  malaysia: { ms: 'waktu Malaysia, UTC+8', en: 'Malaysian time, UTC+8' },
  who: { ms: 'SIAPA YANG MEMINTA', en: 'WHO ASKED' },
  viewer: { ms: 'Jenis pelihat', en: 'Kind of viewer' },
  agency: { ms: 'Agensi (kod)', en: 'Agency (code)' },
  none: { ms: 'tiada', en: 'none' },
  account: { ms: 'Akaun', en: 'Account' },
  accountHidden: {
    ms: 'tidak dipaparkan: akaun seorang warganegara',
    en: 'not shown: it is a citizen’s',
  },
  headerGone: {
    ms: 'Siapa yang meminta dan atas asas apa telah dimusnahkan mengikut jadual; yang tinggal ialah agensi, perjanjian dan tujuan di bawah.',
    en: 'Who asked, and on what ground, was destroyed by schedule; what is left is the agency, agreement and purpose below.',
  },
  headerLost: {
    ms: 'Siapa yang meminta dan apa yang didedahkan tidak disimpan: bahagian yang diterima bukan bahagian resit ini (lihat receipt.conflict).',
    en: 'Who asked and what was told is not kept: the parts that arrived were not those of this receipt (see receipt.conflict).',
  },
  ground: { ms: 'ATAS ASAS DAN TUJUAN APA', en: 'ON WHAT GROUND, AND FOR WHAT' },
  basis: { ms: 'Asas permintaan', en: 'Ground of the request' },
  posting: { ms: 'Nombor penempatan', en: 'Number of the posting' },
  agreement: { ms: 'Nombor perjanjian', en: 'Number of the agreement' },
  purpose: { ms: 'Tujuan', en: 'Purpose' },
  noPurpose: {
    ms: 'tidak dinyatakan; hanya perjanjian menyatakan tujuan di bawah seksyen 13 Akta 864. Tujuan penempatan ialah tugasnya.',
    en: 'none is stated; only an agreement states one under section 13 of Act 864. The purpose of a posting is its duty.',
  },
  legalBasis: { ms: 'Asas undang-undang', en: 'Legal basis' },
  sealed: {
    ms: 'Permintaan ini dibuat atas tugas perlindungan. Undang-undang merahsiakannya: ia tidak dipaparkan dalam log capaian mana-mana orang.',
    en: 'This request was made on a duty of protection. The law seals it: no person’s access log shows it.',
  },
  told: { ms: 'APA YANG DIDEDAHKAN', en: 'WHAT WAS TOLD' },
  subjects: { ms: 'Bilangan subjek', en: 'Number of subjects' },
  pseudonym: {
    ms: 'Subjek tidak dinamakan. Nombor dalam kurungan ialah hujung pengenal catatan dalam log capaian subjek itu sendiri, dan hanya bagi resit ini.',
    en: 'No subject is named. The number in brackets is the end of the identifier of this entry in the subject’s own access log, and is of this receipt alone.',
  },
  entriesGone: {
    ms: 'Subjek dan medan telah dimusnahkan mengikut jadual, bersama garamnya. Bilangannya kekal.',
    en: 'Subjects and fields were destroyed by schedule, with their salts. Their number stays.',
  },
  nobody: {
    ms: 'Tiada subjek dijumpai dalam capaian; soalan itu sendiri tetap mendapat resit.',
    en: 'Nobody was found within reach; the question has a receipt all the same.',
  },
  onRecord: {
    ms: 'Hanya didedahkan bahawa subjek ini ada dalam daftar.',
    en: 'It was told only that this subject is on record.',
  },
  openedBy: { ms: 'dibuka oleh', en: 'opened by' },
  derivedFrom: { ms: 'dikira daripada', en: 'computed from' },
  veiled: {
    ms: 'Dalam log capaian subjek ini agensi tidak dinamakan: namanya boleh menunjukkan di mana seseorang di bawah perlindungan tinggal.',
    en: 'In the access log of this subject the agency is not named: its name could tell where somebody under protection lives.',
  },
  told2: {
    ms: '“Didedahkan” bermaksud nilai, jawapan kosong, bilangan, atau bahawa suatu syarat dipenuhi. Nilai itu sendiri tidak disimpan dalam resit.',
    en: '“Told” means a value, an empty answer, a count, or that a condition was met. The value itself is not kept in a receipt.',
  },
  withheld: { ms: 'APA YANG DITAHAN', en: 'WHAT WAS WITHHELD' },
  nothingWithheld: {
    ms: 'Tiada apa-apa yang diminta telah ditahan.',
    en: 'Nothing that was asked for was withheld.',
  },
  whyWithheld: {
    ms: 'Medan ini diminta dan tidak diberi, kerana asas, tujuan atau tahap jaminan permintaan tidak membuka kelas data itu bagi subjek ini. Ia dinyatakan supaya subjek mengetahui apa yang cuba dicapai; resit tidak menyatakan sebab yang mana.',
    en: 'These fields were asked for and not given, because the ground, the purpose or the level of assurance of the request did not open their class for this subject. They are listed so that the subject knows what was tried; a receipt does not say which of the reasons it was.',
  },
  noClass: { ms: 'medan tanpa kelas data yang dikenali', en: 'fields of no known data class' },
  log: { ms: 'KEDUDUKAN DALAM LOG', en: 'WHERE IT STANDS IN THE LOG' },
  place: { ms: 'Kedudukan (dari 0)', en: 'Place (from 0)' },
  leaf: { ms: 'Cincangan daun', en: 'Hash of the leaf' },
  checkpoint: { ms: 'Titik semak', en: 'Checkpoint' },
  receiptsIn: { ms: 'resit', en: 'receipts' },
  root: { ms: 'Akar', en: 'Root' },
  operation: { ms: 'Cincangan operasi', en: 'Hash of the operation' },
  retention: { ms: 'PENYIMPANAN', en: 'RETENTION' },
  kept: {
    ms: 'Pengepala dan catatan resit ini masih disimpan. Apabila bulannya dimusnahkan mengikut jadual, daun ini kekal dan log masih boleh disahkan.',
    en: 'Header and entries of this receipt are still kept. When their month is destroyed by schedule this leaf stays, and the log still verifies.',
  },
  destroyed: {
    ms: 'Pengepala dan catatan resit ini dimusnahkan mengikut jadual pada',
    en: 'Header and entries of this receipt were destroyed by schedule on',
  },
  verify: { ms: 'CARA MENGESAHKAN', en: 'HOW TO VERIFY IT' },
  how: {
    ms: 'Dengan kunci awam log sahaja, tanpa pangkalan data dan tanpa rangkaian:',
    en: 'With nothing but the log’s public key, without the database and without a network:',
  },
  handed: {
    ms: 'Jawapan asal membawa nombor resit dan cincangan daun ini (extensions.receipt). Sesiapa yang menyimpannya boleh membuktikan jika resit ini digugurkan kemudian.',
    en: 'The answer itself carried the number of the receipt and this hash of its leaf (extensions.receipt). Whoever kept them can prove it if this receipt is dropped later.',
  },
} as const satisfies Readonly<Record<string, Sentence>>;
