import { expect, test } from 'vitest';
import { type FolderMapping, folderMapping } from '../../../src/panel/folderMapping';

test.each<[named: string, path: string, mapping: FolderMapping | undefined]>([
  ['/app/shop/orders.py', '/home/me/proj/shop/orders.py', { from: '/app', to: '/home/me/proj' }],
  ['/app/orders.py', '/home/me/orders.py', { from: '/app', to: '/home/me' }],
  ['/shop/orders.py', '/home/me/shop/orders.py', { from: '/', to: '/home/me' }],
  ['/app/shop/orders.py', '/orders.py', { from: '/app/shop', to: '/' }],
  ['shop/orders.py', '/home/me/shop/orders.py', { from: '.', to: '/home/me' }],
  ['../lib/orders.py', '/home/me/orders.py', { from: '../lib', to: '/home/me' }],
  ['C:\\work\\shop\\orders.py', '/home/me/shop/orders.py', { from: 'C:\\work', to: '/home/me' }],
  ['C:\\shop\\orders.py', '/home/me/shop/orders.py', { from: 'C:\\', to: '/home/me' }],
  ['C:/work/Shop/Orders.py', '/home/me/shop/orders.py', { from: 'C:/work', to: '/home/me' }],
  ['shop\\orders.py', 'C:\\Users\\me\\shop\\orders.py', { from: '.', to: 'C:\\Users\\me' }],
  ['/app/shop/orders.py', 'D:\\proj\\shop\\orders.py', { from: '/app', to: 'D:\\proj' }],
  ['\\\\host\\share\\shop\\orders.py', '/home/me/shop/orders.py', { from: '\\\\host\\share', to: '/home/me' }],
  ['/app/a\\b.py', '/home/me/a\\b.py', { from: '/app', to: '/home/me' }],
  ['/app/shop/orders.py', '/app/shop/orders.py', { from: '/', to: '/' }],
  ['/app/Orders.py', '/home/me/orders.py', undefined],
  ['/app/orders.py', '/home/me/basket.py', undefined],
  ['<string>', '/home/me/orders.py', undefined],
])('%s is now %s', (named, path, mapping) => {
  expect(folderMapping(named, path, false)).toEqual(mapping);
});

test('where case is of no matter, names that differ only in it are the same', () => {
  expect(folderMapping('/App/Shop/Orders.py', '/me/shop/orders.py', true)).toEqual({ from: '/App', to: '/me' });
});
