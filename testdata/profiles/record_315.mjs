// Runs a script beside this file in CPython 3.15, which the npm package pyodide brings as WebAssembly:
//
//   npm install --prefix FOLDER pyodide@315.0.0-alpha.2
//   node record_315.mjs FOLDER record.py
//   node record_315.mjs FOLDER record_sampled.py
//
// makes the profiles of 3.15 without an installed one. It is CPython's own code that profiles and saves in any case.
import { createRequire } from 'node:module';
import path from 'node:path';

const [folder, script] = process.argv.slice(2);
const { loadPyodide } = createRequire(path.resolve(folder, 'package.json'))('pyodide');
const python = await loadPyodide();
python.mountNodeFS('/profiles', import.meta.dirname);
python.globals.set('script', `/profiles/${script}`);
try {
  python.runPython('import runpy; runpy.run_path(script, run_name="__main__")');
} catch (error) {
  console.error(error.message); // the traceback
  process.exitCode = 1;
}
