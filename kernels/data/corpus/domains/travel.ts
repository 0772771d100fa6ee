import { nouns, phrases } from '../../grammar/morphology.ts';
import type { Domain } from '../domain.ts';

export const travel: Domain = {
  topic: 'viagem',
  weight: 0.9,
  nouns: {
    veiculo: nouns('ônibus/m, trem/m, avião/m, carro/m, van/f, moto/f, caminhonete/f'),
    hotel: nouns('hotel/m, pousada/f, albergue/m, casa de praia/f, chalé/m, camping/m'),
    passeio: nouns(
      'praia/f, cachoeira/f, museu/m, castelo/m, feira de artesanato/f, mirante/m, trilha/f, aquário/m, gruta/f, reserva/f, zoológico/m, centro histórico/m/centros históricos',
    ),
    viajante: nouns(
      'turista/m, viajante/f, passageiro/m, passageira/f, mochileira/f, visitante/m, família/f, casal/m',
    ),
    bagagem: nouns('mala/f, mochila/f, bolsa/f, sacola/f, câmera/f, passaporte/m, mapa/m, travesseiro/m'),
  },
  phrases: {
    pais: phrases(
      'o Uruguai, o Chile, a Argentina, o Peru, a Bolívia, Portugal, Moçambique, Angola, o México, o Japão, a Itália, o Kuwait, o Quênia, a Nova Zelândia',
    ),
    distancia: ['{#ndd} km', '{#nd} km', '{dezena} quilômetros', '{n} quilômetros'],
  },
  sentences: [
    'A viagem de {cidade} a {cidade} ({distancia}) leva {nf} horas.',
    'A placa na estrada avisava: "{aviso}".',
    'O hotel tem wi-fi, yoga, playground e piscina.',
    'As estações de trem e os aviões estavam cheios em {mes}.',
    '{pessoa} leu três avisos na estação: "{aviso}", "{aviso}" e "{aviso}".',
    '{pessoa} viajou para {cidade} {passado}.',
    '{o veiculo} para {cidade} sai às {hora}.',
    '{o viajante} esqueceu {o bagagem} {no veiculo}.',
    '{o viajante} chegou {ao hotel} à noite, depois de {nf} horas de estrada.',
    'De {cidade} até {cidade} são {distancia}.',
    '{pessoa} tirou {dezena} fotos {do passeio}.',
    'A passagem de {veiculo} custou {preco}.',
    '{o hotel} fica perto {do passeio} e {do lugar}.',
    'No caminho para {cidade}, {o veiculo} parou {nf} vezes.',
    '{o familia} sonha em conhecer {pais}.',
    '{pessoa} arrumou {o bagagem} na véspera da viagem.',
    'O voo {#LL} {#nddd} para {cidade} atrasou {nf} horas.',
    '{o viajante} perguntou onde ficava {o passeio}.',
    'A estrada para {cidade} tem muitas curvas.',
    '{pessoa} mandou um cartão-postal de {cidade} para {o familia}.',
    'Em {mes}, {o passeio} fica {cheio:passeio} de visitantes.',
    '{o veiculo} com placa {#LLL}-{#n}{#L}{#dd} parou em frente {ao hotel}.',
    'O guia contou a história {do passeio} em {nf} línguas.',
    '{pessoa} comprou uma lembrança de {cidade} para {o familia}.',
    'Choveu o tempo todo, mas {o viajante} gostou {do passeio}.',
    'A diária {do hotel} inclui o café da manhã.',
    '{o viajante} perdeu {o veiculo} das {hora} e esperou o próximo.',
    'A travessia de barco até a ilha dura {minutos} minutos.',
    'Na mala, {pessoa} levou uma blusa de frio e {n} livros.',
    '{o viajante} atravessou a fronteira sem pressa.',
    'A viagem de {veiculo} é longa, mas a vista é linda.',
  ],
  scripts: [
    '{pessoa} juntou dinheiro o ano inteiro para conhecer {cidade}. Comprou a passagem, arrumou {o bagagem} e partiu de {veiculo}. No primeiro dia, visitou {o passeio}. No último, já queria ficar.',
    'Diário de viagem. Saímos de {cidade} às {hora}. Paramos para comer na estrada e chegamos {ao hotel} à noite. Amanhã vamos {ao passeio}. Estou com sono, mas feliz.',
    '— A que horas sai {o veiculo} para {cidade}? — perguntou {o viajante}. — Às {hora}, na plataforma {#n} — respondeu {o adulto}. — Obrigado! Então ainda dá tempo de um café.',
    '{o viajante} desceu {do veiculo} em {cidade} sem mapa e sem pressa. Andou até {o passeio}, provou um doce na feira e fez amizade com {pessoa}. À noite, voltou {ao hotel} com {dezena} fotos novas.',
  ],
};
