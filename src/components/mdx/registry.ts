/**
 * What authors may write in MDX: one row a component. The content check reads it to refuse unknown tags,
 * wrong props and misplaced children, and the author's guide is made from it.
 */
import { z } from 'zod';
import { type LabTag, labs } from '../../labs/registry.ts';
import { tagSchemas } from '../../labs/tag-schemas.ts';

/** Content that a component must hold; `Aba` is a component, the others are Markdown. */
export type Content = 'texto' | 'tabela' | 'lista numerada' | 'fórmula em bloco' | 'Aba';

export interface ComponentSpec {
  /** One line, in Portuguese, for the author's guide and the error messages. */
  descricao: string;
  props: z.ZodObject;
  /** `nenhum`: self-closing; `opcional`: either; else what must be between the tags. */
  filhos: 'nenhum' | 'opcional' | Content;
  /** May stand in the middle of a sentence; the others need lines of their own. */
  emLinha?: true;
  /** Only inside this component. */
  dentroDe?: string;
  exemplo: string;
}

const text = z.string().trim().min(1);
const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
const ids = z.string().regex(/^[a-z0-9-]+(?:, ?[a-z0-9-]+)*$/);
const items = z.string().regex(/^S\d{2}\.\d{1,2}(?: S\d{2}\.\d{1,2})*$/);
const titleBeside = text.optional().describe('Título ao lado do rótulo.');
const anchor = id.describe('Endereço dentro da página: minúsculas, algarismos e hifens.');
const pixels = z.union([z.int().positive(), z.string().regex(/^[1-9]\d*$/)]);

const contentComponents = {
  Nota: {
    descricao: 'Informação lateral que ajuda, mas que se pode pular.',
    props: z.strictObject({ titulo: titleBeside }),
    filhos: 'texto',
    exemplo: '<Nota titulo="Notação">\nEscrevemos $W_0$ para os pesos da base.\n</Nota>',
  },
  Atencao: {
    descricao: 'Erro comum ou armadilha.',
    props: z.strictObject({ titulo: titleBeside }),
    filhos: 'texto',
    exemplo: '<Atencao>\nPosto não é classificação.\n</Atencao>',
  },
  NaProva: {
    descricao: 'Como o assunto costuma ser cobrado.',
    props: z.strictObject({}),
    filhos: 'texto',
    exemplo: '<NaProva>\nA banca troca “congelar” por “remover”.\n</NaProva>',
  },
  Precisao: {
    descricao: 'Corrige uma simplificação comum e cita a fonte.',
    props: z.strictObject({
      fonte: ids.describe('Obras que sustentam a correção: ids separados por vírgula.'),
      titulo: text.optional().describe('A frase que se costuma ouvir, entre aspas.'),
    }),
    filhos: 'texto',
    exemplo:
      '<Precisao fonte="hu-2021-lora" titulo="“LoRA é mais rápido”">\nO que cai é a memória.\n</Precisao>',
  },
  Termo: {
    descricao: 'Termo do glossário, com a definição ao passar, focar ou tocar.',
    props: z.strictObject({ id: id.describe('Nome do arquivo em content/glossario/, sem .mdx.') }),
    filhos: 'opcional',
    emLinha: true,
    exemplo: '<Termo id="posto">posto</Termo>',
  },
  Cite: {
    descricao: 'Citação de uma obra das referências.',
    props: z.strictObject({
      id: id.describe('Nome do arquivo em content/referencias/, sem .yaml.'),
      local: text.optional().describe('Onde, dentro da obra: “§4.1”, “Tabela 2”.'),
    }),
    filhos: 'nenhum',
    emLinha: true,
    exemplo: '<Cite id="hu-2021-lora" local="§4.1" />',
  },
  Figura: {
    descricao: 'Figura com texto alternativo e legenda; SVG segue o tema.',
    props: z.strictObject({
      src: text.optional().describe('Arquivo ao lado da seção, em ./figuras/.'),
      alt: text.describe('O que a figura mostra, para quem não a vê.'),
      legenda: text.describe('Uma frase sob a figura; aceita Markdown e fórmulas.'),
      largura: pixels.optional().describe('Largura em pixels.'),
      descricao: text.optional().describe('Descrição longa, que se abre sob a legenda.'),
    }),
    filhos: 'opcional',
    exemplo:
      '<Figura src="./figuras/lora-caminho.svg" alt="Duas vias que se somam." legenda="As duas vias do LoRA." />',
  },
  Definicao: {
    descricao: 'Definição com endereço próprio.',
    props: z.strictObject({ id: anchor, titulo: text.describe('O termo definido.') }),
    filhos: 'texto',
    exemplo: '<Definicao id="def-posto" titulo="Posto">\nNúmero de linhas independentes.\n</Definicao>',
  },
  Formula: {
    descricao: 'Fórmula com nome, endereço próprio e leitura em voz alta.',
    props: z.strictObject({
      id: anchor,
      nome: text.describe('Nome pelo qual a fórmula é achada na busca.'),
      fala: text.describe('A fórmula por extenso, como se lê em voz alta.'),
    }),
    filhos: 'fórmula em bloco',
    exemplo:
      '<Formula id="eq-lora-delta" nome="Atualização do LoRA" fala="Delta W é igual a B vezes A">\n\n$$\n\\Delta W = BA\n$$\n\n</Formula>',
  },
  Analogia: {
    descricao: 'Comparação com algo do dia a dia.',
    props: z.strictObject({ titulo: text.describe('Com o que se compara.') }),
    filhos: 'texto',
    exemplo: '<Analogia titulo="O carro de corrida">\nNinguém desmonta o motor.\n</Analogia>',
  },
  Comparacao: {
    descricao: 'Tabela com legenda.',
    props: z.strictObject({ legenda: text.describe('O que a tabela compara.') }),
    filhos: 'tabela',
    exemplo: '<Comparacao legenda="Dois métodos">\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n</Comparacao>',
  },
  Passos: {
    descricao: 'Sequência de passos, em lista numerada.',
    props: z.strictObject({}),
    filhos: 'lista numerada',
    exemplo: '<Passos>\n\n1. Congele a base.\n2. Treine o adaptador.\n\n</Passos>',
  },
  Abas: {
    descricao: 'Alternativas lado a lado, uma aberta por vez.',
    props: z.strictObject({}),
    filhos: 'Aba',
    exemplo:
      '<Abas>\n<Aba rotulo="LoRA">\nTreina A e B.\n</Aba>\n<Aba rotulo="(IA)³">\nTreina vetores.\n</Aba>\n</Abas>',
  },
  Aba: {
    descricao: 'Uma das abas de <Abas>.',
    props: z.strictObject({ rotulo: text.describe('Texto da aba.') }),
    filhos: 'texto',
    dentroDe: 'Abas',
    exemplo: '<Aba rotulo="LoRA">\nTreina A e B.\n</Aba>',
  },
  Verifique: {
    descricao: 'Uma questão do banco, para o leitor conferir se entendeu.',
    props: z.strictObject({
      questao: id.describe('Nome do arquivo em content/questoes/<aula>/, sem .yaml.'),
    }),
    filhos: 'nenhum',
    exemplo: '<Verifique questao="lora-b-zero" />',
  },
  Resumo: {
    descricao: 'O essencial da seção, em três linhas.',
    props: z.strictObject({}),
    filhos: 'texto',
    exemplo: '<Resumo>\n- Só A e B são treinadas.\n</Resumo>',
  },
  Cobre: {
    descricao: 'Marca invisível: itens do inventário da aula que este ponto cobre.',
    props: z.strictObject({
      itens: items.describe('Itens de inventario.yaml, separados por espaço.'),
    }),
    filhos: 'nenhum',
    emLinha: true,
    exemplo: '<Cobre itens="S08.1 S08.2" />',
  },
} as const satisfies Record<string, ComponentSpec>;

const labSpec = (tag: LabTag, titulo: string): ComponentSpec => ({
  descricao: `Laboratório: ${titulo}.`,
  props: tagSchemas[tag] ?? z.strictObject({}),
  filhos: 'nenhum',
  exemplo: `<${tag} />`,
});

export type ComponentName = keyof typeof contentComponents | LabTag;

/** Every component by tag name. */
export const registry: ReadonlyMap<string, ComponentSpec> = new Map<string, ComponentSpec>([
  ...Object.entries<ComponentSpec>(contentComponents),
  ...labs.map(({ tag, titulo }) => [tag, labSpec(tag, titulo)] as const),
]);

/** HTML tags that Markdown cannot write and that authors may use without attributes. */
export const plainTags: ReadonlySet<string> = new Set(['br', 'kbd', 'sub', 'sup', 'wbr']);
