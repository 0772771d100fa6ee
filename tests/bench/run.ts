/**
 * `npm run bench`: every measurement in turn, then one report: `src/measurements/recorded.json`, which the site shows,
 * and `docs/medicoes.md`. Run it on a machine that does nothing else. A part measured alone replaces its own lines.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, release, totalmem, type } from 'node:os';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { requireChromium } from '../../scripts/browser.ts';
import {
  cell,
  type Line,
  linesOf,
  type Recorded,
  recordedSchema,
  TABLES,
} from '../../src/measurements/tables.ts';

const RECORDED = 'src/measurements/recorded.json';
const REPORT = 'docs/medicoes.md';

interface Part {
  readonly name: string;
  readonly title: string;
  readonly run: readonly string[];
  /** Kinds of the lines that it prints. */
  readonly kinds: readonly string[];
}

const PARTS: readonly Part[] = [
  { name: 'peso', title: 'peso das páginas', run: ['tests/bench/site/weight.ts'], kinds: ['weight'] },
  {
    name: 'lighthouse',
    title: 'Lighthouse',
    run: ['tests/bench/site/lighthouse.ts'],
    kinds: ['lighthouse'],
  },
  {
    name: 'laboratorio',
    title: 'laboratório',
    run: ['tests/bench/labs/run.ts'],
    kinds: ['lab', 'controls', 'fetched'],
  },
  {
    name: 'treino',
    title: 'passo de treino',
    run: ['tests/bench/kernels/run.ts', '--json'],
    kinds: ['step', 'memory'],
  },
  { name: 'busca', title: 'busca', run: ['tests/bench/search/run.ts'], kinds: ['search'] },
  {
    name: 'construcao',
    title: 'construção',
    run: ['tests/bench/site/build.ts', '300,1000'],
    kinds: ['build'],
  },
];

const { values } = parseArgs({
  options: { so: { type: 'string' }, ajuda: { type: 'boolean', default: false } },
});
if (values.ajuda) {
  console.log(`Uso: npm run bench [-- --so ${PARTS.map(({ name }) => name).join(',')}]`);
  process.exit(0);
}
const asked = values.so?.split(',') ?? PARTS.map(({ name }) => name);
const unknown = asked.find((name) => !PARTS.some((part) => part.name === name));
if (unknown !== undefined) {
  console.error(`--so não conhece "${unknown}": use ${PARTS.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

/** The plain fields of a JSON line; undefined for any other text. */
function parseLine(text: string): Line | undefined {
  if (!text.startsWith('{')) return undefined;
  const object: unknown = JSON.parse(text);
  if (typeof object !== 'object' || object === null) return undefined;
  return Object.fromEntries(
    Object.entries(object).filter(
      (entry): entry is [string, Line[string]] => typeof entry[1] !== 'object' || entry[1] === null,
    ),
  );
}

async function runPart({ run }: Part, lines: Line[]): Promise<boolean> {
  const child = spawn(process.execPath, run, { stdio: ['ignore', 'pipe', 'inherit'] });
  let rest = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    process.stdout.write(chunk);
    const texts = `${rest}${chunk}`.split('\n');
    rest = texts.pop() ?? '';
    lines.push(...texts.map(parseLine).filter((line) => line !== undefined));
  }
  if (child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve));
  return child.exitCode === 0;
}

function markdown(recorded: Recorded): string {
  const { machine, date, missing } = recorded;
  const tables = TABLES.flatMap((table) => {
    const lines = linesOf(recorded, table);
    if (lines.length === 0) return [];
    const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
    return [
      `## ${table.title}\n\n${table.explanation}\n`,
      row(table.columns.map(({ label }) => label)),
      row(table.columns.map(() => '---')),
      ...lines.map((line) => row(table.columns.map((column) => cell(line, column)))),
      '',
    ];
  });
  return [
    '# Medições\n',
    `Feitas por \`${recorded.command}\` em ${date.slice(0, 10)}: ${machine.processor}, ${machine.cores} núcleos, ` +
      `${machine.memoryGb} GB, ${machine.system}; Node ${machine.node}, ${machine.chromium}, ` +
      `onnxruntime-web ${machine.onnxruntime}.\n`,
    ...(missing.length > 0 ? [`Ficou de fora: ${missing.join('; ')}.\n`] : []),
    ...tables,
  ].join('\n');
}

function versionOf(packageName: string): string {
  const text = readFileSync(`node_modules/${packageName}/package.json`, 'utf8');
  const parsed: unknown = JSON.parse(text);
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed ? String(parsed.version) : '';
}

/** What was recorded before; undefined when there is nothing, or something else. */
function recordedBefore(): Recorded | undefined {
  if (!existsSync(RECORDED)) return undefined;
  return recordedSchema.safeParse(JSON.parse(readFileSync(RECORDED, 'utf8'))).data;
}

const [processor] = cpus();
const machine: Recorded['machine'] = {
  processor: processor?.model.trim() || 'desconhecido',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  system: `${type()} ${release()} ${arch()}`,
  node: process.versions.node,
  chromium: spawnSync(requireChromium(), ['--version'], { encoding: 'utf8' }).stdout.trim(),
  onnxruntime: versionOf('onnxruntime-web'),
};
const parts = PARTS.filter(({ name }) => asked.includes(name));
const leftOut = PARTS.filter((part) => !parts.includes(part));
const before = recordedBefore();
// A part that is not measured again keeps its lines, if this machine and these versions made them.
const kept = isDeepStrictEqual(before?.machine, machine) ? (before?.lines ?? []) : [];
const isOf = (part: Part, { kind }: Line): boolean => part.kinds.some((name) => name === kind);
const lines: Line[] = kept.filter((line) => leftOut.some((part) => isOf(part, line)));
const unmeasured = leftOut.filter((part) => !lines.some((line) => isOf(part, line)));
const failed: string[] = [];

/** Writes what is measured so far: a run that is cut short loses nothing. */
function record(waiting: readonly Part[]): void {
  const recorded = recordedSchema.parse({
    date: new Date().toISOString(),
    command: ['npm run bench', ...(unmeasured.length > 0 ? [`-- --so ${asked.join(',')}`] : [])].join(' '),
    machine,
    missing: [...[...unmeasured, ...waiting].map(({ title }) => title), ...failed],
    lines,
  });
  writeFileSync(RECORDED, `${JSON.stringify(recorded, null, 2)}\n`);
  writeFileSync(REPORT, markdown(recorded));
}

for (const [index, part] of parts.entries()) {
  if (!(await runPart(part, lines))) failed.push(`${part.title} (terminou com erro)`);
  record(parts.slice(index + 1));
}
console.log(`\nGravado em ${RECORDED} e ${REPORT}.`);
