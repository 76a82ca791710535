import type { Texts } from '../languages/english.js';
import type { Screen } from './screens.js';

/** What a key can ask for. */
export type Command =
  | 'record'
  | 'delete-last'
  | 'play'
  | 'pause'
  | 'play-back'
  | 'play-on'
  | 'back'
  | 'forward'
  | 'leap-back'
  | 'leap-forward'
  | 'first'
  | 'last'
  | 'split'
  | 'trim-start'
  | 'trim-end'
  | 'delete'
  | 'choose-none'
  | 'mark'
  | 'zoom-in'
  | 'zoom-out'
  | 'undo'
  | 'redo'
  | 'shortcuts';

/** What a pressed key is read from. */
export type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const EDIT_KEYS: Readonly<Record<string, Command>> = {
  ' ': 'play',
  k: 'pause',
  j: 'play-back',
  l: 'play-on',
  ArrowLeft: 'back',
  ArrowRight: 'forward',
  'Shift ArrowLeft': 'leap-back',
  'Shift ArrowRight': 'leap-forward',
  Home: 'first',
  End: 'last',
  s: 'split',
  i: 'trim-start',
  o: 'trim-end',
  Delete: 'delete',
  Backspace: 'delete',
  Escape: 'choose-none',
  m: 'mark',
  '+': 'zoom-in',
  '=': 'zoom-in',
  '-': 'zoom-out',
};
const SCREEN_KEYS: Readonly<Record<Screen, Readonly<Record<string, Command>>>> = {
  record: { ' ': 'record', r: 'record', Backspace: 'delete-last' },
  edit: EDIT_KEYS,
  share: { ' ': 'play' },
};

/** What a key asks for on a screen, or null. */
export function commandOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Key, screen: Screen): Command | null {
  const letter = key.length === 1 ? key.toLowerCase() : key;
  if (ctrlKey || metaKey) {
    if (letter === 'z') return shiftKey ? 'redo' : 'undo';
    return letter === 'y' ? 'redo' : null;
  }
  if (altKey) return null;
  if (key === '?') return 'shortcuts';
  return SCREEN_KEYS[screen][shiftKey ? `Shift ${letter}` : letter] ?? SCREEN_KEYS[screen][letter] ?? null;
}

/** What a key press on a screen asks for; null where it is meant for the control that has the focus. */
export function commandOfEvent(event: KeyboardEvent, screen: Screen): Command | null {
  const [origin] = event.composedPath();
  const isTyping =
    origin instanceof HTMLTextAreaElement ||
    (origin instanceof HTMLInputElement && origin.type !== 'range' && origin.type !== 'color');
  if (isTyping || event.defaultPrevented) return null;
  // Keys that the focused control takes for itself.
  const isSpace =
    event.key === ' ' && (origin instanceof HTMLButtonElement || origin instanceof HTMLSelectElement);
  const isArrow =
    /^(Arrow|Home$|End$)/.test(event.key) &&
    (origin instanceof HTMLInputElement || origin instanceof HTMLSelectElement);
  return isSpace || isArrow ? null : commandOf(event, screen);
}

/** The shortcuts for the sheet that shows them: keys, and what they do. */
export function shortcutList(
  texts: Texts,
): readonly { readonly keys: readonly string[]; readonly does: string }[] {
  const { shortcuts } = texts;
  return [
    { keys: [texts.spaceKey], does: shortcuts.play },
    { keys: ['J', 'K', 'L'], does: shortcuts.shuttle },
    { keys: ['←', '→'], does: shortcuts.frames },
    { keys: ['⇧ ←', '⇧ →'], does: shortcuts.seconds },
    { keys: ['Home', 'End'], does: shortcuts.ends },
    { keys: ['I', 'O'], does: shortcuts.trim },
    { keys: ['S'], does: texts.split },
    { keys: ['M'], does: texts.setMark },
    { keys: ['Alt ←', 'Alt →'], does: shortcuts.move },
    { keys: ['⌫'], does: shortcuts.remove },
    { keys: ['Esc'], does: shortcuts.chooseNone },
    { keys: ['+', '−'], does: shortcuts.zoom },
    { keys: ['Ctrl Z'], does: texts.undo },
    { keys: ['Ctrl ⇧ Z'], does: texts.redo },
    { keys: ['?'], does: texts.showShortcuts },
  ];
}
