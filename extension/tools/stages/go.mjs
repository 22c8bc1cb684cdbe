// The Go tests. Of those that pass it shows what they log, such as how much they compared, and of those that are skipped why: `go test` keeps
// both to itself.

import { runByLine } from '../processes.mjs';

export default function go() {
  const report = new Report();
  return runByLine('go', ['test', '-json', './...'], (line) => report.add(line));
}

/** A line that a test logs: where, and what. */
const logged = /^\s+\w+_test\.go:\d+: (.*)\n$/;

/** What `go test -json` says, put into lines for people: see `go doc test2json`. */
class Report {
  /** What each test has printed so far. @type {Map<string, string[]>} */
  #printed = new Map();

  /** @param {string} line */
  add(line) {
    if (!line.startsWith('{')) {
      console.log(line);
      return;
    }
    const { Action: action, Package: name, ImportPath: built, Test: test = '', Output: text, Elapsed: seconds } = JSON.parse(line);
    const key = `${name ?? built} ${test}`;
    const printed = this.#printed.get(key) ?? [];
    switch (action) {
      case 'output':
      case 'build-output':
        this.#printed.set(key, [...printed, text]);
        return;
      case 'fail':
      case 'build-fail':
        process.stdout.write(printed.join(''));
        break;
      case 'pass':
      case 'skip':
        this.#logs(test, action, printed);
        if (test === '' && action === 'pass') {
          console.log(`ok   ${name} ${seconds.toFixed(1)} s`);
        }
    }
    this.#printed.delete(key);
  }

  /**
   * @param {string} test
   * @param {string} action
   * @param {string[]} printed
   */
  #logs(test, action, printed) {
    for (const line of printed) {
      const text = logged.exec(line)?.[1];
      if (text !== undefined) {
        console.log(`     ${test}${action === 'skip' ? ' skipped' : ''}: ${text}`);
      }
    }
  }
}
