import { serialize } from 'pg-protocol';

const MOST = 200;

/** The statements that one connection has prepared, least recently used first. No name is used twice, so a doubtful one is harmless. */
export class PreparedNames {
  readonly #names = new Map<string, string>();
  #toClose: string[] = [];
  #closing: string[] = [];
  #count = 0;

  /** The name of a statement, and before its use the messages that prepare it and close what is no longer kept. */
  take(text: string, messages: Buffer[]): string {
    const known = this.#names.get(text);
    const name = known ?? this.#next();
    this.#names.delete(text);
    this.#names.set(text, name);
    if (known === undefined) {
      if (this.#names.size > MOST) this.forget(this.#names.keys().next().value ?? '');
      for (const old of this.#toClose) messages.push(serialize.close({ type: 'S', name: old }));
      this.#closing.push(...this.#toClose);
      this.#toClose = [];
      messages.push(serialize.parse({ name, text }));
    }
    return name;
  }

  /** Whether the server has it is not known, or it is too old: it is closed along with the next Parse, which is no error where there is none. */
  forget(text: string): void {
    const name = this.#names.get(text);
    if (name === undefined) return;
    this.#names.delete(text);
    this.#toClose.push(name);
  }

  /** What was sent has been answered. After an error the server has passed over the rest, so what was to be closed is closed again. */
  settle(hasFailed: boolean): void {
    if (hasFailed) this.#toClose.push(...this.#closing);
    this.#closing = [];
  }

  #next(): string {
    this.#count += 1;
    return `h${this.#count}`;
  }
}
