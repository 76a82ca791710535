/** Something in the rail of tools. */
export type Tool = Panel | Action;

/** Opens a panel; `icon` is null where it is opened from elsewhere, and is not in the rail. */
interface Panel {
  readonly kind: 'panel';
  readonly id: string;
  readonly label: string;
  readonly icon: unknown;
  readonly content: () => unknown;
}

/** Does something at once; `pressed` where it is switched on and off. */
interface Action {
  readonly kind: 'action';
  readonly id: string;
  readonly label: string;
  readonly icon: unknown;
  readonly pressed: boolean | null;
  readonly act: () => void;
}

/** A tool that opens a panel. */
export function panel(id: string, label: string, icon: unknown, content: () => unknown): Tool {
  return { kind: 'panel', id, label, icon, content };
}

/** A tool that does something at once. */
export function action(
  id: string,
  label: string,
  icon: unknown,
  pressed: boolean | null,
  act: () => void,
): Tool {
  return { kind: 'action', id, label, icon, pressed, act };
}
