import { expect, test } from 'vitest';
import { ownStart } from '../../../src/webview/model/names';

test.each([
  ['main', 'main'],
  ['Basket.total', 'total'],
  ['work.<locals>.<genexpr>', '<genexpr>'],
  ['{built-in method time.sleep}', 'time.sleep}'],
  ["{method 'read' of '_io.BufferedReader' objects}", "{method 'read' of '_io.BufferedReader' objects}"],
  ['main.(*Basket).Total', 'Total'],
  ['slices.SortFunc[go.shape.int,go.shape.string]', 'SortFunc[go.shape.int,go.shape.string]'],
  ['', ''],
])('what tells %s from its neighbours', (name, own) => {
  expect(name.slice(ownStart(name))).toBe(own);
});
