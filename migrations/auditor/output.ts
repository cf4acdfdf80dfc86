import { isSystemError } from '../refusal.ts';

/** Writes to standard output and waits until it was taken; a reader that went away ends the command quietly. */
export async function say(text: string): Promise<void> {
  const error = await new Promise<Error | null | undefined>((resolve) => {
    process.stdout.once('error', resolve);
    process.stdout.write(text, (failure) => {
      process.stdout.off('error', resolve);
      resolve(failure);
    });
  });
  if (error == null) return;
  if (isSystemError(error) && error.code === 'EPIPE') process.exit(0);
  throw error;
}
