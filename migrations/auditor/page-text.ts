const COLUMNS = 80;
const LABEL = 26;

/** A page of plain text, 80 columns wide. */
export class Page {
  readonly #lines: string[] = [];

  title(text: string): void {
    this.#lines.push('='.repeat(COLUMNS), text, '='.repeat(COLUMNS), '');
  }

  heading(text: string): void {
    this.gap();
    this.#lines.push(text, '-'.repeat(text.length));
  }

  paragraph(text: string, indent = 0): void {
    this.#wrapped(text, ' '.repeat(indent), ' '.repeat(indent));
  }

  gap(): void {
    if (this.#lines.at(-1) !== '') this.#lines.push('');
  }

  /** What it is, and beside it what it holds. */
  row(label: string, value: string): void {
    this.#wrapped(value, `${label}:`.padEnd(LABEL), ' '.repeat(LABEL));
  }

  item(text: string, indent = 0): void {
    this.#wrapped(text, `${' '.repeat(indent)}- `, ' '.repeat(indent + 2));
  }

  /** Lines to be typed as they are. */
  verbatim(lines: readonly string[]): void {
    this.#lines.push(...lines.map((line) => `  ${line}`));
  }

  text(): string {
    return `${this.#lines.join('\n')}\n`;
  }

  #wrapped(text: string, first: string, rest: string): void {
    let line = first;
    let isEmpty = true;
    for (const word of text.split(/\s+/).flatMap((each) => pieces(each, COLUMNS - rest.length))) {
      if (!isEmpty && line.length + 1 + word.length > COLUMNS) {
        this.#lines.push(line);
        [line, isEmpty] = [rest, true];
      }
      line += isEmpty ? word : ` ${word}`;
      isEmpty = false;
    }
    this.#lines.push(line);
  }
}

/** A word that is longer than a line, in pieces that are not. */
function pieces(word: string, most: number): string[] {
  return word.length <= most ? [word] : [word.slice(0, most), ...pieces(word.slice(most), most)];
}
