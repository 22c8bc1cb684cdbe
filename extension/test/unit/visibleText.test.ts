import { expect, it } from 'vitest';
import { visible, visibleText } from '../../src/visibleText';

it.each([
  ['plain text', 'Basket.total', 'Basket.total'],
  ['other letters', 'größe_数_סך', 'größe_数_סך'],
  ['markup', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ['a newline', 'a\nb\tc\0', 'a⟨U+000A⟩b⟨U+0009⟩c⟨U+0000⟩'],
  ['marks of direction', 'a\u202eb\u2066c\u200f', 'a⟨U+202E⟩b⟨U+2066⟩c⟨U+200F⟩'],
  ['characters without a shape', 'a\u200bb\ufeffc\u2028\u00ad\u3164', 'a⟨U+200B⟩b⟨U+FEFF⟩c⟨U+2028⟩⟨U+00AD⟩⟨U+3164⟩'],
  ['a tag beyond the first plane', 'a\u{e0041}', 'a⟨U+E0041⟩'],
  ['half a pair', 'a\ud83d', 'a⟨U+D83D⟩'],
  ['a whole pair', 'a😀', 'a😀'],
])('shows %s', (_, text, expected) => {
  expect(visible(text)).toBe(expected);
});

it('leaves out what is too long', () => {
  const { shown, title } = visibleText('x'.repeat(1_000_000));
  expect(shown).toBe(`${'x'.repeat(300)}…`);
  expect(title).toBe(`${'x'.repeat(2_000)}…`);
});

it('takes no pair apart', () => {
  expect(visible('ab😀cd', 3)).toBe('ab…');
  expect(visible('ab😀cd', 4)).toBe('ab😀…');
});
