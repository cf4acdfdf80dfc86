/** What took longer than it may. Whether it was done is not known. */
export class TooSlow extends Error {
  override readonly name = 'TooSlow';
}

/**
 * What comes of some work if it comes within so many milliseconds; the work itself goes on.
 * @throws TooSlow
 */
export function within<Result>(work: Promise<Result>, milliseconds: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TooSlow(`No answer in ${milliseconds} ms.`)), milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
