import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    root: import.meta.dirname,
    include: ['test/unit/**/*.test.{ts,tsx}'],
    // Tests of the panel say `// @vitest-environment happy-dom` in their first line.
    environment: 'node',
  },
});
