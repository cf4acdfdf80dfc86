/** Shows how far a long work has come: rewritten in a terminal, at most a line every two seconds elsewhere. */
export function showProgress(
  label: string,
  output: NodeJS.WriteStream = process.stdout,
): (done: number, total: number) => void {
  const interval = output.isTTY ? 100 : 2000;
  let shownAt = 0;
  return (done, total) => {
    const now = Date.now();
    const isLast = done >= total;
    if (!isLast && now - shownAt < interval) return;
    shownAt = now;
    const line = `${label}: ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`;
    output.write(output.isTTY && !isLast ? `\r${line}` : `${output.isTTY ? '\r' : ''}${line}\n`);
  };
}
