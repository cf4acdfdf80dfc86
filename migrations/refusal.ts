/** A failure that was foreseen: one sentence that says what is wrong and what to do, shown without a stack. */
export class Refusal extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'Refusal';
  }
}

/** Whether an error came from the operating system, such as a folder that cannot be written. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

/** What a command prints for a failure: one sentence where it was foreseen or came from the system, a stack where it was not. */
function describeFailure(error: unknown): string {
  if (error instanceof Refusal || isSystemError(error)) return oneLine(error.message);
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Runs a command to its end and leaves with 0, or with 1 after the failure's sentence on stderr. */
export async function runCommand(command: () => Promise<void>): Promise<never> {
  try {
    await command();
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${describeFailure(error)}\n`, () => process.exit(1));
    return new Promise<never>(() => {});
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
