/** Words that every domain uses: people, places, times and numbers. */
import { nouns, phrases } from '../grammar/morphology.ts';

export const FEMALE_NAMES = phrases(
  'Ana, Maria, Clara, Rita, Júlia, Lúcia, Beatriz, Helena, Sofia, Laura, Alice, Camila, Débora, Elisa, Fernanda, ' +
    'Gabriela, Isabel, Joana, Karina, Lívia, Marina, Natália, Olívia, Patrícia, Quitéria, Renata, Tereza, Úrsula, Vanessa, Wanda, Yara, Zélia, Ângela, Ágata',
);
export const MALE_NAMES = phrases(
  'Pedro, João, Paulo, Carlos, Marcos, André, Rafael, Tiago, Bruno, Diego, Antônio, Caio, Davi, Eduardo, Felipe, ' +
    'Gustavo, Hugo, Ítalo, Ivan, José, Kléber, Leandro, Mateus, Nélson, Óscar, Otávio, Quirino, Rodrigo, Sérgio, Vicente, Wagner, Xavier, Yuri, Zeca',
);

const person = (names: readonly string[], gender: string): string =>
  names.map((name) => `${name}/${gender}`).join(',');

export const SHARED_NOUNS = {
  pessoa: nouns(`${person(FEMALE_NAMES, 'f')},${person(MALE_NAMES, 'm')}`),
  mulher: nouns(person(FEMALE_NAMES, 'f')),
  homem: nouns(person(MALE_NAMES, 'm')),
  familia: nouns(
    'mãe/f, pai/m, avó/f, avô/m, tia/f, tio/m, irmã/f, irmão/m, prima/f, primo/m, madrinha/f, padrinho/m, sogra/f, sogro/m, filha/f, filho/m, neta/f, neto/m',
  ),
  crianca: nouns('menino/m, menina/f, garoto/m, garota/f, criança/f'),
  adulto: nouns(
    'vizinho/m, vizinha/f, senhora/f, senhor/m, moça/f, rapaz/m, amigo/m, amiga/f, motorista/m, porteiro/m, porteira/f, jornalista/f, agricultor/m, agricultora/f',
  ),
  lugar: nouns(
    'praça/f, praia/f, feira/f, rua/f, ponte/f, estação/f, avenida/f, esquina/f, escola/f, biblioteca/f, igreja/f, parque/m, museu/m, mercado/m, porto/m',
  ),
  comodo: nouns(
    'sala/f, cozinha/f, quarto/m, varanda/f, quintal/m, jardim/m, garagem/f, corredor/m, banheiro/m, sótão/m/sótãos',
  ),
} as const;

export const SHARED_ADJECTIVES = {
  cor: phrases('azul, vermelho, verde, amarelo, branco, preto, roxo, marrom, laranja, cinza, bege'),
} as const;

export const SHARED_PHRASES = {
  cidade: phrases(
    'São Paulo, Recife, Salvador, Curitiba, Belém, Manaus, Fortaleza, Natal, Goiânia, Porto Alegre, Maceió, Vitória, Brasília, ' +
      'Teresina, Campinas, Santos, Ouro Preto, Olinda, Londrina, Joinville, Niterói, Xanxerê, Quixadá, Ijuí, Óbidos, Blumenau, Palmas, Itu',
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
  sigla: phrases('CPF, RG, CEP, PIX, SUS, TV, DVD, GPS, KM, UFRJ, IPTU, IPVA, WC, VIP'),
  aviso: phrases(
    'ATENÇÃO, SAÍDA, ENTRADA, PROMOÇÃO, SILÊNCIO, PERIGO, PÃO QUENTE, VENDE-SE, ÁGUA POTÁVEL, ÓCULOS, ÔNIBUS, ÍNDICE, ÚLTIMO DIA, ' +
      'LÂMPADAS, PÊSSEGOS, ESTAÇÃO, NÃO PISE NA GRAMA, CAFÉ, XEROX, KIT COMPLETO, WI-FI GRÁTIS, LIMÕES, ALUGA-SE, YOGA, FÉRIAS, ' +
      'HÁ VAGAS, AÇAÍ, ÂNCORA, LIÇÕES, AVÔ E AVÓ, ÀS 8H, EXCEÇÕES, ÁREA VIP, VOVÔ, À VENDA, DÊ A VEZ, BÔNUS, ÊXITO, PÔSTER, CÂMERAS, JÁ VOLTO, QUIZ, ZÍPER',
  ),
} as const;
