import type { Page } from 'playwright-core';
import type { EditorOptions } from '../../e2e/harness/openEditor';

/** A name of this machine, which browsers know without asking anybody, as they do all that end in "localhost". */
const host = 'tottime.localhost';

/**
 * Gives webviews names and processes of their own, as they have on the desktop, so that nothing else is measured in them. This editor would
 * serve them from its own address, which puts them into the process of the whole window.
 */
export const webviewsApart: EditorOptions = {
  browserArguments: [`--isolate-origins=http://[*.]${host}`],
  preparePage: async (page, url) => {
    // A page that the test hands over may not call this machine otherwise.
    await page.context().grantPermissions(['local-network-access']);
    const address = new URL(url);
    address.hostname = host;
    await rename(page, url, address);
    return address.href;
  },
};

/** Where the editor's page says under which address webviews are, as JSON in an attribute. */
const endpoint = /&quot;webviewEndpoint&quot;:&quot;(.*?)&quot;,/;
const product = '&quot;productConfiguration&quot;:{';

/** Changes what the editor's page, which is at `url`, says of the webviews' address, and lets it load them from there. */
async function rename(page: Page, url: string, editor: URL): Promise<void> {
  const webviews = `http://{{uuid}}.${editor.host}`;
  await page.route(editor.href, async (route) => {
    const response = await route.fetch({ url });
    const html = await response.text();
    const path = endpoint.exec(html)?.[1];
    const policy = response.headers()['content-security-policy'];
    if (path === undefined || policy === undefined || !html.includes(product)) {
      throw new Error('The editor does not say any more where its webviews are.');
    }
    await route.fulfill({
      response,
      headers: {
        ...response.headers(),
        'content-security-policy': policy.replace('frame-src ', `frame-src http://*.${editor.host} `),
      },
      body: html
        .replace(endpoint, '')
        .replace(product, `${product}&quot;webviewContentExternalBaseUrlTemplate&quot;:&quot;${webviews}/${path}/&quot;,`),
    });
  });
}
