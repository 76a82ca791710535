import type { Meta, StoryObj } from '@storybook/html-vite';
import { expect } from 'storybook/test';
import { setCaptions, updateEffect } from '../src/project/edits.js';
import { type Args, partIn, press, show } from './part.js';

const meta: Meta<Args> = {
  title: 'Panels',
  argTypes: { theme: { control: 'inline-radio', options: ['dark', 'light'] }, wide: { control: 'boolean' } },
  args: { theme: 'dark', wide: true },
};

export default meta;

type Story = StoryObj<Args>;

/** Time effects of a take; the story slows it down. */
export const Speed: Story = {
  render: show('clip-booth-pace', { selected: 'first' }),
  play: async ({ canvasElement }) => {
    const part = partIn(canvasElement);
    await press(part, '½×Slower');
    expect(part.ui.booth.project.takes[0]?.timeMap).toMatchObject([{ from: 0.5, to: 4, duration: 7 }]);
    expect(part.ui.announce).toHaveBeenCalledWith('The take is 7 s long now.');
    await press(part, 'Freeze: 2 s');
    expect(part.ui.announce).toHaveBeenCalledWith('The take is 9 s long now.');
  },
};

/** How a picture lies in the frame; the story shows all of it, on its side. */
export const Framing: Story = {
  render: show('clip-booth-framing', { selected: 'first' }),
  play: async ({ canvasElement }) => {
    const part = partIn(canvasElement);
    await press(part, 'Show all');
    await press(part, 'Right');
    expect(part.ui.booth.project.takes[0]?.framing).toMatchObject({ fit: 'contain', rotation: 90 });
  },
};

/** Level and nudge of a take. */
export const TakeSound: Story = { render: show('clip-booth-take-sound', { selected: 'second' }) };

/** Transitions; the story chooses one. */
export const Transition: Story = {
  render: show('clip-booth-transition', { selected: 'second' }),
  play: async ({ canvasElement }) => {
    const part = partIn(canvasElement);
    await press(part, 'Whip pan');
    expect(part.ui.booth.project.takes[1]?.transition?.transition).toBe('whip-pan');
  },
};

/** A chosen text; the story lets it pop up. */
export const ChosenText: Story = {
  render: show('clip-booth-text', { selected: 'hello' }),
  play: async ({ canvasElement }) => {
    const part = partIn(canvasElement);
    await press(part, 'Motion');
    await press(part, 'Pop');
    expect(part.ui.booth.project.overlays[0]?.animationIn?.animation).toBe('pop');
  },
};

/** An effect whose settings move; the story sets a keyframe. */
export const Keyframes: Story = {
  render: show('clip-booth-clip-effects', { paint: true, selected: 'light' }),
  play: async ({ canvasElement }) => {
    const part = partIn(canvasElement);
    await press(part, 'Keyframe of Strength at the playhead');
    expect(part.ui.booth.project.effects[0]?.params.strength).toMatchObject({ keyframes: [{ value: 0.75 }] });
  },
};

/** An effect of which a setting moves between keyframes; the story lets it jump. */
export const MovingSetting: Story = {
  render: show('clip-booth-clip-effects', { paint: true, selected: 'light' }),
  play: async ({ canvasElement }) => {
    const part = partIn(canvasElement);
    const { time } = part.ui.booth;
    const keyframes = [
      { time: 0, value: 0.2 },
      { time: time + 1, value: 1 },
    ];
    part.ui.booth.edit(updateEffect('light', { params: { strength: { keyframes } } }));
    await press(part, 'Jump');
    expect(part.ui.booth.project.effects[0]?.params.strength).toMatchObject({
      keyframes: [{ easing: 'hold' }, { value: 1 }],
    });
  },
};

/** No captions yet: lines are written, or a file is brought. */
export const NoCaptions: Story = { render: show('clip-booth-captions') };

/** Captions; the story cuts one in two and deletes one. */
export const Captions: Story = {
  render: show('clip-booth-captions'),
  play: async ({ canvasElement }) => {
    const part = partIn(canvasElement);
    const { time } = part.ui.booth;
    part.ui.booth.edit(
      setCaptions([
        { start: time, end: time + 1, text: 'Hello there' },
        { start: time + 1, end: time + 2, text: 'Sing along' },
      ]),
    );
    await press(part, 'Split');
    await press(part, 'Delete Hello');
    expect(part.ui.booth.project.captions?.cues).toMatchObject([{ text: 'there' }, { text: 'Sing along' }]);
  },
};

/** Ways to perform with a video. */
export const Duet: Story = { render: show('clip-booth-duet') };

/** The music of the next take, to be heard before. */
export const MusicPart: Story = { render: show('clip-booth-music-part') };

/** How late music is heard, by taps. */
export const Calibration: Story = { render: show('clip-booth-calibration') };

/** What can be done to a chosen text, effect, transition or caption. */
export const ItemActions: Story = { render: show('clip-booth-item-actions', { name: 'Vignette' }) };
