import { nouns, phrases } from '../../grammar/morphology.ts';
import type { Domain } from '../domain.ts';

export const tales: Domain = {
  topic: 'fábula',
  weight: 1.2,
  nouns: {
    heroi: nouns(
      'raposa/f, coelho/m, onça/f, tatu/m, coruja/f, sapo/m, tartaruga/f, macaco/m, formiga/f, lobo/m, gato/m, arara/f, urso/m',
    ),
    personagem: nouns(
      'rei/m, rainha/f, dragão/m, fada/f, gigante/m, bruxa/f, cavaleiro/m, pescador/m, princesa/f, lenhador/m',
    ),
    reino: nouns(
      'floresta/f, castelo/m, caverna/f, montanha/f, ilha/f, aldeia/f, torre/f, lagoa/f, bosque/m, reino/m',
    ),
    tesouro: nouns(
      'chave/f, anel/m, mapa/m, flauta/f, espelho/m, lanterna/f, pena/f, semente/f, coroa/f, moeda/f, sino/m',
    ),
  },
  adjectives: {
    carater: phrases(
      'esperto, bravo, velho, pequeno, curioso, medroso, generoso, teimoso, alegre, triste, bonito, forte, corajoso',
    ),
    magia: phrases('mágico, antigo, brilhante, dourado, pequeno, pesado, estranho'),
  },
  phrases: {
    moral_corrida: phrases(
      'devagar se vai ao longe, a pressa é inimiga da perfeição, quem confia demais perde a vez',
    ),
    moral_tesouro: phrases(
      'mais vale um amigo do que um tesouro, quem tudo quer nada tem, a honestidade vale ouro',
    ),
    desejo: phrases(
      'voar como os pássaros, conhecer o mar, encontrar um amigo, voltar para casa, cantar para as estrelas, nunca mais sentir frio, aprender a ler, descobrir um segredo, ver o outro lado da montanha',
    ),
    era: phrases('Era uma vez, Há muito tempo havia, Num tempo distante havia, Conta a lenda que existia'),
  },
  sentences: [
    '{era} {um personagem} que morava {no reino}.',
    'Era uma vez {um heroi} muito {*carater heroi}.',
    '{o heroi} encontrou {um tesouro} {*magia tesouro} {no reino}.',
    '{o personagem} pediu ajuda {ao heroi}.',
    '{o heroi} e {o personagem} viajaram até {o reino}.',
    '{o personagem} perdeu {o tesouro} perto {do reino}.',
    '— Quem pegou {o tesouro}? — perguntou {o heroi}.',
    '{o heroi} {*carater heroi} ficou com medo {do personagem}.',
    '{o personagem} devolveu {o tesouro}, e todos ficaram felizes.',
    '{o heroi} dormiu debaixo de uma árvore {do reino}.',
    '— Vamos juntos! — disse {o personagem} {ao heroi}.',
    'O maior sonho {do heroi} era {desejo}.',
    '{o personagem} tinha {n} filhos e só {um tesouro}.',
    'Ninguém entrava {no reino} depois do pôr do sol.',
    '{o heroi} fez uma promessa {ao personagem}: voltar antes da lua cheia.',
    'A porta da torre só abria com {um tesouro} {*magia tesouro}.',
    '{o heroi} desafiou {o heroi2} para uma corrida.',
    'Durante {n} dias e {nf} noites, {o personagem} procurou {o tesouro}.',
    '{o personagem} transformou {o heroi} em pedra.',
    '— Cuidado com {o personagem} {do reino}! — avisou {o heroi}.',
    '{o heroi} dividiu a comida com {o heroi2} e ganhou um amigo.',
    'Todas as noites, {o personagem} tocava um sino {no reino}.',
    '{o heroi} riu {do heroi2}, mas depois pediu desculpas.',
  ],
  scripts: [
    'Era uma vez {um heroi} muito {*carater heroi} que vivia {no reino}. Um dia, {o heroi} encontrou {um tesouro} {*magia tesouro}. {o personagem} viu tudo e quis {o tesouro} para si. Mas {o heroi} pensou bem e devolveu {o tesouro} ao dono. Moral da história: {moral_tesouro}.',
    '{era} {um personagem} {*carater personagem} que morava {no reino}. O seu maior sonho era {desejo}. Certa manhã, {um heroi} bateu à porta e disse: — Eu sei como ajudar. Então saíram pelo mundo e só voltaram {n} anos depois, felizes.',
    '{o heroi} e {o heroi2} apostaram uma corrida até {o reino}. {o heroi} saiu na frente e parou para dormir. {o heroi2} passou devagar, sem fazer barulho, e chegou primeiro. Moral da história: {moral_corrida}.',
    'Num dia frio, {o heroi} bateu à porta {do heroi2}. — Tenho fome — disse. — Entre e divida a sopa comigo — respondeu {o heroi2}. Desde então, {o heroi} e {o heroi2} sempre jantam na mesma mesa.',
    '{o personagem} perdeu {um tesouro} {*magia tesouro} {no reino}. Chamou {o heroi}, chamou {o heroi2} e prometeu um prêmio. Procuraram de dia e de noite. No fim, {o tesouro} estava no bolso {do personagem}.',
    'Era uma vez {um personagem} que não sabia rir. Vieram {o heroi} e {o heroi2} e contaram piadas, mas nada. Então {um crianca} tropeçou num balde, caiu na lama e começou a rir. E {o personagem} riu também, pela primeira vez.',
    '— Por que você chora? — perguntou {o heroi}. — Porque quero {desejo} — respondeu {o heroi2}. — Então vamos tentar juntos. E lá se foram, contando histórias pelo caminho.',
  ],
};
