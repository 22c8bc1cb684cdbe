// Runs measurements and prints them as one table, with the goals. Nothing is asserted: machines differ, so compare two runs on one.

import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleTests } from './bundle.mjs';
import { CommandError } from './processes.mjs';

/**
 * One measured figure, with what else does the same, where something does, and what it ought to be: so many times faster than its peer, at
 * most such a part of it, or at most so many of its unit.
 *
 * @typedef {object} Measurement
 * @property {string} what
 * @property {number} figure
 * @property {string} unit
 * @property {{ name: string, figure: number }} [peer]
 * @property {{ timesFaster?: number, partOf?: number, atMost?: number }} [goal]
 */

/**
 * Measures what the files of a folder of extension/test measure. With the variable ONLY, only those are run whose name contains it. The others
 * are measured when one cannot be.
 *
 * @param {string} folder
 */
export async function measure(folder) {
  const files = (await bundleTests(folder, '.bench.ts')).filter((file) => basename(file).includes(process.env['ONLY'] ?? ''));
  /** @type {string[][]} */
  const table = [['what', 'measured', 'beside it', 'compared', 'goal', '']];
  /** @type {string[]} */
  const failures = [];
  for (const file of files) {
    /** @type {Measurement[]} */
    let measurements = [];
    try {
      measurements = await (await import(pathToFileURL(file).href)).default();
    } catch (error) {
      failures.push(`${basename(file, '.mjs')}: ${error instanceof Error ? error.message : error}`);
    }
    for (const measurement of measurements) {
      const { what, figure, unit, peer } = measurement;
      const beside = peer ? [`${rounded(peer.figure)} ${unit} ${peer.name}`, comparison(measurement)] : ['', ''];
      table.push([what, `${rounded(figure)} ${unit}`, ...beside, ...goalOf(measurement)]);
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
  if (failures.length > 0) {
    throw new CommandError(failures.join('\n'));
  }
}

/** Times say how much faster, sizes how large a part of the other. @param {Measurement} measurement */
function comparison({ figure, unit, peer }) {
  const ratio = figure / (peer?.figure ?? figure);
  if (unit !== 'ms') {
    return `${rounded(ratio)} of it`;
  }
  return ratio <= 1 ? `${rounded(1 / ratio)} × faster` : `${rounded(ratio)} × slower`;
}

/** The goal and whether it is met. @param {Measurement} measurement */
function goalOf({ figure, unit, peer, goal }) {
  const other = peer?.figure ?? figure;
  if (goal?.timesFaster !== undefined) {
    return [`≥ ${goal.timesFaster} × faster`, verdict(other / figure >= goal.timesFaster)];
  }
  if (goal?.partOf !== undefined) {
    return [`≤ ${goal.partOf} of it`, verdict(figure / other <= goal.partOf)];
  }
  if (goal?.atMost !== undefined) {
    return [`≤ ${goal.atMost} ${unit}`, verdict(figure <= goal.atMost)];
  }
  return ['', ''];
}

/** @param {boolean} met */
function verdict(met) {
  return met ? 'met' : 'MISSED';
}

/** @param {number} figure */
function rounded(figure) {
  return figure.toLocaleString('en-US', { maximumSignificantDigits: 3 });
}
