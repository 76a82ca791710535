import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { create, ts } from '@custom-elements-manifest/analyzer';
import { litPlugin } from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';

/*
 * The custom-elements manifest of `<clip-booth>`, from its source: editors and frameworks read it, and README's tables
 * are made of it. Run as a script it writes dist/custom-elements.json.
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCE = 'src/ui/clip-booth.ts';
const EVENTS_SOURCE = 'src/ui/clip-booth-events.ts';
const EVENTS = 'ClipBoothEventMap';

const parse = (path) =>
  ts.createSourceFile(path, readFileSync(join(ROOT, path), 'utf8'), ts.ScriptTarget.ES2022, true);

const commentOf = (node) => ts.getJSDocCommentsAndTags(node).map(({ comment }) => comment)[0] ?? '';
const oneLine = (text) => text.replace(/\s+/g, ' ').trim();

/** The events, as the interface of them says: their names, types and what they tell of. */
function eventsOf(source) {
  const map = source.statements.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === EVENTS);
  return map.members.map((member) => ({
    name: member.name.text,
    type: { text: oneLine(member.type.getText(source)) },
    description: oneLine(commentOf(member)),
  }));
}

/** Lit's reactive properties that have no attribute. */
function withoutAttribute(source) {
  const element = source.statements.find(
    (node) => ts.isClassDeclaration(node) && node.name?.text === 'ClipBooth',
  );
  const properties = element.members.find((node) => node.name?.getText(source) === 'properties');
  return properties.initializer.properties
    .filter((property) => /state: true|attribute: false/.test(property.getText(source)))
    .map((property) => property.name.getText(source));
}

/** @returns the manifest, of schema 1.0.0 (https://github.com/webcomponents/custom-elements-manifest) */
export function makeManifest() {
  const source = parse(SOURCE);
  const manifest = create({ modules: [source], plugins: litPlugin(), context: { dev: false } });
  const [module] = manifest.modules;
  const element = module.declarations.find(({ name }) => name === 'ClipBooth');
  const hidden = withoutAttribute(source);
  element.tagName = 'clip-booth';
  element.events = eventsOf(parse(EVENTS_SOURCE));
  element.attributes = element.attributes.filter(({ fieldName }) => !hidden.includes(fieldName));
  element.members = element.members
    .filter(
      ({ name, privacy, static: isStatic }) =>
        privacy !== 'private' && !isStatic && !name.endsWith('Callback'),
    )
    .map(({ attribute, ...member }) => (hidden.includes(member.name) ? member : { attribute, ...member }));
  module.path = 'dist/element.js';
  module.declarations = [element];
  const declaration = { name: 'ClipBooth', module: module.path };
  module.exports = [
    { kind: 'js', name: 'ClipBooth', declaration },
    { kind: 'custom-element-definition', name: 'clip-booth', declaration },
  ];
  return manifest;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(join(ROOT, 'dist', 'custom-elements.json'), `${JSON.stringify(makeManifest(), null, 2)}\n`);
}
