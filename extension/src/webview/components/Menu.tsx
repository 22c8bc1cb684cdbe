import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from './Icon';

/** A line of a menu. */
export type MenuItem =
  | { readonly kind: 'title'; readonly label: string }
  | {
      /** What is checked or chosen keeps the menu open, an action closes it. */
      readonly kind: 'action' | 'check' | 'radio';
      readonly label: string;
      /** A word at the end of the line, such as a key. */
      readonly detail?: string;
      readonly isChecked?: boolean;
      readonly isDisabled?: boolean;
      readonly onPick: () => void;
    };

interface Props {
  label: string;
  items: readonly MenuItem[];
  /** What it belongs to: it opens below, or above where there is more room, and gives the focus back. */
  opener: HTMLElement;
  onClose: () => void;
}

const roles = { action: 'menuitem', check: 'menuitemcheckbox', radio: 'menuitemradio' } as const;

/** A menu over everything else. The arrow keys and first letters go through it, Escape and a click elsewhere close it. */
export function Menu({ label, items, opener, onClose }: Props) {
  const menu = useRef<HTMLDivElement>(null);
  const buttons = () => [...(menu.current?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [])];

  useLayoutEffect(() => {
    const { current } = menu;
    if (current === null) {
      return;
    }
    current.showPopover?.();
    const anchor = opener.getBoundingClientRect();
    const { width, height } = current.getBoundingClientRect();
    const below = anchor.bottom + height + 8 <= innerHeight || anchor.top < innerHeight - anchor.bottom;
    current.style.left = `${Math.max(4, Math.min(anchor.left, innerWidth - width - 4))}px`;
    current.style.top = `${below ? anchor.bottom + 2 : Math.max(4, anchor.top - height - 2)}px`;
    current.style.maxHeight = `${below ? innerHeight - anchor.bottom - 8 : anchor.top - 8}px`;
    buttons()[0]?.focus();
    const closeElsewhere = ({ target }: Event) => {
      if (!(target instanceof Node && current.contains(target))) {
        onClose();
      }
    };
    window.addEventListener('pointerdown', closeElsewhere);
    window.addEventListener('blur', onClose);
    return () => {
      window.removeEventListener('pointerdown', closeElsewhere);
      window.removeEventListener('blur', onClose);
      // Unless the user has gone elsewhere already.
      if (current.contains(document.activeElement)) {
        opener.focus();
      }
    };
  }, [opener, onClose]);

  const onKeyDown = (event: KeyboardEvent) => {
    // The panel's own keys mean nothing in a menu.
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') {
      onClose();
    } else {
      const all = buttons();
      const target = targetOf(event.key, all);
      if (target === undefined) {
        return;
      }
      target.focus();
    }
    event.preventDefault();
  };

  return (
    <div class="menu" ref={menu} role="menu" tabIndex={-1} aria-label={label} popover="manual" data-testid="menu" onKeyDown={onKeyDown}>
      {items.map((item) =>
        item.kind === 'title' ? (
          <div key={item.label} class="menu-title" role="presentation">
            {item.label}
          </div>
        ) : (
          <MenuLine key={item.label} item={item} onClose={onClose} />
        ),
      )}
    </div>
  );
}

function MenuLine({ item, onClose }: { item: Exclude<MenuItem, { kind: 'title' }>; onClose: () => void }) {
  const { kind, label, detail, isChecked = false, isDisabled = false, onPick } = item;
  const onClick = () => {
    if (kind === 'action') {
      onClose();
    }
    onPick();
  };
  return (
    <button
      type="button"
      class="menu-item"
      role={roles[kind]}
      tabIndex={-1}
      disabled={isDisabled}
      {...(kind === 'action' ? {} : { 'aria-checked': isChecked })}
      onClick={onClick}
    >
      <span class="menu-check">{isChecked && <Icon name="check" />}</span>
      <span class="menu-label">{label}</span>
      {detail !== undefined && <span class="menu-detail">{detail}</span>}
    </button>
  );
}

/** The line that a key leads to. */
function targetOf(key: string, lines: readonly HTMLElement[]): HTMLElement | undefined {
  const at = lines.indexOf(document.activeElement as HTMLElement);
  switch (key) {
    case 'ArrowDown':
      return lines[(at + 1) % lines.length];
    case 'ArrowUp':
      return lines[(Math.max(at, 0) + lines.length - 1) % lines.length];
    case 'Home':
      return lines[0];
    case 'End':
      return lines.at(-1);
    default:
      return key.length === 1 && key !== ' ' ? nextWith(key, lines, at) : undefined;
  }
}

/** The next line that begins with a letter. */
function nextWith(letter: string, lines: readonly HTMLElement[], at: number): HTMLElement | undefined {
  return [...lines.slice(at + 1), ...lines.slice(0, at + 1)].find((line) =>
    line.querySelector('.menu-label')?.textContent?.toLowerCase().startsWith(letter.toLowerCase()),
  );
}
