import { isCopy } from '../model/keyboard';
import type { Table } from '../model/table';

/**
 * What a key does to a row of the tree, as in the editor's own trees: the arrows unfold, fold, and go to the first row below or the one above; the
 * asterisk unfolds all rows beside it.
 *
 * @returns whether it does anything
 */
export function actOnTree(event: KeyboardEvent, index: number, { tree }: Table, moveTo: (index: number) => void): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return false;
  }
  const item = tree.row(index);
  const { isUnfolded } = item.place;
  switch (event.key) {
    case 'ArrowRight':
      if (isUnfolded === false) {
        tree.toggle(index);
      } else if (isUnfolded === true) {
        moveTo(index + 1);
      }
      return true;
    case 'ArrowLeft':
      if (isUnfolded === true) {
        tree.toggle(index);
      } else if (tree.parentOf(item) >= 0) {
        moveTo(tree.parentOf(item));
      }
      return true;
    case '*':
      tree.unfoldBeside(index);
      return true;
    default:
      return false;
  }
}

/** Whether a key copies rows: not while text is selected, which is copied then. */
export function copiesRows(event: KeyboardEvent): boolean {
  return isCopy(event) && (document.getSelection()?.isCollapsed ?? true);
}
