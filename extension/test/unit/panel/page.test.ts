import { expect, test } from 'vitest';
import { panelPage } from '../../../src/panel/page';

const addresses = { cspSource: 'https://editor', script: 'https://editor/profile.js', style: 'https://editor/profile.css' };

test('the page lets nothing in but its own bundle', () => {
  const page = panelPage(addresses);
  const nonce = /<script type="module" nonce="([0-9a-f]{32})" src="https:\/\/editor\/profile.js">/.exec(page)?.[1];
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
  expect(policy).toBe(`default-src 'none'; script-src 'nonce-${nonce}'; style-src https://editor; font-src https://editor`);
});

test('every page has a nonce of its own', () => {
  expect(panelPage(addresses)).not.toBe(panelPage(addresses));
});
