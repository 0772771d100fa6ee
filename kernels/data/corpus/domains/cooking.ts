import { nouns, phrases } from '../../grammar/morphology.ts';
import type { Domain } from '../domain.ts';

export const cooking: Domain = {
  topic: 'cozinha',
  weight: 1,
  nouns: {
    prato: nouns(
      'sopa de legumes/f, arroz de forno/m, salada de batata/f, torta de frango/f, pão de queijo/m, peixe assado/m/peixes assados, carne de panela/f, lasanha/f, moqueca/f, farofa/f, cuscuz/m, tapioca/f, panqueca de carne/f, risoto/m, yakisoba/m, nhoque/m, omelete/f, strogonoff/m, vatapá/m',
    ),
    sobremesa: nouns(
      'bolo de milho/m, pudim/m, canjica/f, mousse de maracujá/f, pavê/m, cocada/f, arroz-doce/m, brigadeiro/m, torta de limão/f, gelatina/f, sorvete/m, rabanada/f',
    ),
    receita: nouns(
      'bolo de milho/m, bolo de chocolate/m, pudim/m, pavê/m, torta de limão/f, mousse de maracujá/f, brownie/m',
    ),
    assado: nouns(
      'bolo de cenoura/m, torta de palmito/f, pão/m, lasanha/f, frango/m, biscoito/m, pizza/f, empada/f, broa de milho/f, rosca/f, rocambole/m',
    ),
    ingrediente: nouns(
      'farinha/f, açúcar/m, leite/m, manteiga/f, fubá/m, mel/m, creme de leite/m, leite de coco/m, fermento/m, chocolate/m, aveia/f, iogurte/m, polvilho/m, coco ralado/m/cocos ralados',
    ),
    legume: nouns(
      'cebola/f, tomate/m, cenoura/f, batata/f, abobrinha/f, pimentão/m, berinjela/f, pepino/m, chuchu/m, beterraba/f, mandioca/f, abóbora/f, vagem/f',
    ),
    refogado: nouns('cebola/f, tomate/m, cenoura/f, batata/f, pimentão/m, abobrinha/f'),
    fruta: nouns(
      'manga/f, banana/f, laranja/f, maçã/f, abacaxi/m, kiwi/m, goiaba/f, uva/f, limão/m, mamão/m, melancia/f, jabuticaba/f, caju/m, maracujá/m, morango/m, pera/f, abacate/m, pêssego/m',
    ),
    tempero: nouns(
      'alho/m, coentro/m, salsinha/f, orégano/m, pimenta/f, louro/m, cominho/m, gengibre/m, hortelã/f, manjericão/m, alecrim/m',
    ),
    erva: nouns('coentro/m, salsinha/f, hortelã/f, manjericão/m, alecrim/m, cebolinha/f'),
    vasilha: nouns('tigela/f, travessa/f, bacia/f, vasilha/f'),
    fogo: nouns('panela/f, caçarola/f, frigideira/f'),
    utensilio: nouns('colher de pau/f, faca/f, concha/f, peneira/f, batedeira/f, espátula/f, escumadeira/f'),
    cozinheiro: nouns(
      'cozinheiro/m, cozinheira/f, padeiro/m, confeiteira/f, avó/f, tia/f, pai/m, vizinha/f, ajudante/m, quituteira/f',
    ),
  },
  adjectives: {
    gosto: phrases('gostoso, saboroso, delicioso, cheiroso, caprichado, apetitoso, perfumado'),
    ponto: phrases('macio, dourado, cheiroso, quentinho, crocante'),
  },
  phrases: {
    bebida: phrases(
      'suco de uva, chá de camomila, café com leite, água de coco, suco de caju, chá de hortelã, vitamina de banana, limonada, guaraná gelado',
    ),
    medida: phrases(
      'duas xícaras de farinha, uma colher de sal, dois ovos, 250 g de queijo, 1 kg de batata, uma pitada de sal, 200 ml de água, dois dentes de alho, uma cebola picada, um fio de azeite, 500 g de carne',
    ),
    doce: phrases(
      'um copo de açúcar, três ovos, meio litro de leite, 250 g de manteiga, uma lata de creme de leite, duas xícaras de farinha, 200 g de chocolate, uma colher de mel, três colheres de amido, uma colher de essência de baunilha',
    ),
    aroma: phrases('canela, cravo, gengibre, hortelã, baunilha, raspas de limão'),
  },
  sentences: [
    'A feira vendia limões, melões, mamões e pimentões.',
    'A caixa de kiwi veio com a palavra "{aviso}" escrita à mão.',
    '{o cozinheiro} preparou {um prato} {*gosto prato} {passado}.',
    '{o prato} ficou {*gosto prato} e todo mundo repetiu.',
    '{pessoa} misturou {o ingrediente} com {o ingrediente2} {no vasilha}.',
    'A receita leva {medida}, {medida} e um pouco de {tempero}.',
    'Cozinhe {os legume} na panela por {minutos} minutos.',
    '{o assado} assou no forno por {minutos} minutos e saiu {*ponto assado}.',
    'Para fazer {o prato}, {o cozinheiro} cortou {os refogado} em pedaços pequenos.',
    '{pessoa} provou {o prato} e pediu mais {tempero}.',
    'O cheiro {do assado} encheu a cozinha inteira.',
    'Na mesa havia {um prato}, {um sobremesa} e {bebida}.',
    '{o receita} de {pessoa} leva {doce} e {doce}.',
    'Sem {aroma}, {o sobremesa} fica sem graça, dizia {o familia}.',
    'O hambúrguer veio com ketchup, e {pessoa} pediu mais {+legume}.',
    '{pessoa} lavou {os legume} e descascou {os legume2}.',
    'Bata {o ingrediente} com {o ingrediente2} até a massa ficar lisa.',
    'Quem gosta de {tempero} pode colocar mais um pouco no fim.',
    '{o cozinheiro} serviu {o prato} com {bebida}.',
    'Hoje tem {prato} no almoço e {sobremesa} depois.',
    'Não abra o forno antes da hora, senão {o assado} não assa direito.',
    '{pessoa} procurou {o utensilio} em todas as gavetas da cozinha.',
    'A sobremesa da festa foi doce de {fruta} com {aroma}.',
    'Pique {o erva}, refogue {os refogado} e desligue o fogo.',
    '{meu familia} ensinou {pessoa} a fazer {prato}.',
    '{o cozinheiro} esqueceu {o assado} no forno e quase queimou tudo.',
    'Os ingredientes são simples: {medida}, {medida} e {medida}.',
    'Antes de servir, {pessoa} enfeitou {o prato} com {erva}.',
    '{os fruta} {do lugar} estavam {maduro:fruta} e {barato:fruta}.',
    '{pessoa} comprou {#n} kg de {legume} para fazer sopa.',
    'No jantar, {o familia} tomou {bebida} e comeu {sobremesa}.',
    'Se a massa grudar, ponha mais {ingrediente} aos poucos.',
    'Leve {o fogo} ao fogo baixo e mexa com a colher de pau.',
  ],
  scripts: [
    '{pessoa} resolveu fazer {um prato}. Primeiro, separou {medida} e {medida}. Depois, cozinhou tudo {no fogo} e provou com a ponta da colher. Faltava {tempero}. No fim, {o prato} ficou {*gosto prato} e não sobrou nada.',
    'Receita de {receita}. Separe {doce}, {doce} e {doce}. Misture tudo {no vasilha}. Espere {minutos} minutos. Deixe esfriar e enfeite com {aroma}.',
    '{o cozinheiro} acordou cedo para assar {um assado}. Acendeu o forno, untou a forma e esperou {minutos} minutos. Quando {o assado} ficou {pronto:assado}, o cheiro chegou até a rua.',
    '— O que tem para o almoço? — perguntou {pessoa}. — Hoje tem {prato} com {bebida} — respondeu {o cozinheiro}. — Então vou lavar as mãos agora!',
    '{pessoa} nunca tinha feito {prato}. Ligou para {o familia}, anotou {medida} e {medida} e começou. Na primeira vez, queimou o fundo da panela. Na segunda, ficou tão bom que {ele:pessoa} repetiu.',
    '{o familia} foi à feira e voltou com {+fruta}, {+legume} e um maço de {erva}. Em casa, lavou tudo, cortou {os legume} e fez uma sopa. {os fruta} viraram sobremesa.',
  ],
};
