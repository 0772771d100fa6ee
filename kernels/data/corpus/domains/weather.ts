import { nouns, phrases } from '../../grammar/morphology.ts';
import type { Domain } from '../domain.ts';

export const weather: Domain = {
  topic: 'tempo',
  weight: 0.9,
  nouns: {
    fenomeno: nouns(
      'chuva/f, vento/m, neblina/f, garoa/f, tempestade/f, geada/f, frente fria/f/frentes frias, trovoada/f, ventania/f, nevoeiro/m, granizo/m, temporal/m',
    ),
    agua: nouns(
      'chuva/f, garoa/f, tempestade/f, trovoada/f, pancada de chuva/f, chuva de granizo/f, temporal/m',
    ),
    regiao: nouns(
      'cidade/f, serra/f, vale/m, campo/m, litoral/m, sertão/m, bairro/m, interior/m, planalto/m, ilha/f, fronteira/f, capital/f',
    ),
    abrigo: nouns('guarda-chuva/m, capa de chuva/f, casaco/m, agasalho/m'),
    plantacao: nouns('horta/f, plantação/f, roça/f, lavoura/f, pasto/m, pomar/m, cafezal/m'),
  },
  adjectives: {
    forca: phrases('forte, intenso, passageiro, repentino, demorado, violento'),
  },
  phrases: {
    estacao: phrases('o verão, o inverno, a primavera, o outono'),
    graus: ['1{#d} graus', '2{#d} graus', '1{#d} °C', '2{#d} °C', '3{#d} graus'],
    ceu: phrases('limpo, nublado, azul, cinzento, carregado de nuvens, sem nuvem nenhuma'),
  },
  sentences: [
    '{o fenomeno} chegou {ao regiao} {passado}.',
    'Hoje o céu {do regiao} está {ceu}.',
    '{o fenomeno} foi {*forca fenomeno} {no regiao} e assustou os moradores.',
    'A previsão indica {fenomeno} para {cidade} {futuro}.',
    'Em {cidade}, {o agua} durou {nf} horas.',
    '{pessoa} levou {um abrigo} por causa {do fenomeno}.',
    'A temperatura caiu {n} graus {no regiao}.',
    'Depois {do fenomeno}, {o regiao} ficou em silêncio.',
    'Quando {o fenomeno} passou, as crianças saíram para brincar.',
    '{o fenomeno} estragou {o plantacao} {do adulto}.',
    'O termômetro {do lugar} marcava {graus} ao meio-dia.',
    'Com tanto calor, {pessoa} dormiu de janela aberta.',
    'O sol nasceu às 5h4{#d} e o dia ficou claro bem cedo.',
    'Faz {nf} semanas que não chove {no regiao}.',
    'Um arco-íris apareceu sobre {o lugar} depois {do fenomeno}.',
    'No jornal, disseram que o inverno vai ser mais seco este ano.',
    'A manhã começou fria, mas à tarde fez {graus}.',
    'Leve {um abrigo}: vai ter {fenomeno} {futuro}.',
    'As ruas {do regiao} ficaram molhadas e escorregadias.',
    'O vento derrubou {nf} árvores perto {do lugar}.',
    'Sem chuva, {o plantacao} secou e os agricultores ficaram preocupados.',
    'O rio subiu e a água chegou perto {do lugar}.',
    '{estacao} chegou e as folhas {do lugar} mudaram de cor.',
    'Em {mes} costuma ter {fenomeno} {no regiao}.',
    'Às {fecha}, o céu escureceu e começou {um agua}.',
    'A lua cheia iluminou {o regiao} a noite inteira.',
    'O dia em {cidade} amanheceu {ceu}, com {graus}.',
    'Por causa {do fenomeno}, o voo para {cidade} atrasou.',
  ],
  scripts: [
    'Previsão do tempo para {cidade}: céu {ceu} de manhã, {fenomeno} à tarde e {graus} à noite. Quem sair deve levar {um abrigo}.',
    'O dia começou com céu limpo. Ao meio-dia, as nuvens chegaram {ao regiao}. Às {fecha}, caiu {um agua} {*forca agua}. À noite, o ar ficou fresco e {pessoa} dormiu bem.',
    '{pessoa} olhou pela janela e viu o céu cinzento. Pegou {um abrigo} e saiu. No caminho, {o agua} começou. — Ainda bem que olhei o céu! — disse {ele:pessoa}.',
    'Fazia {n} meses que não chovia {no regiao}. {o plantacao} estava {seco:plantacao} e a poeira cobria tudo. Então, numa noite de {mes}, a chuva veio. De manhã, o chão cheirava a terra molhada.',
  ],
};
