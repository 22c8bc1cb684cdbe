import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // The module `vscode` exists only inside the editor.
  resolve: { alias: { vscode: join(import.meta.dirname, 'test', 'unit', 'fakes', 'vscode.ts') } },
  test: {
    // It would be kept in extension/node_modules, where nothing else is.
    cache: false,
    root: import.meta.dirname,
    include: ['test/unit/**/*.test.{ts,tsx}'],
    // Tests of the panel say `// @vitest-environment happy-dom` in their first line.
    environment: 'node',
  },
});
