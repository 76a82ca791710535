import { html } from 'lit';
import { setFormat } from '../project/edits.js';
import { ASPECT_NAMES, type Aspect, aspectOf, sizeOf } from './aspects.js';
import type { Ui } from './booth-element.js';
import { icons } from './editor-icons.js';
import { segments } from './segments.js';
import { idOf, type Selection } from './selection.js';
import { takeAt } from './take-actions.js';
import { panel, type Tool } from './tool.js';

/** What the editor's panels are about. */
export interface EditContext {
  readonly ui: Ui;
  readonly selection: Selection | null;
  readonly choose: (selection: Selection) => void;
}

/** The editor's tools: those of its rail, and the panels of what is chosen on the timeline. */
export function editTools({ ui, selection, choose }: EditContext): Tool[] {
  const { texts, features } = ui;
  const chosen = (kind: Selection['kind']) => idOf(selection, kind);
  const take = takeAt(ui.booth, chosen('take'));
  const tools = [
    features.has('effects') &&
      panel(
        'effects',
        texts.effects,
        icons.effects,
        () =>
          html`<clip-booth-clip-effects paint .ui=${ui} .selected=${chosen('effect')}></clip-booth-clip-effects>`,
      ),
    features.has('looks') &&
      panel('looks', texts.looks, icons.looks, () => html`<clip-booth-looks .ui=${ui}></clip-booth-looks>`),
    features.has('text') &&
      panel(
        'text',
        texts.text,
        icons.text,
        () =>
          html`<clip-booth-text
            .ui=${ui}
            .selected=${chosen('overlay')}
            @choose=${({ detail }: CustomEvent<string>) => choose({ kind: 'overlay', id: detail })}
          ></clip-booth-text>`,
      ),
    features.has('text') &&
      panel(
        'captions',
        texts.captions,
        icons.captions,
        () => html`<clip-booth-captions .ui=${ui} .selected=${chosen('caption')}></clip-booth-captions>`,
      ),
    panel('sound', texts.sound, icons.music, () => html`<clip-booth-sound .ui=${ui}></clip-booth-sound>`),
    features.has('duet') &&
      ui.booth.project.duet !== null &&
      panel('duet', texts.duet, icons.duet, () => html`<clip-booth-duet .ui=${ui}></clip-booth-duet>`),
    features.has('format') && panel('format', texts.format, icons.format, () => renderFormat(ui)),
    panel(
      'pace',
      texts.speed,
      null,
      () => html`<clip-booth-pace .ui=${ui} .selected=${take}></clip-booth-pace>`,
    ),
    panel(
      'framing',
      texts.framing,
      null,
      () => html`<clip-booth-framing .ui=${ui} .selected=${take}></clip-booth-framing>`,
    ),
    panel(
      'take-sound',
      texts.takeSound,
      null,
      () => html`<clip-booth-take-sound .ui=${ui} .selected=${take}></clip-booth-take-sound>`,
    ),
    panel(
      'transition',
      texts.transition,
      null,
      () => html`<clip-booth-transition .ui=${ui} .selected=${chosen('transition')}></clip-booth-transition>`,
    ),
  ];
  return tools.filter((tool) => tool !== false);
}

/** The tools that are about one kind of thing, by that kind, the usual one first. */
export const TOOLS_OF: Readonly<Record<Selection['kind'], readonly [string, ...string[]]>> = {
  take: ['pace', 'framing', 'take-sound'],
  transition: ['transition'],
  effect: ['effects'],
  overlay: ['text'],
  caption: ['captions'],
};

function renderFormat({ booth, texts, perform }: Ui) {
  const { project } = booth;
  const shorter = Math.min(project.width, project.height);
  const choose = (aspect: Aspect) => perform(() => booth.edit(setFormat(sizeOf(aspect, shorter))));
  return segments(texts.format, ASPECT_NAMES, aspectOf(project), (name) => name, choose, {
    hasTitle: false,
  });
}
