/** One message to one address. */
export type Message = {
  /** The same at every attempt: whoever takes it twice shows it once. */
  readonly id: string;
  readonly channel: 'SMS' | 'EMAIL';
  readonly to: string;
  readonly subject: string;
  readonly text: string;
};

/** Where messages go. */
export type MessageSink = {
  /** Resolves when it was taken. @throws MessageRefused where it never will be, MessageFailure where it may be later */
  send(message: Message): Promise<void>;
  close(): Promise<void>;
};

/** It was not taken now. Holds the kind of the failure alone: neither the address nor what was to be said. */
export class MessageFailure extends Error {
  override readonly name = 'MessageFailure';
  readonly code: string;
  constructor(code: string) {
    super(`The message was not taken: ${code}.`);
    this.code = code;
  }
}

/** The address does not take it, however often it is tried. */
export class MessageRefused extends Error {
  override readonly name = 'MessageRefused';
  readonly code: string;
  constructor(code: string) {
    super(`The address takes no message: ${code}.`);
    this.code = code;
  }
}
