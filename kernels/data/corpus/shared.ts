/** Words that every domain uses: people, places, times and numbers. */
import { nouns, phrases } from '../grammar/morphology.ts';

export const FEMALE_NAMES = phrases(
  'Ana, Maria, Clara, Rita, Júlia, Lúcia, Beatriz, Helena, Sofia, Laura, Zélia, Joana, Karina, Lívia, Marina, Ângela, Tereza, Úrsula, Wanda, Yara',
);
export const MALE_NAMES = phrases(
  'Pedro, João, Paulo, Carlos, Marcos, André, Rafael, Tiago, Bruno, Diego, Caio, Zeca, Hugo, Ítalo, Kléber, Mateus, Otávio, Wagner, Xavier, Yuri',
);

const person = (names: readonly string[], gender: string): string =>
  names.map((name) => `${name}/${gender}`).join(',');

export const SHARED_NOUNS = {
  pessoa: nouns(`${person(FEMALE_NAMES, 'f')},${person(MALE_NAMES, 'm')}`),
  mulher: nouns(person(FEMALE_NAMES, 'f')),
  homem: nouns(person(MALE_NAMES, 'm')),
  familia: nouns(
    'mãe/f, pai/m, avó/f, avô/m, tia/f, tio/m, irmã/f, irmão/m, prima/f, primo/m, filha/f, filho/m',
  ),
  crianca: nouns('menino/m, menina/f, garoto/m, garota/f, criança/f'),
  adulto: nouns('vizinho/m, vizinha/f, senhora/f, senhor/m, moça/f, rapaz/m, amigo/m, amiga/f'),
  lugar: nouns(
    'praça/f, praia/f, feira/f, rua/f, ponte/f, escola/f, biblioteca/f, parque/m, museu/m, mercado/m',
  ),
  comodo: nouns('sala/f, cozinha/f, quarto/m, varanda/f, quintal/m, jardim/m, corredor/m'),
} as const;

export const SHARED_ADJECTIVES = {
  cor: phrases('azul, vermelho, verde, amarelo, branco, preto, marrom'),
} as const;

export const SHARED_PHRASES = {
  cidade: phrases(
    'São Paulo, Recife, Salvador, Curitiba, Belém, Manaus, Fortaleza, Natal, Goiânia, Porto Alegre, Brasília, Xanxerê, Óbidos, Itu',
  ),
  dia: phrases('segunda-feira, terça-feira, quarta-feira, quinta-feira, sexta-feira'),
  mes: phrases(
    'janeiro, fevereiro, março, abril, maio, junho, julho, agosto, setembro, outubro, novembro, dezembro',
  ),
  passado: [
    'ontem',
    'ontem à noite',
    'hoje cedo',
    'no domingo',
    'no sábado',
    'na {dia}',
    'de manhã',
    'à tarde',
    'à noite',
    'na semana passada',
    'no mês passado',
    'no feriado',
    'antes do almoço',
    'depois do jantar',
    'em {mes}',
    'há {n} dias',
    'às {nf} horas',
  ],
  futuro: [
    'amanhã',
    'amanhã cedo',
    'no domingo',
    'no sábado',
    'na {dia}',
    'na semana que vem',
    'no mês que vem',
    'mais tarde',
    'hoje à noite',
    'depois do almoço',
    'em {mes}',
    'daqui a {n} dias',
  ],
  n: phrases('dois, três, quatro, cinco, seis, sete, oito, nove, dez, doze, quinze'),
  varios: phrases('três, quatro, cinco, seis, sete, oito, nove, dez'),
  febre: ['38 °C', '38,2 °C', '38,5 °C', '39 °C'],
  nf: phrases('duas, três, quatro, cinco, seis, sete, oito, nove, dez, onze'),
  minutos: phrases('cinco, dez, quinze, vinte, trinta, quarenta'),
  dezena: phrases(
    'dez, quinze, vinte, trinta, quarenta, cinquenta, sessenta, setenta, oitenta, noventa, cem',
  ),
  hora: ['7h', '8h30', '9h15', '10h', '11h45', '1{#n}h', '1{#n}h30', '1{#n}h15', '20h'],
  abre: ['6h', '7h', '7h30', '8h', '8h30', '9h', '9h30', '10h'],
  fecha: ['16h', '17h', '17h30', '18h', '18h45', '19h', '20h', '21h30', '22h'],
  preco: ['R$ {#n},{#d}0', 'R$ {#nd},90', 'R$ {#nd},{#d}0', 'R$ {#nd}', '{dezena} reais'],
  desconto: ['5%', '10%', '15%', '20%', '25%', '30%', '40%', '50%'],
  ordem: phrases('primeiro, segundo, terceiro, quarto, quinto, décimo, último'),
  reais: ['R$ {#n},{#d}0', 'R$ {#nd},90', 'R$ {#nd}', 'R$ {#ndd}', 'R$ {#n}.{#ddd},00', '{dezena} reais'],
  letra: phrases('A, B, C, D, E, F, K, W, Y'),
  exercicio: [
    '{n} mais {n}',
    '{#n} + {#n} = ?',
    '{#nd} - {#n} = ?',
    '{#n} x {#n} = ?',
    '{#n}/{#n}',
    '{#nd}%',
    'página {#nd}',
  ],
  sigla: phrases('CPF, RG, CEP, PIX, SUS, TV'),
  aviso: phrases(
    'ATENÇÃO, SAÍDA, PROMOÇÃO, SILÊNCIO, PÃO QUENTE, VENDE-SE, ÓCULOS, ÔNIBUS, ÍNDICE, ÚLTIMO DIA, LÂMPADAS, CAFÉ, XEROX, KIT COMPLETO, WI-FI GRÁTIS, HÁ VAGAS, AÇAÍ, LIÇÕES, ÀS 8H, JÁ VOLTO, QUIZ, ÊXITO, AVÔ',
  ),
} as const;
