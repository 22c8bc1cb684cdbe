import assert from 'node:assert/strict';
import { join } from 'node:path';
import { eventually } from './harness/eventually';
import { inEditor } from './harness/inEditor';
import type { ProfilePanel } from './harness/profilePanel';
import { runPython } from './harness/pstats';

const file = 'hostile.stats';
const markup = '<img src=x onerror="document.title=1"><script>document.title=1</script>';

/** Writes a profile whose names try to be more than names: the one with the most time first. */
async function prepare(workspace: string): Promise<void> {
  const program = `
import marshal, sys
markup = sys.argv[2]
names = [markup, "safe\\u202egnp.exe", "two\\nlines\\ttab", "l" * 1_000_000, "\\x1b[31mred", "{{constructor}}", "null\\x00byte", "", "\\u0301" * 50]
files = ["/srv/" + markup.replace("/", "") + ".py", "/srv/\\u202eyp.evil", "/srv/" + "d" * 1_000_000 + "/m.py"]
functions = [(files[i % len(files)], i + 1, name) for i, name in enumerate(names)]
stats = {}
for i, function in enumerate(functions):
    callers = {functions[i - 1]: (1, 1, 0.1, 0.2)} if i else {}
    stats[function] = 1, 1, 9.0 - i, 20.0 - i, callers
marshal.dump(stats, open(sys.argv[1], "wb"))`;
  await runPython(program, join(workspace, file), markup);
}

/** Wants the page to hold no element that a name could have made, none that is wider than it, and no text that turns or ends lines. */
async function isHarmless(panel: ProfilePanel): Promise<void> {
  const content = await panel.content();
  const found = await content.evaluate(() => {
    const elements = [...document.querySelectorAll('#profile *')];
    return {
      made: elements.filter((element) => element.matches('img, script, iframe')).length,
      title: document.title,
      isWide: document.documentElement.scrollWidth > innerWidth,
      longest: Math.max(...elements.flatMap((element) => [...element.attributes].map(({ value }) => value.length))),
      controls: /[\u202a-\u202e]/.test(document.body.innerText),
    };
  });
  assert.ok(found.longest < 10_000, `an attribute is ${found.longest} characters long`);
  assert.deepEqual({ ...found, longest: 0 }, { made: 0, title: 'Python profile', isWide: false, longest: 0, controls: false });
}

inEditor('A profile with hostile names', { prepare }, (test) => {
  test('shows them harmlessly in every tab, within the policy of its page', async ({ workbench, page, consoleLines }) => {
    const { panel } = workbench;
    await workbench.open(file);
    await panel.rows.first().waitFor();
    const content = await panel.content();
    await content.evaluate(() => {
      const broken: string[] = [];
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        broken.push(`${violatedDirective} ${blockedURI}`),
      );
      (window as { broken?: string[] }).broken = broken;
    });
    await isHarmless(panel);
    const names = (await panel.shownRows()).map((row) => row.function);
    assert.equal(names[0], markup);
    assert.equal(names[1], 'safe⟨U+202E⟩gnp.exe');
    assert.match(names[2] ?? '', /^two⟨U\+000A⟩lines/);
    assert.ok((names[3] ?? '').length < 1_000, 'a megabyte is cut short');

    await panel.filter.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await panel.show('callers');
    await panel
      .part('edges-function')
      .getByRole('heading', { name: /^two⟨U\+000A⟩lines/ })
      .waitFor();
    await panel.part('callees-row').first().waitFor();
    await isHarmless(panel);

    await panel.show('icicle');
    await panel.part('icicle-tree').hover({ position: { x: 40, y: 10 } });
    await panel.part('icicle-facts').waitFor();
    await isHarmless(panel);

    await workbench.panel.pick('save-menu', 'As JSON');
    await workbench.answerFileDialog('/nowhere/hostile.json');
    await eventually(async () => assert.match(await panel.notice.innerText(), /nowhere/));
    assert.deepEqual(await content.evaluate(() => (window as { broken?: string[] }).broken), []);
    const complaints = consoleLines().filter((line) => /Content.Security.Policy/i.test(line) && /profile\.(js|css)|tottime/.test(line));
    assert.deepEqual(complaints, []);
  });

  test('has nothing of another place: scripts, styles and fonts are the extension’s own', async ({ workbench }) => {
    await workbench.open(file);
    await workbench.panel.rows.first().waitFor();
    const content = await workbench.panel.content();
    const policy = await content.evaluate(() =>
      document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content'),
    );
    assert.match(policy ?? '', /^default-src 'none'; script-src 'nonce-[0-9a-f]{32}'/);
    assert.doesNotMatch(policy ?? '', /unsafe|\*;/);
    const loaded = await content.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    for (const address of loaded) {
      assert.match(address, /tottime|vscode-resource|static\/out\/vs/, `${address} was loaded`);
    }
  });
});
