/* Pixi's way to do without a page, in a module of its own: it brings a parser of XML, which no page needs. */

export { WebWorkerAdapter } from 'pixi.js';
