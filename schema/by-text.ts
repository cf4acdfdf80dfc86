/** How many texts are remembered: a process meets few graphs, and none of them for long. */
const MOST = 4;

/** What is made from a text, made once for each of the last few texts: gateway and rooms of one process read the same graph. What is made must never change. */
export function byText<Made>(make: (text: string) => Made): (text: string) => Made {
  const known = new Map<string, Made>();
  return (text) => {
    if (known.has(text)) return known.get(text) as Made;
    const made = make(text);
    const [oldest] = known.keys();
    if (known.size >= MOST && oldest !== undefined) known.delete(oldest);
    known.set(text, made);
    return made;
  };
}
