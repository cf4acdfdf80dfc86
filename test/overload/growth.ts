/** What was kept at a moment. */
export type Sample = { readonly minutes: number; readonly megabytes: number };

/** Megabytes a minute by which it grows: the slope of the line that fits best (least squares). Of fewer than two moments nothing can be said (NaN). */
export function growthOf(samples: readonly Sample[]): number {
  const mean = (read: (sample: Sample) => number) =>
    samples.reduce((sum, sample) => sum + read(sample), 0) / samples.length;
  const [x, y] = [mean(({ minutes }) => minutes), mean(({ megabytes }) => megabytes)];
  const spread = samples.reduce((sum, { minutes }) => sum + (minutes - x) ** 2, 0);
  const shared = samples.reduce((sum, { minutes, megabytes }) => sum + (minutes - x) * (megabytes - y), 0);
  return shared / spread;
}
