import { CLASS_NAMES } from '@seisi/schema/class-names';
import type { DataClass } from '@seisi/schema/classes';
import { canonical } from '@seisi/schema/receipt/canonical';
import type { ProvedReceipt } from '@seisi/schema/receipt/handed-proof';
import type { ReceiptEntry, ReceiptHeader, ToldClass } from '@seisi/schema/receipt/receipt';
import type { Term } from '@seisi/schema/terms';
import { entryId } from '../../subgraphs/receipt/access-log.ts';
import { Page } from './page-text.ts';
import { WORDS } from './page-words.ts';

/** A receipt that was verified, with what of it still exists. */
export type ExplainedReceipt = ProvedReceipt & {
  readonly header: ReceiptHeader | null;
  readonly entries: readonly ReceiptEntry[] | null;
  readonly retiredAt: Date | null;
};

type Terms = ReadonlyMap<string, Term>;
type Language = 'ms' | 'en';

/** A receipt as a page of plain text, 80 columns, in one language. It names no subject. */
export function receiptPage(receipt: ExplainedReceipt, terms: Terms, language: Language): string {
  return new Writing(receipt, terms, language).page();
}

class Writing {
  readonly #receipt: ExplainedReceipt;
  readonly #terms: Terms;
  readonly #language: Language;
  readonly #page = new Page();

  constructor(receipt: ExplainedReceipt, terms: Terms, language: Language) {
    this.#receipt = receipt;
    this.#terms = terms;
    this.#language = language;
  }

  page(): string {
    const { leaf } = this.#receipt;
    this.#page.title(this.#word('title'));
    this.#page.paragraph(this.#word('checked'));
    this.#page.gap();
    this.#row('number', leaf.id);
    this.#row('kind', this.#value('ReceiptKind', leaf.kind));
    if (leaf.of !== null) this.#row('intentOf', leaf.of);
    this.#page.heading(this.#word('when'));
    this.#page.paragraph(this.#moment(leaf.at));
    this.#whoAsked();
    this.#onWhatGround();
    this.#whatWasTold();
    this.#whatWasWithheld();
    this.#whereItStands();
    this.#howToVerify();
    return this.#page.text();
  }

  #whoAsked(): void {
    const { leaf, header, retiredAt } = this.#receipt;
    this.#page.heading(this.#word('who'));
    if (header === null) this.#page.paragraph(this.#word(retiredAt === null ? 'headerLost' : 'headerGone'));
    else {
      const { kind, id } = header.viewer;
      this.#row('viewer', this.#value('AccessViewer', kind));
      this.#row('account', kind === 'CITIZEN' ? this.#word('accountHidden') : id);
    }
    this.#row('agency', leaf.agency ?? this.#word('none'));
  }

  #onWhatGround(): void {
    const { leaf, header } = this.#receipt;
    this.#page.heading(this.#word('ground'));
    if (header !== null) {
      const { basis, basisId, legalBasis, sealed } = header;
      this.#row('basis', basis === 'NONE' ? this.#word('none') : this.#value('AccessBasis', basis));
      if (basis === 'POSTING' && basisId !== null) this.#row('posting', basisId);
      if (legalBasis !== null) this.#row('legalBasis', this.#value('LegalBasis', legalBasis));
      if (sealed === true) this.#page.paragraph(this.#word('sealed'));
    }
    if (leaf.agreement !== null) this.#row('agreement', leaf.agreement);
    this.#row(
      'purpose',
      leaf.purpose === null ? this.#word('noPurpose') : this.#value('Purpose', leaf.purpose),
    );
  }

  #whatWasTold(): void {
    const { leaf, entries, retiredAt } = this.#receipt;
    this.#page.heading(this.#word('told'));
    this.#row('subjects', String(leaf.entries));
    if (leaf.entries === 0) this.#page.paragraph(this.#word('nobody'));
    else if (entries !== null) this.#toldOf(entries);
    else this.#page.paragraph(this.#word(retiredAt === null ? 'headerLost' : 'entriesGone'));
  }

  #toldOf(entries: readonly ReceiptEntry[]): void {
    this.#page.paragraph(this.#word('pseudonym'));
    for (const [, alike] of Map.groupBy(entries, (entry) => canonical([entry.told, entry.veiled]))) {
      const [{ told, veiled } = { told: [], veiled: false }] = alike;
      this.#subjects(alike);
      if (told.length === 0) this.#page.paragraph(this.#word('onRecord'), 2);
      for (const each of told) this.#toldClass(each);
      if (veiled) this.#page.paragraph(this.#word('veiled'), 2);
    }
    this.#page.paragraph(this.#word('told2'));
  }

  #toldClass({ class: name, ground, fields, from }: ToldClass): void {
    const by = `${this.#word('openedBy')}: ${this.#value('AccessGround', ground, false)}`;
    const inputs = (from ?? []).map((each) => this.#className(each)).join(', ');
    const of = from === undefined ? '' : `; ${this.#word('derivedFrom')}: ${inputs}`;
    this.#fields(`${this.#className(name)} (${by}${of})`, fields);
  }

  #whatWasWithheld(): void {
    const { entries } = this.#receipt;
    if (entries === null || entries.length === 0) return;
    this.#page.heading(this.#word('withheld'));
    const withheld = entries.filter((entry) => entry.withheld.length > 0);
    for (const [, alike] of Map.groupBy(withheld, (entry) => canonical(entry.withheld))) {
      this.#subjects(alike);
      for (const { class: name, fields } of alike[0]?.withheld ?? [])
        this.#fields(name === null ? this.#word('noClass') : this.#className(name), fields);
    }
    this.#page.paragraph(this.#word(withheld.length === 0 ? 'nothingWithheld' : 'whyWithheld'));
  }

  #whereItStands(): void {
    const { index, hash, checkpoint, leaf, retiredAt, header } = this.#receipt;
    const { number, size, at, root } = checkpoint;
    this.#page.heading(this.#word('log'));
    this.#row('place', String(index));
    this.#row('leaf', hash);
    this.#row('checkpoint', `${number}: ${size} ${this.#word('receiptsIn')}; ${this.#moment(at)}`);
    this.#row('root', root);
    this.#row('operation', leaf.operation);
    this.#page.heading(this.#word('retention'));
    if (retiredAt !== null)
      this.#page.paragraph(`${this.#word('destroyed')} ${this.#moment(retiredAt.getTime())}.`);
    else this.#page.paragraph(this.#word(header === null ? 'headerLost' : 'kept'));
  }

  #howToVerify(): void {
    const { id } = this.#receipt.leaf;
    this.#page.heading(this.#word('verify'));
    this.#page.paragraph(this.#word('how'));
    this.#page.verbatim([
      'npx pnpm --silent receipts key > log.key',
      `npx pnpm --silent receipts proof ${id} \\`,
      '  > proof.json',
      'npx pnpm --silent receipts verify proof.json --key log.key',
    ]);
    this.#page.paragraph(this.#word('handed'));
  }

  #subjects(alike: readonly ReceiptEntry[]): void {
    const named = alike.map(({ subject: { type, key } }) => {
      const [, pseudonym = ''] = entryId(this.#receipt.leaf.id, key).split('.');
      return `${this.#value('AccessSubject', type.toUpperCase(), false)} (${pseudonym})`;
    });
    this.#page.item(`${named.join(', ')}:`);
  }

  #fields(heading: string, fields: readonly string[]): void {
    this.#page.item(heading, 2);
    for (const field of fields) {
      const term = this.#terms.get(field)?.[this.#language];
      this.#page.item(term === undefined ? field : `${term} [${field}]`, 4);
    }
  }

  #row(word: keyof typeof WORDS, value: string): void {
    this.#page.row(this.#word(word), value);
  }

  #word(word: keyof typeof WORDS): string {
    return WORDS[word][this.#language];
  }

  #className(name: DataClass): string {
    return Object.hasOwn(CLASS_NAMES, name) ? CLASS_NAMES[name][this.#language] : name;
  }

  /** The label of an enum value; what it means is said in English, as the graph says it. */
  #value(type: string, value: string, isMeant = true): string {
    const term = this.#terms.get(`${type}.${value}`);
    if (term === undefined) return value;
    const meaning = isMeant && term.meaning !== null ? `: ${term.meaning.replace(/\.$/, '')}` : '';
    return this.#language === 'en' ? `${term.en}${meaning}` : `${term.ms} (${term.en}${meaning})`;
  }

  #moment(at: number): string {
    const date = new Intl.DateTimeFormat(this.#language === 'ms' ? 'ms-MY' : 'en-GB', {
      timeZone: 'Asia/Kuala_Lumpur',
      ...{ day: 'numeric', month: 'long', year: 'numeric' },
    }).format(at);
    const time = new Date(at + 8 * 3_600_000).toISOString().slice(11, 19);
    return `${date}, ${time} (${this.#word('malaysia')})`;
  }
}
