import { randomBytes } from 'node:crypto';
import { rootElementId } from './messages';

/** The page of a panel: nothing but the bundle, which is all that its Content-Security-Policy lets in. The addresses are the editor's own. */
export function panelPage({ cspSource, script, style }: { cspSource: string; script: string; style: string }): string {
  const nonce = randomBytes(16).toString('hex');
  const policy = ["default-src 'none'", `script-src 'nonce-${nonce}'`, `style-src ${cspSource}`, `font-src ${cspSource}`].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1.0">
  <link rel="stylesheet" href="${style}">
  <title>Python profile</title>
</head>
<body>
  <div id="${rootElementId}"></div>
  <script type="module" nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
