import { nouns, phrases } from '../../grammar/morphology.ts';
import type { Domain } from '../domain.ts';

export const leisure: Domain = {
  topic: 'arte',
  weight: 0.8,
  nouns: {
    artista: nouns(
      'cantor/m, cantora/f, ator/m, atriz/f, pintor/m, pintora/f, palhaço/m, bailarina/f, sanfoneiro/m, poeta/m, escritora/f, violinista/f, baterista/m, fotógrafa/f',
    ),
    musico: nouns('cantor/m, cantora/f, sanfoneiro/m, violinista/f, baterista/m, flautista/f, maestro/m'),
    musica: nouns('canção/f, valsa/f, samba/m, melodia/f, disco/m, hino/m'),
    escritor: nouns('escritora/f, poeta/m, escritor/m, cronista/f'),
    obra: nouns(
      'canção/f, peça/f, quadro/m, filme/m, poema/m, romance/m, valsa/f, samba/m, desenho/m, escultura/f, espetáculo/m, novela/f, crônica/f',
    ),
    instrumento: nouns(
      'violão/m, piano/m, sanfona/f, flauta/f, pandeiro/m, violino/m, bateria/f, cavaquinho/m, trompete/m, xilofone/m',
    ),
    evento: nouns(
      'show/m, festival/m, exposição/f, concerto/m, sarau/m, feira de livros/f, festa junina/f/festas juninas, carnaval/m, roda de samba/f, mostra de cinema/f',
    ),
    palco: nouns(
      'teatro/m, cinema/m, praça/f, coreto/m, circo/m, galeria/f, centro cultural/m/centros culturais, auditório/m',
    ),
  },
  adjectives: {
    estilo: phrases(
      'bonito, triste, alegre, famoso, antigo, moderno, delicado, engraçado, inesquecível, popular',
    ),
  },
  phrases: {
    ritmo: phrases(
      'samba, forró, frevo, bossa nova, rock, choro, jazz, baião, pagode, maracatu, música clássica, hip-hop',
    ),
    danca: phrases('samba, forró, frevo, maracatu, baião, rock, valsa, xaxado'),
    brincadeira: phrases(
      'jogar dominó, montar quebra-cabeça, pular corda, soltar pipa, jogar cartas, brincar de roda, andar de bicicleta, cantar no karaokê, fazer palavras cruzadas',
    ),
  },
  sentences: [
    'O show de {ritmo} lotou {o palco} {passado}.',
    '{pessoa} fez uma playlist com canções de {ritmo}.',
    'Na entrada {do evento}, lia-se: "{aviso}".',
    'Os violões, os acordeões e os corações batiam no mesmo ritmo.',
    'A aula de yoga e o show de jazz são no mesmo dia.',
    '{o musico} apresentou {um musica} {*estilo musica} {no palco}.',
    '{pessoa} toca {instrumento} e canta {ritmo}.',
    '{o evento} começa às {hora}, {no palco} de {cidade}.',
    'O ingresso {do evento} custa {preco}.',
    '{o musico} passou {n} anos preparando {o musica}.',
    '{pessoa} viu {um obra} {*estilo obra} {passado} e chorou no fim.',
    'A plateia aplaudiu {o artista} de pé.',
    '{o familia} dançou {danca} {no evento}.',
    '{pessoa} aprendeu a tocar {instrumento} com {o musico}.',
    'No fim de semana, {o familia} gosta de {brincadeira}.',
    '{o musico} afinou {o instrumento} antes {do evento}.',
    '{o musica} mais {famoso:musica} {do musico} fala de {cidade}.',
    'A banda tocou {ritmo} e {ritmo} até as {fecha}.',
    '{pessoa} pintou um quadro {do lugar} em {n} dias.',
    '{o crianca} adora {brincadeira} e {brincadeira}.',
    '{o evento} de {cidade} recebeu {#n} mil pessoas.',
    '{o escritor} autografou livros e tirou fotos na feira.',
    'A biblioteca tem {#ndd} livros de poesia.',
    '{pessoa} escreveu um poema para {o familia}.',
    '{o instrumento} {do musico} ficou {guardado:instrumento} no camarim.',
    'Chovia, e {o familia} ficou em casa para {brincadeira}.',
    'O museu abriu uma sala nova com {dezena} obras.',
    '{o musico} ensaiou {o musica} {nf} vezes.',
    'O cinema do bairro exibe um filme antigo todo domingo.',
  ],
  scripts: [
    '{pessoa} ganhou {um instrumento} no aniversário. No começo, só fazia barulho. Com a ajuda {do musico}, aprendeu {ritmo}. Um ano depois, tocou {no evento} da cidade.',
    'Programa de domingo: {um evento} {no palco}, com música ao vivo, comida e roda de {ritmo}. Entrada: {preco}. Crianças não pagam.',
    '{o musico} subiu ao palco e esqueceu a primeira palavra. Fez silêncio. Da plateia, {um crianca} cantou o começo da música. Todos cantaram juntos, e foi a melhor noite do ano.',
  ],
};
