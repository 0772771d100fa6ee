import { nouns, phrases } from '../../grammar/morphology.ts';
import type { Domain } from '../domain.ts';

export const animals: Domain = {
  topic: 'bichos',
  weight: 0.9,
  nouns: {
    pet: nouns(
      'gato/m, gata/f, cachorro/m, cadela/f, papagaio/m, coelho/m, hamster/m, tartaruga/f, canário/m, filhote/m',
    ),
    selvagem: nouns(
      'onça/f, tatu/m, capivara/f, jacaré/m, tamanduá/m, arara/f, lobo-guará/m/lobos-guará, tucano/m, veado/m, anta/f, coruja/f, preguiça/f, quati/m, sucuri/f',
    ),
    sitio: nouns(
      'vaca/f, cavalo/m, galinha/f, cabra/f, porco/m, pato/m, ovelha/f, burro/m, galo/m, bezerro/m, égua/f',
    ),
    mar: nouns(
      'baleia/f, golfinho/m, polvo/m, tubarão/m, caranguejo/m, peixe-boi/m/peixes-boi, estrela-do-mar/f/estrelas-do-mar, foca/f, lagosta/f',
    ),
    inseto: nouns(
      'abelha/f, formiga/f, borboleta/f, grilo/m, joaninha/f, vaga-lume/m, cigarra/f, libélula/f, besouro/m',
    ),
    habitat: nouns(
      'mata/f, rio/m, lagoa/f, cerrado/m, mangue/m, brejo/m, floresta/f, caatinga/f, pantanal/m, campo/m',
    ),
    tratador: nouns(
      'veterinária/f, veterinário/m, tratador/m, bióloga/f, dono/m, dona/f, fazendeiro/m, fazendeira/f',
    ),
  },
  adjectives: {
    jeito: phrases(
      'manso, bravo, esperto, curioso, brincalhão, medroso, guloso, quieto, arisco, preguiçoso, valente, teimoso',
    ),
    corpo_bicho: phrases('pequeno, grande, peludo, magro, gordo, veloz, malhado, branco, preto, marrom'),
  },
  phrases: {
    racao: phrases('capim, milho, ração, feno, farelo'),
    comida_bicho: phrases(
      'folhas, frutas, sementes, raízes, capim, milho, insetos, peixes pequenos, ração, cenoura',
    ),
  },
  sentences: [
    'O husky e o yorkshire de {pessoa} brincam no parque.',
    'Os leões, os gaviões e os tubarões são caçadores.',
    '{o pet} de {pessoa} é {*jeito pet} e {*jeito pet}.',
    '{o selvagem} vive {no habitat} e come {comida_bicho}.',
    '{o pet} dormiu no sofá {passado}.',
    '{o tratador} deu {racao} {ao sitio}.',
    '{o selvagem} atravessou a estrada perto {do habitat}.',
    '{pessoa} achou {um pet} {*corpo_bicho pet} na rua e levou para casa.',
    '{o mar} nadou ao lado do barco por {minutos} minutos.',
    '{os inseto} apareceram no jardim depois da chuva.',
    '{o sitio} fugiu do curral e foi parar {no habitat}.',
    '{o tratador} examinou {o pet} e disse que estava tudo bem.',
    '{o selvagem} bebeu água {no habitat} e sumiu entre as árvores.',
    '{pessoa} viu {um selvagem} {*corpo_bicho selvagem} {no habitat}.',
    'A gata de {pessoa} teve {n} filhotes {passado}.',
    'No sítio de {pessoa} há {varios} {+sitio} e {varios} {+sitio2}.',
    'Da praia, {pessoa} viu {um mar} entre as ondas.',
    '{o crianca} desenhou {um inseto} no caderno.',
    '{o pet} tem medo de trovão e se esconde debaixo da cama.',
    '{o selvagem} e {o selvagem2} dividem o mesmo território.',
    '{o tratador} soltou {um selvagem} {no habitat} depois do tratamento.',
    'De noite, {o selvagem} sai para procurar {comida_bicho}.',
    '{o pet} aprendeu a abrir a porta do quintal.',
    '{o sitio} acordou todo mundo às {hora}.',
    'As abelhas visitam {dezena} flores por hora.',
    '{o inseto} pousou no braço de {pessoa} e ficou {parado:inseto}.',
    '{o pet} espera {pessoa} na porta todo dia.',
    '{meu familia} cria {+sitio} perto {do habitat}.',
    'Quem encontrar {um pet} {*corpo_bicho pet}, ligue para {pessoa}: 9{#dddd}-{#dddd}.',
  ],
  scripts: [
    '{pessoa} ouviu um barulho no telhado. Subiu na escada e encontrou {um pet} {*corpo_bicho pet}, {molhado:pet} de chuva. Deu água, deu comida e um nome: Kiko. Desde então, {o pet} não sai mais de perto.',
    '{o selvagem} saiu {do habitat} ao anoitecer. Procurou {comida_bicho}, bebeu água e ouviu {um selvagem2} ao longe. Antes do sol nascer, já estava de volta.',
    '— {o pet} sumiu! — gritou {pessoa}. Procuraram no quintal, na rua e na praça. Às {hora}, {o familia} abriu o armário: {o pet} dormia em cima das toalhas.',
    'Você sabia? {o mar} precisa de água limpa para viver. Quando o mar fica sujo, {o mar} adoece ou vai embora. Por isso, não jogue lixo na praia.',
  ],
};
