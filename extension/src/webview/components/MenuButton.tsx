import { useCallback, useState } from 'preact/hooks';
import { Icon, type IconName } from './Icon';
import { Menu, type MenuItem } from './Menu';

interface Props {
  icon: IconName;
  /** What the button is called, and its menu. */
  label: string;
  /** Whether the button shows what it is called, where there is room. */
  isLabelled?: boolean;
  title: string;
  testId: string;
  /** Is asked whenever the menu is drawn. */
  items: () => readonly MenuItem[];
}

/** A button that opens a menu. */
export function MenuButton({ icon, label, isLabelled = false, title, testId, items }: Props) {
  const [opener, setOpener] = useState<HTMLElement>();
  const isOpen = opener !== undefined;
  const close = useCallback(() => setOpener(undefined), []);
  const toggle = (button: HTMLElement) => setOpener(isOpen ? undefined : button);
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    if (event.key === 'ArrowDown' && !isOpen) {
      event.preventDefault();
      toggle(event.currentTarget);
    }
  };
  return (
    <>
      <button
        type="button"
        class={isLabelled ? 'icon-button labelled' : 'icon-button'}
        data-testid={testId}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        title={title}
        // A click on it closes the menu; without this it would be closed as one elsewhere, and opened again.
        onPointerDown={(event) => isOpen && event.stopPropagation()}
        onClick={(event) => toggle(event.currentTarget)}
        onKeyDown={onKeyDown}
      >
        <Icon name={icon} />
        {isLabelled && <span class="button-label">{label}</span>}
        <Icon name="chevron-down" class="small" />
      </button>
      {isOpen && <Menu label={label} items={items()} opener={opener} onClose={close} />}
    </>
  );
}
