import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as vscode from 'vscode';
import { MarkDecorations } from '../../../src/marks/decorations';
import { Hotspots } from '../../../src/marks/hotspots';
import { ActiveProfile } from '../../../src/profiles/activeProfile';
import { Profile } from '../../../src/profiles/profile';
import { ProfileHotspots, ProfileOpen } from '../../../src/protocol.gen';
import { traced } from '../fakes/accuracy';
import { FakeConnection, silentLog } from '../fakes/connection';
import { hotspot } from '../fakes/hotspot';
import { Uri } from '../fakes/values';
import { FakeDocument, FakeEditor, reset, seen, user } from '../fakes/vscode';

const source = 'import time\n\nclass Basket:\n    def total(self):\n        return 1\n';
const mark = '1.24 s · 45 % · 1,000 calls';

let server: FakeConnection;
let active: ActiveProfile;
let hotspots: Hotspots;
let document: FakeDocument;

beforeEach(() => {
  reset();
  server = new FakeConnection();
  server.answers[ProfileOpen.method] = { profile: 'p1', path: '/runs/profile.stats', modified: 0, accuracy: traced };
  server.answers[ProfileHotspots.method] = { hotspots: [hotspot({ line: 4 })] };
  active = new ActiveProfile();
  hotspots = new Hotspots(active, new MarkDecorations(vscode.Uri.file('/extension')), silentLog());
  document = new FakeDocument(Uri.file('/proj/shop.py'), source);
});

afterEach(() => {
  hotspots.dispose();
  active.dispose();
});

async function openProfile(): Promise<void> {
  active.set(await Profile.open(server, { path: '/runs/profile.stats' }, '/runs/profile.stats'));
}

async function expectMarks(editor: FakeEditor, marks: Record<number, string>): Promise<void> {
  await vi.waitFor(() => expect(editor.marks).toEqual(marks));
}

describe('marks appear', () => {
  test('in an editor that is open when the profile comes', async () => {
    const editor = new FakeEditor(document);
    user.see(editor);
    await openProfile();
    await expectMarks(editor, { 3: mark });
    expect(server.sent(ProfileHotspots)).toEqual([{ profile: 'p1', path: '/proj/shop.py', folders: ['/proj'] }]);
  });

  test('in an editor that is opened later, and in its other half', async () => {
    await openProfile();
    const [left, right] = [new FakeEditor(document), new FakeEditor(document)];
    user.see(left);
    await expectMarks(left, { 3: mark });
    user.see(left, right);
    await expectMarks(right, { 3: mark });
    expect(server.sent(ProfileHotspots)).toHaveLength(1);
  });

  test('in a file of another language, whose profile was opened', async () => {
    document.languageId = 'go';
    const editor = new FakeEditor(document);
    user.see(editor);
    await openProfile();
    await expectMarks(editor, { 3: mark });
  });

  test('not in a document with unsaved edits', async () => {
    document.isDirty = true;
    const editor = new FakeEditor(document);
    user.see(editor);
    await openProfile();
    await expectMarks(editor, {});
    expect(server.sent(ProfileHotspots)).toEqual([]);
  });

  test('once a document with unsaved edits is saved', async () => {
    document.isDirty = true;
    const editor = new FakeEditor(document);
    user.see(editor);
    await openProfile();
    user.save(document);
    await expectMarks(editor, { 3: mark });
  });

  test('not on a line that the document does not have', async () => {
    server.answers[ProfileHotspots.method] = { hotspots: [hotspot({ line: 4 }), hotspot({ line: 400 })] };
    const editor = new FakeEditor(document);
    user.see(editor);
    await openProfile();
    await expectMarks(editor, { 3: mark });
  });

  test('not from an answer about a text that has been edited meanwhile', async () => {
    let answer: (value: unknown) => void = () => undefined;
    server.answers[ProfileHotspots.method] = () => new Promise((resolve) => (answer = resolve));
    const editor = new FakeEditor(document);
    user.see(editor);
    await openProfile();
    user.edit(document, 0, 0, 0, '\n\n');
    answer({ hotspots: [hotspot({ line: 4 })] });
    await expectMarks(editor, {});
    server.answers[ProfileHotspots.method] = { hotspots: [hotspot({ line: 6 })] };
    user.save(document);
    await expectMarks(editor, { 5: mark });
  });
});

describe('marks that are shown', () => {
  let editor: FakeEditor;

  beforeEach(async () => {
    editor = new FakeEditor(document);
    user.see(editor);
    await openProfile();
    await expectMarks(editor, { 3: mark });
  });

  test('move with the text, also for an editor that is opened afterwards', async () => {
    user.edit(document, 0, 0, 0, 'import os\n');
    await expectMarks(editor, { 4: mark });
    const later = new FakeEditor(document);
    user.see(later);
    await expectMarks(later, { 4: mark });
  });

  test('stay where they are when the file is saved', async () => {
    user.edit(document, 0, 0, 0, 'import os\n');
    user.save(document);
    await expectMarks(editor, { 4: mark });
    expect(server.sent(ProfileHotspots)).toHaveLength(1);
  });

  test('are hidden and shown again', async () => {
    hotspots.setShown(false);
    await expectMarks(editor, {});
    expect(seen.contexts).toMatchObject({ 'tottime.hasProfile': true, 'tottime.hotspotsShown': false });
    hotspots.setShown(true);
    await expectMarks(editor, { 3: mark });
    expect(seen.contexts).toMatchObject({ 'tottime.hasProfile': true, 'tottime.hotspotsShown': true });
  });

  test('stay hidden while the text is edited', async () => {
    hotspots.setShown(false);
    user.edit(document, 0, 0, 0, 'import os\n');
    await expectMarks(editor, {});
  });

  test('are cleared with their profile', async () => {
    active.clear();
    await expectMarks(editor, {});
    expect(seen.contexts).toMatchObject({ 'tottime.hasProfile': false, 'tottime.hotspotsShown': false });
  });

  test('give way to those of another profile', async () => {
    server.answers[ProfileHotspots.method] = { hotspots: [hotspot({ line: 3, calls: 1, primitiveCalls: 1 })] };
    await openProfile();
    await expectMarks(editor, { 2: '1.24 s · 45 % · 1 call' });
  });

  test('are asked for again when the document has been closed and opened', async () => {
    user.close(document);
    const reopened = new FakeEditor(new FakeDocument(Uri.file('/proj/shop.py'), source));
    user.see(reopened);
    await expectMarks(reopened, { 3: mark });
    expect(server.sent(ProfileHotspots)).toHaveLength(2);
  });
});
