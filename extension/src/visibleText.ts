/** Names of any origin as text that cannot mislead: what has no shape, or turns the text around it, is shown by its code. */

/** The characters shown in a cell, of names that are longer. */
const longest = 300;

/** The characters shown in a title. */
const longestTitle = 2_000;

/** Controls, marks of direction, joiners and other characters without a shape, and halves of pairs. */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u115f\u1160\u3164\uffa0]/gu;

/** A sentence of the server or the host, which may quote names. */
export function visibleSentence(text: string): string {
  return visible(text, longestTitle);
}

/** A text as cells and titles show it. */
export function visibleText(text: string): { readonly shown: string; readonly title: string } {
  return { shown: visible(text, longest), title: visible(text, longestTitle) };
}

/** A text in which every character has a shape, and of which what is beyond `most` characters is left out. */
export function visible(text: string, most = longest): string {
  // A pair of halves is one character; it is not taken apart.
  const end = text.length > most && /[\ud800-\udbff]/.test(text[most - 1] ?? '') ? most - 1 : most;
  const kept = text.length > most ? `${text.slice(0, end)}…` : text;
  return kept.replace(hidden, (character) => `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
}
