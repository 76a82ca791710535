import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { makeManifest } from './manifest.mjs';

/*
 * The public surface, where a review sees each change of it: a report of every entry point in api/, and README's tables
 * of the element. Fails where they are not as the sources say, or where something exported has no docstring.
 *
 *   npm run api              checks
 *   npm run api -- --write   brings them up to date
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const README = join(ROOT, 'README.md');
const ENTRIES = { clipbooth: 'index', element: 'element' };
const isWriting = process.argv.includes('--write');
const faults = [];

/** What api-extractor says of an entry point's types. */
function reportOf(name, entry) {
  const types = join(ROOT, 'dist', 'types', `${entry}.d.ts`);
  const folder = join(ROOT, 'out', 'api');
  mkdirSync(folder, { recursive: true });
  const silent = { default: { logLevel: 'none' } };
  const config = ExtractorConfig.prepare({
    packageJsonFullPath: join(ROOT, 'package.json'),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: ROOT,
      mainEntryPointFilePath: types,
      newlineKind: 'lf',
      apiReport: { enabled: true, reportFileName: name, reportFolder: folder, reportTempFolder: folder },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: 'ES2022',
            module: 'ESNext',
            moduleResolution: 'bundler',
            lib: ['ES2023', 'DOM', 'DOM.Iterable'],
            skipLibCheck: true,
            types: [],
          },
          files: [types],
        },
      },
      messages: {
        compilerMessageReporting: silent,
        tsdocMessageReporting: silent,
        extractorMessageReporting: silent,
      },
    },
  });
  const messageCallback = (message) => {
    message.handled = true;
  };
  Extractor.invoke(config, { localBuild: true, messageCallback });
  return readFileSync(join(folder, `${name}.api.md`), 'utf8');
}

/** Keeps or compares a file. */
function settle(path, content, what) {
  let kept = '';
  try {
    kept = readFileSync(path, 'utf8');
  } catch {
    // A new report.
  }
  if (kept === content) return;
  if (isWriting) writeFileSync(path, content);
  else
    faults.push(
      `${what} changed: look at the difference that "npm run api -- --write" makes, and commit it.`,
    );
}

/** A table as the formatter lays it out. */
function table(head, rows) {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(3, ...lines.map((cells) => cells[column].length)));
  const draw = (cells, fill = ' ') =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column], fill)).join(' | ')} |`;
  return [
    draw(head),
    draw(
      head.map(() => ''),
      '-',
    ),
    ...rows.map((cells) => draw(cells)),
  ].join('\n');
}

const code = (text) => (text ? `\`${text.replaceAll('|', '\\|')}\`` : '');

/** README's tables of the element. */
function tablesOf({ members, attributes, events, slots = [], cssParts = [], cssProperties = [] }) {
  const attributeOf = (field) => attributes.find(({ fieldName }) => fieldName === field)?.name;
  const properties = members.filter(({ kind }) => kind === 'field');
  const named = (things) => things.map(({ name, description }) => [code(name), description]);
  const sections = [
    table(
      ['attribute', 'property', 'type', 'what it is'],
      properties.map(({ name, type, description }) => [
        code(attributeOf(name)),
        code(name),
        code(type?.text.replace(' | undefined', '')),
        description ?? '',
      ]),
    ),
    table(
      ['event', 'detail', 'when'],
      events.map(({ name, type, description }) => [
        code(name),
        code(
          type.text
            .replace(/^CustomEvent<(.*)>$/, '$1')
            .replaceAll('readonly ', '')
            .replace('; }', ' }'),
        ),
        description,
      ]),
    ),
    ...[
      ['slot', slots],
      ['part', cssParts],
      ['custom property', cssProperties],
    ].flatMap(([head, things]) => (things.length > 0 ? [table([head, 'what it is'], named(things))] : [])),
  ];
  return sections.join('\n\n');
}

for (const [name, entry] of Object.entries(ENTRIES)) {
  const report = reportOf(name, entry);
  settle(join(ROOT, 'api', `${name}.api.md`), report, `The public surface of "${name}"`);
  for (const [, symbol] of report.matchAll(/^\/\/ @public \(undocumented\)\n(.*)$/gm)) {
    faults.push(`"${symbol}" has no docstring.`);
  }
}

const element = makeManifest().modules[0].declarations[0];
for (const [kind, things] of Object.entries({
  property: element.members,
  event: element.events,
  part: element.cssParts ?? [],
  'custom property': element.cssProperties ?? [],
})) {
  for (const { name, description } of things) {
    if (!description) faults.push(`The element's ${kind} "${name}" has no docstring.`);
  }
}
const { customElements } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
if (!existsSync(join(ROOT, customElements)))
  faults.push(`package.json names ${customElements}, which is not there.`);
const [begin, end] = ['<!-- tables: npm run api -- --write -->', '<!-- end of tables -->'];
const readme = readFileSync(README, 'utf8');
const [head, rest = ''] = readme.split(begin);
settle(
  README,
  `${head}${begin}\n\n${tablesOf(element)}\n\n${end}${rest.split(end)[1] ?? ''}`,
  "README's tables of the element",
);

for (const fault of faults) console.error(`api: ${fault}`);
process.exit(faults.length > 0 ? 1 : 0);
