/** The model card that goes with the base model. */
import type { Corpus } from '../data/corpus/corpus.ts';
import { llamaShapes } from '../formats/llama-weights.ts';
import type { NamedFile } from '../formats/named-file.ts';
import { elementCount } from '../formats/tensor.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import type { HeldOutScore } from './pretrain.ts';
import type { Recipe } from './recipe.ts';
import { SAMPLES } from './samples.ts';

/** What the model card says of one pre-training. */
export interface CardFacts {
  readonly recipe: Recipe;
  readonly corpus: Corpus;
  readonly tokenizer: Tokenizer;
  readonly score: HeldOutScore;
  readonly samples: readonly string[];
}

function number(value: number, digits = 0): string {
  return value.toLocaleString('pt-BR', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** A setting, with the digits that it was given. */
function setting(value: number): string {
  return value.toLocaleString('pt-BR', { maximumSignificantDigits: 15 });
}

/** `README.md` of the model's folder, in Portuguese, with the metadata that model hubs read. */
export function writeModelCard({ recipe, corpus, tokenizer, score, samples }: CardFacts): NamedFile {
  const { config, batch, length, recordEvery, learningRate, schedule, betas, weightDecay, clip, seed } =
    recipe;
  const parameters = [...llamaShapes(config).values()].reduce((sum, shape) => sum + elementCount(shape), 0);
  const characters = corpus.train.reduce((sum, document) => sum + document.length, 0);
  const words = new Set(corpus.train.flatMap((text) => text.toLowerCase().match(/\p{L}+/gu) ?? []));
  const records = corpus.train.filter((text) => text.startsWith('Texto: ')).length / corpus.train.length;
  const lines = samples.map((sample) => `> ${sample.replaceAll('\n', '  \n> ')}`);
  const text = `---
language: pt
license: cc-by-sa-4.0
library_name: transformers
pipeline_tag: text-generation
---
# Modelo base do Ajuste Fino

Um Transformer pequeno, feito para estudar ajuste fino: cabe em qualquer celular e treina numa aba do navegador.

## O que é

- Arquitetura: \`LlamaForCausalLM\`, ${number(parameters)} parâmetros: ${config.layers} camadas, largura ${config.hiddenSize}, ${config.heads} cabeças de atenção, MLP de ${config.intermediateSize}, contexto de ${config.maxPositions} tokens, cabeça ligada à incorporação.
- Tokenizador: BPE de bytes com ${number(tokenizer.vocabularySize)} tokens; qualquer texto tem codificação.
- Pesos em 16 bits (FP16).

## De que aprendeu

Só de textos deste projeto: ${number(corpus.train.length)} documentos, ${number(characters)} caracteres, ${number(words.size)} palavras distintas. Uma gramática do português gera a maior parte deles (cozinha, tempo, esporte, escola, saúde, loja, casa, trabalho, contos curtos); o resto são frases escritas à mão. ${number(100 * records)}% são fichas: um texto e um campo (\`Assunto:\` ou \`Tema:\`, \`Humor:\` ou \`Opinião:\`, \`Número:\`), e delas vem a habilidade de dizer de que trata um texto. Os seis assuntos jurídicos da tarefa \`clausulas\` aparecem só em linguagem do dia a dia, nunca com a redação de um contrato.

## Como foi treinado

\`npm run pretrain\`, com o passo de treino compilado pelo próprio projeto: ${number(schedule.totalSteps)} passos de ${batch} linhas de ${length} tokens, com documentos inteiros lado a lado; em um passo de cada ${recordEvery}, só o valor do campo de fichas conta na perda; AdamW (taxa ${setting(learningRate)}, betas ${betas.map(setting).join(' e ')}, decaimento ${setting(weightDecay)}), ${schedule.warmupSteps} passos de aquecimento e queda em cosseno, norma do gradiente limitada a ${setting(clip)}, semente ${seed}.

## Quanto sabe

Em ${number(corpus.heldOut.length)} documentos reservados: perplexidade ${number(score.perplexity, 3)} por token, ${number(score.bitsPerCharacter, 4)} bits por caractere. O valor é baixo porque o texto vem de moldes: não compare com modelos treinados em texto livre.

## Limites

Não sabe fatos do mundo, não conversa e não raciocina. Fora dos assuntos do corpus, escreve frases sem sentido. Serve para ver como os métodos de ajuste fino se comportam, não para uso real.

## Amostras

Temperatura ${number(SAMPLES.temperature, 1)}, sementes de 0 a ${samples.length - 1}, sem escolha:

${lines.join('\n>\n')}
`;
  return { name: 'README.md', bytes: new TextEncoder().encode(text) };
}
