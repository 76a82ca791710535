import { css } from 'lit';

/** Tiles of pictures with names, as the galleries of effects and looks have them. */
export const gallery = css`
  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(72px, 1fr));
    gap: 12px 10px;
  }
  .tiles button {
    flex-direction: column;
    justify-content: flex-start;
    gap: 6px;
    min-height: 0;
    padding: 0;
    border-radius: 12px;
    background: none;
    font-size: 12px;
    line-height: 1.25;
    white-space: normal;
    touch-action: pan-y;
    user-select: none;
    -webkit-touch-callout: none;
  }
  .tiles button:hover:not(:disabled) {
    background: none;
  }
  .thumb {
    position: relative;
    display: grid;
    place-items: center;
    width: 100%;
    aspect-ratio: 4 / 5;
    border-radius: 12px;
    background: linear-gradient(160deg, var(--raised), color-mix(in srgb, var(--raised), var(--accent) 22%));
    overflow: hidden;
  }
  .thumb clip-booth-sample {
    position: absolute;
    inset: 0;
  }
  @media (hover: hover) {
    .tiles button:hover .thumb {
      filter: brightness(1.08);
    }
  }
  .tiles button:is([aria-pressed='true'], [aria-checked='true']) .thumb {
    box-shadow:
      0 0 0 2px var(--surface),
      0 0 0 5px var(--accent);
  }
  .tiles button:is([aria-pressed='true'], [aria-checked='true']) {
    font-weight: 600;
  }
`;
