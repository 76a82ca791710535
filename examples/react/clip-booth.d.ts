import type { ClipBooth, ClipBoothEventMap } from 'clipbooth/element';
import type { DetailedHTMLProps, HTMLAttributes } from 'react';

/** What React may set on `<clip-booth>`: its properties, and its events as `onclip-exported` and so on. */
type ClipBoothProps = DetailedHTMLProps<HTMLAttributes<ClipBooth>, ClipBooth> &
  Partial<Omit<ClipBooth, keyof HTMLElement>> & {
    [Type in keyof ClipBoothEventMap as `on${Type}`]?: (event: ClipBoothEventMap[Type]) => void;
  };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'clip-booth': ClipBoothProps;
    }
  }
}
