/**
 * The rows of the table with what is unfolded below them: the functions of a group, the callers or callees of a function, theirs in turn.
 *
 * All of it is one list for the eyes, of which each branch holds its own pages. An index counts the rows of that list.
 */

import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { EdgeRow, Row } from '../../protocol.gen';
import type { TreePlace } from '../components/RowFrame';
import { type Cursor, rowHeight } from './cursor';

/** The rows of a branch that are shown at once; a row below them shows further ones. */
export const branchLimit = 100;

/** The further rows that it shows. */
const branchStep = 1_000;

/** What a branch holds. */
export type BranchKind = 'functions' | 'callers' | 'callees';

/** The rows of a branch. `Pages` are some. */
export interface BranchRows<R> {
  readonly shown: ReadonlySignal<{ readonly count: number }>;
  readonly failure: ReadonlySignal<string | undefined>;
  row(index: number): R | undefined;
  want(first: number, last: number): void;
}

/** Rows under one row, or those of the table itself. */
export interface Branch {
  readonly kind: BranchKind;
  readonly rows: BranchRows<Row | EdgeRow>;
  /** The ids of the functions from that of the table down to the one whose callers or callees these are. */
  readonly path: readonly string[];
  readonly parent?: { readonly branch: Branch; readonly own: number };
}

/** A row of the tree. Of two that are the same object nothing has changed. */
export type TreeItem = {
  readonly branch: Branch;
  /** Its index among the rows of its branch. */
  readonly own: number;
  readonly place: TreePlace;
  /** The number of rows that are left out, or why there are none. */
  readonly text: string;
} & ItemContent;

/** A row is undefined while it is on its way. `more` shows further rows of its branch, `failed` says why there are none. */
type ItemContent =
  | { readonly kind: 'function'; readonly row: Row | undefined }
  | { readonly kind: 'edge'; readonly row: EdgeRow | undefined }
  | { readonly kind: 'more' | 'failed'; readonly row: undefined };

interface Unfolded {
  readonly own: number;
  readonly node: Node;
}

/** A branch with what is unfolded in it, from the top. */
interface Node extends Branch {
  limit: number;
  unfolded: readonly Unfolded[];
}

/** What is below rows. */
export interface Below {
  /** The number of rows below a row of a branch. */
  count(row: Row | EdgeRow, branch: Branch): number;
  /** The branch below a row that has one. */
  branch(row: Row | EdgeRow, parent: { readonly branch: Branch; readonly own: number }): Branch;
}

/** The rows of a table and of what is unfolded. */
export class Tree {
  readonly shown: ReadonlySignal<{ readonly count: number; readonly known: boolean; readonly generation: number }>;
  readonly replacing: ReadonlySignal<boolean>;

  readonly #root: Node;
  readonly #cursor: Cursor;
  readonly #below: Below;
  readonly #revision = signal(0);
  readonly #items = new Map<number, TreeItem>();

  constructor(
    rows: BranchRows<Row> & {
      readonly shown: ReadonlySignal<{ readonly count: number; readonly known: boolean; readonly generation: number }>;
      readonly replacing: ReadonlySignal<boolean>;
    },
    cursor: Cursor,
    below: Below,
  ) {
    this.#root = { kind: 'functions', rows, path: [], limit: Number.POSITIVE_INFINITY, unfolded: [] };
    this.#cursor = cursor;
    this.#below = below;
    this.replacing = rows.replacing;
    this.shown = computed(() => {
      this.#revision.value;
      const { known, generation } = rows.shown.value;
      return { count: sizeOf(this.#root), known, generation };
    });
    let generation = 0;
    effect(() => {
      if (rows.shown.value.generation !== generation) {
        generation = rows.shown.value.generation;
        untracked(() => this.#setUnfolded(this.#root, []));
      }
    });
  }

  /** The row at an index. Reading it subscribes to its arrival. */
  row(index: number): TreeItem {
    this.#revision.value;
    const { node, own } = locate(this.#root, index);
    const item = this.#itemOf(node, own);
    const before = this.#items.get(index);
    if (before !== undefined && isSame(before, item)) {
      return before;
    }
    this.#items.set(index, item);
    return item;
  }

  want(first: number, last: number): void {
    wantIn(this.#root, first, last);
    // What is remembered of rows out of sight is of no use.
    if (this.#items.size > 1_000) {
      this.#items.clear();
    }
  }

  /** The index of the row above which an item's branch is unfolded, -1 for one of the table itself. */
  parentOf({ branch: { parent } }: TreeItem): number {
    return parent === undefined ? -1 : indexOf(parent.branch as Node, parent.own);
  }

  /** The index in the table itself of the row that an index is, or is somewhere below. */
  ownIndex(index: number): number {
    let { node, own } = locate(this.#root, index);
    while (node.parent !== undefined) {
      own = node.parent.own;
      node = node.parent.branch as Node;
    }
    return own;
  }

  /** The index of a row of the table itself. */
  indexOf(own: number): number {
    return indexOf(this.#root, own);
  }

  /** The user's place as it is when everything is folded; the active row alone is selected then. Reading it subscribes to its changes. */
  get place(): Cursor['state'] {
    const { state } = this.#cursor;
    if (this.#root.unfolded.length === 0) {
      return state;
    }
    const { active, scrollTop } = state;
    return {
      active: active < 0 ? -1 : this.ownIndex(active),
      selected: [],
      scrollTop: this.ownIndex(Math.floor(scrollTop / rowHeight)) * rowHeight,
    };
  }

  /** Unfolds a row or folds it. */
  toggle(index: number): void {
    const { node, own } = locate(this.#root, index);
    const open = node.unfolded.find((each) => each.own === own);
    if (open !== undefined) {
      const gone = sizeOf(open.node);
      this.#setUnfolded(
        node,
        node.unfolded.filter((each) => each !== open),
      );
      this.#cursor.shift(index, -gone);
      return;
    }
    const row = untracked(() => node.rows.row(own));
    if (row !== undefined && this.#below.count(row, node) > 0) {
      const below: Node = { ...this.#below.branch(row, { branch: node, own }), limit: branchLimit, unfolded: [] };
      this.#setUnfolded(
        node,
        [...node.unfolded, { own, node: below }].sort((one, other) => one.own - other.own),
      );
      this.#cursor.shift(index, sizeOf(below));
    }
  }

  /** Unfolds all rows beside one that are there. */
  unfoldBeside(index: number): void {
    const { node } = locate(this.#root, index);
    const count = countOf(node);
    for (let own = Math.min(count, branchLimit) - 1; own >= 0; own--) {
      if (this.#itemOf(node, own).place.isUnfolded === false) {
        this.toggle(indexOf(node, own));
      }
    }
  }

  /** Shows further rows of the branch whose last row is at an index. */
  showMore(index: number): void {
    const { node } = locate(this.#root, index);
    node.limit += branchStep;
    this.#revision.value++;
  }

  /** Folds everything; the place stays at the rows of the table itself. */
  foldAll(): void {
    if (this.#root.unfolded.length > 0) {
      const { active, scrollTop } = this.place;
      this.#setUnfolded(this.#root, []);
      this.#cursor.scrollTop = scrollTop;
      this.#cursor.moveTo(active);
    }
  }

  #setUnfolded(node: Node, unfolded: readonly Unfolded[]): void {
    node.unfolded = unfolded;
    this.#items.clear();
    this.#revision.value++;
  }

  #itemOf(node: Node, own: number): TreeItem {
    const level = levelOf(node);
    const siblings = node.rows.shown.value.count;
    const count = countOf(node);
    if (own >= count) {
      const failure = node.rows.failure.value;
      const place = { level, position: Math.min(own + 1, siblings), siblings };
      return failure === undefined
        ? { kind: 'more', branch: node, own, row: undefined, place, text: String(siblings - count) }
        : { kind: 'failed', branch: node, own, row: undefined, place, text: failure };
    }
    const row = node.rows.row(own);
    const isUnfolded = this.#isUnfolded(node, own, row);
    // The rows of a branch are of its kind.
    const content = { kind: node.kind === 'functions' ? 'function' : 'edge', row } as ItemContent;
    return { ...content, branch: node, own, place: { level, position: own + 1, siblings, isUnfolded }, text: '' };
  }

  /** Undefined for a row that cannot be unfolded. */
  #isUnfolded(node: Node, own: number, row: Row | EdgeRow | undefined): boolean | undefined {
    if (node.unfolded.some((each) => each.own === own)) {
      return true;
    }
    return row !== undefined && this.#below.count(row, node) > 0 ? false : undefined;
  }
}

function countOf({ rows, limit }: Node): number {
  return Math.min(rows.shown.value.count, limit);
}

/** The number of rows that a branch shows, with all that is unfolded in it. */
function sizeOf(node: Node): number {
  const count = countOf(node);
  const hasLast = node.rows.shown.value.count > count || (node.parent !== undefined && node.rows.failure.value !== undefined);
  return node.unfolded.reduce((sum, each) => sum + sizeOf(each.node), count + (hasLast ? 1 : 0));
}

/** Which row of which branch is at an index of a branch's list. */
function locate(node: Node, index: number): { readonly node: Node; readonly own: number } {
  let below = 0;
  for (const { own, node: branch } of node.unfolded) {
    const at = own + below;
    if (index <= at) {
      break;
    }
    const size = sizeOf(branch);
    if (index <= at + size) {
      return locate(branch, index - at - 1);
    }
    below += size;
  }
  return { node, own: index - below };
}

/** The index of a branch's row in the whole list. */
function indexOf(node: Node, own: number): number {
  const above = node.unfolded.reduce((sum, each) => (each.own < own ? sum + sizeOf(each.node) : sum), 0);
  const start = node.parent === undefined ? 0 : indexOf(node.parent.branch as Node, node.parent.own) + 1;
  return start + own + above;
}

/** Tells a branch and those in it which of their rows are on the screen. */
function wantIn(node: Node, first: number, last: number): void {
  let below = 0;
  let [from, to] = [Math.max(first, 0), last];
  for (const { own, node: branch } of node.unfolded) {
    const start = own + below + 1;
    const size = sizeOf(branch);
    if (first < start + size && last >= start) {
      wantIn(branch, Math.max(first - start, 0), Math.min(last - start, size - 1));
    }
    from -= overlap(start, size, first);
    to -= overlap(start, size, last + 1);
    below += size;
  }
  const end = Math.min(to, countOf(node) - 1);
  if (from <= end) {
    node.rows.want(from, end);
  }
}

/** How many of the rows of a branch are above an index. */
function overlap(start: number, size: number, index: number): number {
  return Math.min(Math.max(index - start, 0), size);
}

function levelOf({ parent }: Branch): number {
  return parent === undefined ? 1 : levelOf(parent.branch) + 1;
}

function isSame(one: TreeItem, other: TreeItem): boolean {
  return (
    one.branch === other.branch &&
    one.own === other.own &&
    one.row === other.row &&
    one.kind === other.kind &&
    one.text === other.text &&
    one.place.isUnfolded === other.place.isUnfolded &&
    one.place.siblings === other.place.siblings
  );
}
