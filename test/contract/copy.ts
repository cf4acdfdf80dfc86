import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
/** Not copied: what is large and only read, and what belongs to this clone alone. */
const LEFT_OUT = new Set(['node_modules', '.git', '.pnpm-store', 'coverage']);
/** A third of the project, which every tool would read once more; what is planted stands elsewhere. */
const TEST = '.test.ts';

/** A temporary copy of the project in which anything may be broken; disposing removes it. */
export type Copy = Disposable & {
  readonly root: string;
  /** Writes a new file. */
  plant(path: string, text: string): void;
  /** Replaces one piece of a file; throws where it does not stand there. */
  change(path: string, was: string, is: string): void;
};

/** Copies the project without its tests; its installed packages are linked, and a package's links to its neighbours lead to the copies. */
export function copyOfTheProject(): Copy {
  const root = mkdtempSync(join(tmpdir(), 'seisi-contract-'));
  for (const name of readdirSync(ROOT).filter((each) => !LEFT_OUT.has(each)))
    cpSync(join(ROOT, name), join(root, name), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !source.endsWith(TEST),
    });
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  return {
    root,
    plant: (path, text) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    change: (path, was, is) => {
      const text = readFileSync(join(root, path), 'utf8');
      if (!text.includes(was)) throw new Error(`${path} does not hold: ${was}`);
      writeFileSync(join(root, path), text.replace(was, is));
    },
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}
