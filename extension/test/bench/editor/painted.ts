/**
 * What runs in the panel's page to see when something has been painted. A frame has been painted when its tasks are over: the next task after
 * its animation callbacks. Times are in milliseconds.
 */

/** What these functions leave behind in the page for each other. */
interface Watch {
  painted?: number;
  repaint?: Promise<number>;
}

/**
 * In each page from its beginning: notes when what matches a selector has first been painted in the webview's page that is inside, in
 * milliseconds since 1970. That page is written anew once it is there, which would end this.
 */
export function watchPainting(selector: string): void {
  const look = () => {
    const frame = document.querySelector<HTMLIFrameElement>('#active-frame');
    const isShown = frame !== null && getComputedStyle(frame).visibility === 'visible';
    if (!isShown || !frame.contentDocument?.querySelector(selector)) {
      requestAnimationFrame(look);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      (window as Watch).painted = performance.timeOrigin + performance.now();
    };
    port2.postMessage(undefined);
  };
  if (window.parent !== window) {
    requestAnimationFrame(look);
  }
}

/** In the same page: when that was, once it has been. */
export function painted(): number | undefined {
  return (window as Watch).painted;
}

/** Begins to wait for the next event of a type, and for other rows after it. */
export function watchRepaint(type: string): void {
  const rows = () => [...document.querySelectorAll('[role="row"]')].map((row) => row.textContent).join('\n');
  const isComplete = () => document.querySelector('[aria-busy="true"], [data-testid="row-loading"]') === null;
  (window as Watch).repaint = new Promise((done) => {
    const begin = ({ timeStamp }: Event) => {
      const before = rows();
      const observer = new MutationObserver(() => {
        if (isComplete() && rows() !== before) {
          observer.disconnect();
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => done(performance.now() - timeStamp);
            port2.postMessage(undefined);
          });
        }
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    };
    window.addEventListener(type, begin, { capture: true, once: true });
  });
}

/** How long it took from the event until other rows were painted. */
export function repainted(): Promise<number> {
  return (window as Watch).repaint ?? Promise.reject(new Error('Nobody watches for it.'));
}
