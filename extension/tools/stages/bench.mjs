// Measures what must stay fast, and prints it as one table. Nothing is asserted: machines differ, so compare two runs on one.

import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleTests } from '../bundle.mjs';
import { installEditor } from '../editor.mjs';

/**
 * One measured figure, with what else does the same, where something does.
 *
 * @typedef {{ what: string, figure: number, unit: string, peer?: { name: string, figure: number } }} Measurement
 */

/** With the variable ONLY, only the files are run whose name contains it. */
export default async function bench() {
  await installEditor();
  const files = (await bundleTests('bench', '.bench.ts')).filter((file) => basename(file).includes(process.env['ONLY'] ?? ''));
  /** @type {string[][]} */
  const table = [['what', 'measured', 'beside it', 'ratio']];
  for (const file of files) {
    /** @type {Measurement[]} */
    const measurements = await (await import(pathToFileURL(file).href)).default();
    for (const { what, figure, unit, peer } of measurements) {
      const beside = peer ? [`${rounded(peer.figure)} ${unit} ${peer.name}`, `${rounded(figure / peer.figure)} ×`] : ['', ''];
      table.push([what, `${rounded(figure)} ${unit}`, ...beside]);
    }
  }
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of table) {
    console.log(
      `   ${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()}`,
    );
  }
}

/** @param {number} figure */
function rounded(figure) {
  return figure.toLocaleString('en-US', { maximumSignificantDigits: 3 });
}
