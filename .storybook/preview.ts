import type { Preview } from '@storybook/html-vite';

const preview: Preview = {
  parameters: { layout: 'fullscreen', controls: { expanded: true } },
};

export default preview;
