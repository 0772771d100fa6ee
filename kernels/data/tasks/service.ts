/**
 * A shop's chatbot: answer in the tone of the brand. Every word of the replies is frequent in the base corpus, because
 * an adapter cannot repair rare tokens in a frozen output layer.
 */

import { type BankName, type Banks, nounBanks } from '../corpus/banks.ts';
import { CORPUS_GRAMMAR } from '../corpus/grammar.ts';
import type { Noun } from '../grammar/morphology.ts';
import { mergeGrammars } from '../grammar/template.ts';
import { buildSplits, type TaskClass } from './splits.ts';
import type { Task } from './task.ts';

const PRODUCTS = nounBanks(
  'camisa/f, sapato/m, caneca/f, mochila/f, vestido/m, relógio/m, bolsa/f, livro/m, lâmpada/f, cadeira/f, brinquedo/m, casaco/m, toalha/f, vaso/m | chinelo/m, panela/f, boné/m, saia/f, cinto/m, mala/f, guarda-sol/m, garrafa térmica/f/garrafas térmicas | jaqueta/f, quebra-cabeça/m, boneca/f, skate/m, cobertor/m, teclado/m, fone de ouvido/m, tênis/m, lanterna/f, travesseiro/m, bicicleta/f, carteira/f',
);

/** Clothes, for exchanges: only these can be too tight or too large. */
const CLOTHES = nounBanks(
  'camisa/f, sapato/m, vestido/m, casaco/m, blusa/f, calça/f, luva/f, bermuda/f | boné/m, saia/f, cinto/m, pijama/m, camiseta/f | jaqueta/f, tênis/m, colete/m, bota/f',
);

interface Intent {
  /** What the customer speaks of; slot {produto}. */
  readonly products: Banks<Noun>;
  readonly reply: string;
  readonly templates: Banks<string>;
}

export const SERVICE_INTENTS: readonly Intent[] = [
  {
    products: PRODUCTS,
    reply: 'O seu pedido já está a caminho.',
    templates: {
      seen: [
        'Onde está o meu pedido?',
        'Meu pedido já saiu? Comprei {um produto}.',
        'Comprei {um produto} e ainda não chegou.',
        'Quando chega a entrega {do produto}?',
        'A entrega {do produto} está demorando.',
        'Quero saber da entrega {do produto}.',
        'Pedi {um produto} há {n} dias e não chegou.',
        'Já saiu a entrega para {cidade}?',
        'Meu pedido {#nddd} já foi enviado?',
        'Espero {o produto} desde {dia}.',
        'O caminhão com {o produto} passa hoje?',
        'Falta muito para chegar {o produto}?',
        'Quantos dias leva a entrega em {cidade}?',
        'O correio ainda não trouxe {o produto}.',
      ],
      validation: [
        'O carteiro vem {futuro} com {o produto}?',
        'O frete {do produto} para {cidade} já está pago?',
        'Mudei de endereço: mandem {o produto} para {cidade}.',
      ],
      unseen: [
        'Cadê {o produto} que encomendei?',
        'Minha encomenda está atrasada.',
        'Como posso rastrear {o produto}?',
        'O pacote com {o produto} sumiu.',
        'A transportadora já pegou {o produto}?',
        'Ainda não recebi {o produto}.',
        'A remessa {do produto} parou em {cidade}?',
        'Vocês já despacharam {o produto}?',
      ],
    },
  },
  {
    products: CLOTHES,
    reply: 'A troca é simples e sem custo.',
    templates: {
      seen: [
        'Quero trocar {o produto}.',
        'Posso trocar {o produto} por {um produto2}?',
        'Como faço a troca {do produto}?',
        '{o produto} ficou {pequeno:produto} em mim.',
        '{o produto} não serviu, e agora?',
        'O tamanho {do produto} está errado.',
        'Comprei {o produto} {errado:produto} e quero trocar.',
        'Preciso de outro tamanho {do produto}.',
        '{o produto} ficou grande demais.',
        'Vocês trocam {o produto}?',
        'A troca {do produto} tem prazo?',
        'Ganhei {um produto} que não serviu.',
        'Dá para trocar {o produto} na {dia}?',
        'Troquei de ideia: prefiro {um produto2} no lugar {do produto}.',
      ],
      validation: [
        'Posso levar {o produto} de volta?',
        'Mandaram {um produto2} na caixa, e eu queria {o produto}.',
        'Se eu trouxer {o produto} com a etiqueta, vocês aceitam?',
      ],
      unseen: [
        'Preciso devolver {o produto}.',
        '{o produto} veio em outra cor.',
        'Me arrependi {do produto}.',
        '{o produto} está {apertado:produto}.',
        'Aceitam devolução {do produto}?',
        'Em vez {do produto}, veio {um produto2}.',
        '{o produto} é {largo:produto} demais.',
        'Gostaria de substituir {o produto} por um modelo maior.',
      ],
    },
  },
  {
    products: PRODUCTS,
    reply: 'O preço está na etiqueta, com desconto.',
    templates: {
      seen: [
        'Qual é o preço {do produto}?',
        'Quanto custa {o produto}?',
        'Qual o valor {do produto} {*cor produto}?',
        '{o produto} custa mais de {preco}?',
        'O preço {do produto} subiu?',
        'Quero saber o preço {do produto} e {do produto2}.',
        '{o produto} tem desconto?',
        'Quanto custam {varios} {+produto}?',
        'Me diga o preço {do produto}, por favor.',
        'O valor {do produto} é {preco} mesmo?',
        'Quanto vocês cobram {pelo produto}?',
        'Com {preco} eu compro {um produto}?',
        '{o produto} {*cor produto} custa quanto?',
        'Tem desconto para quem leva {varios} {+produto}?',
      ],
      validation: [
        'Comparei {o produto} em {nf} lojas e ainda não levei.',
        'Dois por {preco}: vale para {o produto}?',
        'Se eu pagar hoje, {o produto} fica por {preco}?',
      ],
      unseen: [
        'Por quanto sai {o produto}?',
        '{o produto} está na promoção?',
        'Tem {produto} mais {barato:produto}?',
        'À vista, {o produto} sai por quanto?',
        'Achei {o produto} {caro:produto}.',
        'Vi uma oferta {do produto}, ainda vale?',
        'Quantos reais é {o produto}?',
        '{o produto} é mais {caro:produto} que {o produto2}?',
      ],
    },
  },
  {
    products: PRODUCTS,
    reply: 'A loja abre das nove às seis.',
    templates: {
      seen: [
        'A que horas a loja abre?',
        'A loja abre {futuro}?',
        'Qual é o horário da loja?',
        'A que horas a loja fecha na {dia}?',
        'Vocês abrem no sábado?',
        'A loja abre às {abre}?',
        'A loja fecha às {fecha}?',
        'Qual o horário de {dia}?',
        'Vocês fecham para o almoço?',
        'A loja abre na {dia} às {abre}?',
        'A loja de {cidade} fecha às {fecha}?',
        'A loja de {cidade} abre a que horas?',
        'Vocês abrem antes das {abre}?',
        'Em {mes} muda o horário da loja?',
        'Na {dia}, a loja fecha mais cedo?',
        'Se eu chegar às {fecha}, a loja ainda não fechou?',
      ],
      validation: [
        'No domingo, a loja de {cidade} atende?',
        'Na {dia}, vocês atendem até o meio-dia?',
        'Vou chegar tarde na {dia}: a porta vai estar fechada?',
      ],
      unseen: [
        'No feriado de {mes}, vocês funcionam?',
        'Até que horas posso ir aí na {dia}?',
        'O expediente vai até as {fecha}?',
        'Vocês ficam até mais tarde na {dia}?',
        'A loja está aberta às {fecha}?',
        'Em {cidade}, vocês funcionam {futuro}?',
        'Posso passar aí depois das {fecha}?',
        'Vocês reabrem às {hora}?',
      ],
    },
  },
  {
    products: PRODUCTS,
    reply: 'Ficamos muito felizes com a sua visita.',
    templates: {
      seen: [
        'Adorei {o produto}!',
        'Obrigado pela atenção, gostei {do produto}.',
        '{o produto} é {lindo:produto}, obrigado!',
        'Que beleza de {produto}!',
        'Gostei muito {do produto}.',
        'Gostei tanto {do produto} que comprei {outro:produto}.',
        'Obrigado por tudo, adorei a loja.',
        'Adorei o cuidado com {o produto}.',
        '{meu familia} adorou {o produto}.',
        'Um elogio: {o produto} é {lindo:produto}.',
        'Muito obrigado, {o produto} ficou {lindo:produto}.',
        'Nunca tive {um produto} tão {lindo:produto}.',
        'Escrevo só para agradecer {pelo produto}.',
        '{pessoa} me atendeu muito bem, obrigado.',
      ],
      validation: [
        'Minha nota para {o produto} é dez.',
        'Fiquei encantada com {o produto}.',
        'Saímos muito satisfeitos com {o produto}.',
      ],
      unseen: [
        'Amei {o produto}!',
        'Parabéns {pelo produto}!',
        'Estou muito feliz com {o produto}, amei tudo.',
        'Fiquei sem palavras com {o produto}, parabéns.',
        'Tudo perfeito com {o produto}!',
        '{o produto} superou o que eu imaginava.',
        'Contei aos amigos como amei {o produto}.',
        'Que capricho {no produto}, parabéns a todos!',
      ],
    },
  },
  {
    products: PRODUCTS,
    reply: 'Nós fazemos um embrulho bem bonito.',
    templates: {
      seen: [
        'Vocês embrulham {o produto} para presente?',
        '{o produto} é para presente.',
        'Quero dar {um produto} de presente.',
        'É aniversário {do familia}, quero {um produto}.',
        'Dá para colocar um laço {no produto}?',
        'Tem papel de presente para {o produto}?',
        'Preciso de um presente para {o familia}.',
        'Podem embrulhar {o produto}, por favor?',
        'O presente {do familia} pode levar um laço?',
        'Vou dar {um produto} de aniversário.',
        'Quero um presente bonito para {pessoa}.',
        '{um produto} é um bom presente para {o familia}?',
        'O laço {do produto} pode ser vermelho?',
        'Comprei {um produto} para o aniversário de {pessoa}.',
      ],
      validation: [
        'É Natal: {um produto} para {o familia}.',
        'O embrulho {do produto} pode ser azul?',
        'Escolhi {um produto} para dar {ao familia}.',
      ],
      unseen: [
        'Pode ir uma fita {no produto}?',
        'É surpresa para {o familia}, capricha na caixa!',
        'Colocam um cartão com {o produto}?',
        'Quero uma lembrança para {o familia}.',
        'Vai em papel colorido, com fita?',
        'Tirei {pessoa} no amigo-secreto e escolhi {um produto}.',
        'No Dia das Mães quero {o produto} com fita dourada.',
        'Vou fazer uma surpresa com {um produto}.',
      ],
    },
  },
];

/**
 * The tone of the brand comes last: what is told apart in the first words generalises better, and in few of them, since
 * every word of the reply has the same weight in the loss.
 */
const FAREWELL = 'Um abraço!';

const classes = SERVICE_INTENTS.map(
  ({ reply, templates, products }): TaskClass => ({
    answer: ` ${reply} ${FAREWELL}`,
    wordings: (bank: BankName, words: BankName) => [
      {
        grammar: mergeGrammars(CORPUS_GRAMMAR, { nouns: { produto: products[words] } }),
        templates: templates[bank],
      },
    ],
  }),
);

export const service: Task = {
  name: 'atendimento',
  title: 'Atendimento da loja',
  description: 'Responder ao cliente no tom da marca, com a resposta certa para cada pergunta.',
  answers: classes.map(({ answer }) => answer),
  scoring: 'reply',
  generate: (seed, sizes) =>
    buildSplits('atendimento', classes, (text) => `Cliente: ${text}\nLoja:`, seed, sizes),
};
