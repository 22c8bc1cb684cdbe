import { useEffect } from 'preact/hooks';
import { tabPanelId } from './TabList';

/**
 * Keeps the focus near its place when the element that has it goes, such as a button that ends what it belongs to: on the innermost element around it
 * that is still there. Without that it would be nowhere, and who cannot see the panel would begin at its top again.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    /** The element that has the focus, and those around it. */
    let around: readonly HTMLElement[] = [];
    const remember = ({ target }: FocusEvent) => {
      around = target instanceof HTMLElement ? withParents(target) : [];
    };
    const observer = new MutationObserver(() => {
      if (around[0]?.isConnected === false && document.activeElement === document.body) {
        focusOn(around.filter(({ isConnected }) => isConnected));
      }
    });
    document.addEventListener('focusin', remember);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', remember);
      observer.disconnect();
    };
  }, []);
}

/** An element and those around it, up to the page itself. */
function withParents(element: HTMLElement): HTMLElement[] {
  const { parentElement: parent } = element;
  return parent === null ? [] : [element, ...withParents(parent)];
}

/** Gives the focus to the first element that takes it: of those around the one that went, or of what the panel is about where that would be all of it. */
function focusOn(around: readonly HTMLElement[]): void {
  const main = document.querySelector<HTMLElement>('main');
  const near = around.filter((element) => element !== main && main?.contains(element));
  for (const element of [...near, document.getElementById(tabPanelId), main]) {
    // What takes no focus of itself has -1 here, and takes it once that is said; what is not seen never does.
    if (element !== null) {
      element.tabIndex = Math.max(element.tabIndex, -1);
      element.focus({ preventScroll: true });
    }
    if (element === document.activeElement) {
      return;
    }
  }
}
