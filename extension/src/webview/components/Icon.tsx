/**
 * An icon of VS Code's own font, for the eyes only: what it means is said in text beside it.
 *
 * vscode-icon of @vscode-elements/elements is not used: each of its icons loads the font's style sheet again into a shadow tree of its own.
 */
export function Icon({ name, class: extra = '' }: { name: IconName; class?: string }) {
  return <span class={`codicon codicon-${name} ${extra}`} aria-hidden="true" />;
}

export type IconName =
  | 'add'
  | 'arrow-down'
  | 'arrow-left'
  | 'arrow-right'
  | 'arrow-swap'
  | 'arrow-up'
  | 'case-sensitive'
  | 'check'
  | 'chevron-down'
  | 'chevron-right'
  | 'circle-slash'
  | 'close'
  | 'copy'
  | 'dash'
  | 'diff'
  | 'error'
  | 'eye'
  | 'eye-closed'
  | 'filter'
  | 'go-to-file'
  | 'info'
  | 'loading'
  | 'references'
  | 'regex'
  | 'save'
  | 'search'
  | 'settings'
  | 'sync'
  | 'warning';
