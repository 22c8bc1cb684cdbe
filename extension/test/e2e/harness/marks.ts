/** A mark as it is seen on a line. */
export interface Mark {
  /** 1-based. */
  readonly line: number;
  /** The name of the icon's file in the gutter, such as "heat-5-dark". */
  readonly icon: string | undefined;
  /** What stands after the end of the line. */
  readonly text: string | undefined;
  /** The colour of that text, as CSS computes it. */
  readonly colour: string | undefined;
}

/** Reads the marks of an editor's visible lines. Runs in the page. */
export function readMarks(editor: Element): Mark[] {
  const middle = (element: Element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return (top + bottom) / 2;
  };
  const covers = (element: Element, y: number) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top <= y && y <= bottom;
  };
  const at = <T extends Element>(elements: readonly T[], y: number) => elements.find((element) => covers(element, y));
  const icons = [...editor.querySelectorAll('.glyph-margin-widgets .cgmr')];
  const lines = [...editor.querySelectorAll('.view-lines .view-line')];

  return [...editor.querySelectorAll('.margin-view-overlays .line-numbers')].flatMap((number) => {
    const y = middle(number);
    const icon = at(icons, y);
    const spans = [...(at(lines, y)?.querySelectorAll('span') ?? [])];
    const after = spans
      .map((span) => getComputedStyle(span, '::after'))
      .find(({ content }) => content !== 'none' && content !== 'normal' && content !== '""');
    if (icon === undefined && after === undefined) {
      return [];
    }
    return {
      line: Number(number.textContent),
      icon: icon === undefined ? undefined : /([\w-]+)\.svg/.exec(decodeURIComponent(getComputedStyle(icon).backgroundImage))?.[1],
      text: after?.content.slice(1, -1),
      colour: after?.color,
    };
  });
}
