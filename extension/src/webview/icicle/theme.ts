import { useEffect, useState } from 'preact/hooks';
import { type Palette, paletteOf } from './palette';

/** The colours and the font of the user's theme. */
export interface Theme {
  readonly palette: Palette;
  /** The names of fonts, as CSS has them. */
  readonly family: string;
}

/** The theme as it is, and again whenever the user changes it. */
export function useTheme(): Theme {
  const [theme, setTheme] = useState(readTheme);
  useEffect(() => {
    // VS Code writes its colours into the style of the root and the kind of the theme into the class of the body.
    const observer = new MutationObserver(() => setTheme(readTheme()));
    observer.observe(document.documentElement, { attributes: true });
    observer.observe(document.body, { attributes: true });
    return () => observer.disconnect();
  }, []);
  return theme;
}

function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const read = (variable: string) => style.getPropertyValue(variable);
  return { palette: paletteOf(read), family: read('--vscode-editor-font-family') || 'monospace' };
}
