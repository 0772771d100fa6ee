/** A small project on disk, valid until a test changes a file of it. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkContent } from '../../../src/content/check.ts';
import { formatProblem } from '../../../src/content/problems.ts';

export const SECTION = 'content/aulas/20-rag/introducao.mdx';
export const TERM = 'content/glossario/posto.mdx';
export const QUESTION = 'content/questoes/20-rag/rag-define.yaml';
export const INVENTORY = 'content/aulas/20-rag/inventario.yaml';
export const WORK = 'content/referencias/lewis-2020-rag.yaml';

export const FRONT_MATTER = `---
titulo: "Introdução"
resumo: "O que é a geração aumentada por recuperação e quando ela serve."
ordem: 10
objetivos: [Explicar a ideia]
minutos: 5
fontes: [lewis-2020-rag]
laboratorios: []
atualizado: 2026-11-24
---
`;

const BASE: Record<string, string> = {
  'content/aulas/20-rag/aula.yaml': `titulo: "Aula 20: RAG"
tituloCurto: RAG
numero: 20
ordem: 20
resumo: "Como um modelo responde com base em documentos que não viu no treino."
objetivos: [Explicar a ideia]
atualizado: 2026-11-24
`,
  'content/aulas/20-rag/figuras/caminho.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h9"/></svg>',
  [SECTION]: `${FRONT_MATTER}\n## Ideia\n\nTexto.\n`,
  [TERM]: '---\npt: posto\ndefinicao: Número de linhas independentes.\n---\n\nTexto.\n',
  [WORK]: 'autores: ["Lewis, Patrick"]\nano: 2020\ntitulo: RAG\narxiv: "2005.11401"\n',
  [QUESTION]: `tipo: certo-errado
enunciado: O RAG muda os pesos do modelo.
dificuldade: facil
assunto: RAG
fonte: inédita
ensinadoEm: ["20-rag/introducao"]
resposta: errado
comentario: Ele muda o que entra no modelo.
`,
};

export async function makeProject(changes: Record<string, string | null> = {}): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'conteudo-'));
  for (const [path, text] of Object.entries({ ...BASE, ...changes })) {
    if (text === null) continue;
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

/** Every fault that the check finds in the small project with these files changed (null: absent). */
export async function problemsWith(changes: Record<string, string | null>): Promise<string> {
  const root = await makeProject(changes);
  try {
    const { problems } = await checkContent(root);
    return problems.map(formatProblem).join('\n');
  } finally {
    await rm(root, { recursive: true });
  }
}

/** Faults of a section with this text; its first line is line 11 of the file. */
export const problemsIn = (body: string) => problemsWith({ [SECTION]: FRONT_MATTER + body });
