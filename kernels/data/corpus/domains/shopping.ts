import { nouns, phrases } from '../../grammar/morphology.ts';
import type { Domain } from '../domain.ts';

export const shopping: Domain = {
  topic: 'compras',
  weight: 0.6,
  nouns: {
    produto: nouns(
      'camisa/f, sapato/m, caneca/f, mochila/f, vestido/m, relógio/m, bolsa/f, livro/m, lâmpada/f, cadeira/f, brinquedo/m, casaco/m, chinelo/m, jaqueta/f, quebra-cabeça/m, boneca/f, skate/m, guarda-sol/m, cobertor/m, teclado/m, fone de ouvido/m, garrafa térmica/f/garrafas térmicas, boné/m, saia/f, cinto/m, tênis/m, vaso/m, panela/f, toalha/f, lanterna/f, travesseiro/m, bicicleta/f, mala/f, carteira/f',
    ),
    roupa: nouns(
      'camisa/f, sapato/m, vestido/m, casaco/m, jaqueta/f, boné/m, saia/f, cinto/m, tênis/m, blusa/f, calça/f, bermuda/f, luva/f, colete/m, camiseta/f, bota/f, pijama/m',
    ),
    loja: nouns('loja/f, mercado/m, feira/f, bazar/m, shopping/m'),
    cliente: nouns('cliente/m, freguês/m, freguesa/f, vizinha/f, moça/f, rapaz/m, senhora/f'),
    vendedor: nouns('vendedor/m, vendedora/f, gerente/m, atendente/f, dona da loja/f'),
  },
  adjectives: {
    qualidade: phrases(
      'novo, barato, caro, bonito, grande, pequeno, leve, confortável, colorido, moderno, usado',
    ),
  },
  phrases: {
    saudacao: phrases(
      'Oi, Olá, Bom dia, Boa tarde, Boa noite, Seja bem-vindo, Que alegria ver você, Que bom falar com você, Fique à vontade',
    ),
    despedida: phrases(
      'Um abraço, Até logo, Volte sempre, Obrigado pela visita, Até amanhã, Bom fim de semana, Conte com a gente',
    ),
  },
  sentences: [
    '— Oi! Que bom falar com você — disse {o vendedor} ao telefone.',
    'O letreiro {do loja} piscava: "{aviso}".',
    'Na web, {o produto} sai por {preco}; {no loja}, por {preco}.',
    'O motoboy {do loja} entregou {o produto} e um kit de brinde.',
    'Os botões, os cordões e os calções estão na seção {letra}.',
    '{o cliente} comprou {um produto} {*qualidade produto} {no loja}.',
    '{o vendedor} mostrou {o produto} {ao cliente}.',
    '{o produto} {*cor produto} está na vitrine {do loja}.',
    '{pessoa} saiu {do loja} com {nf} sacolas.',
    '{o cliente} escolheu {o produto} e foi até o caixa.',
    '{o loja} de {pessoa} vende {+produto}, {+produto2} e muito mais.',
    '— Posso ajudar? — perguntou {o vendedor}.',
    '— {saudacao}! — disse {o vendedor} {ao cliente}.',
    '— {despedida}! — respondeu {o vendedor}.',
    '{pessoa} experimentou {o produto} e olhou no espelho.',
    'A fila {do loja} estava enorme {passado}.',
    '{o vendedor} foi buscar {o produto} no estoque.',
    '{pessoa} fez a lista de compras: {legume}, {ingrediente}, {fruta} e sabão.',
    'Não havia {produto} {*cor produto} {no loja}, só {*cor produto}.',
    '{o cliente} pagou no débito e pediu a nota.',
    '{o loja} do centro abriu uma filial em {cidade}.',
    '{pessoa} trabalha {no loja} há {n} anos.',
    '{o vendedor} arrumou {os produto} na prateleira.',
    'O carrinho estava cheio, e {o cliente} não achou {o produto}.',
    '{meu familia} só compra {+produto} {no loja} da esquina.',
    '{pessoa} viu {o produto} no site e foi conhecer de perto.',
    'O cartaz {do loja} dizia: "{aviso}".',
    '{o produto} acabou, mas chega mais {futuro}.',
    '{o cliente} comparou {o produto} com {o produto2} antes de decidir.',
    'Preciso comprar {um produto} antes das férias.',
    '{pessoa} vendeu {o produto} {usado:produto} pela internet.',
    'O kit tem {um produto}, {um produto2} e {um produto3}.',
    '{o vendedor} atende {os cliente} com um sorriso.',
  ],
  scripts: [
    '— {saudacao}! Posso ajudar? — perguntou {o vendedor}. — Procuro {um produto} para {o familia} — disse {o cliente}. — Temos {um produto} {*qualidade produto}, quer ver? — Quero, sim!',
    '{pessoa} entrou {no loja} para comprar {um produto}. Saiu com {um produto2} e {um produto3}, mas esqueceu {o produto}. No dia seguinte, teve de voltar.',
    '{o vendedor} abriu {o loja} às {abre}. Varreu a calçada, arrumou {os produto} e ligou o rádio. O primeiro cliente chegou logo e levou {um produto} {*cor produto}.',
    '— Não, obrigado, só estou olhando — disse {o cliente}. — Fique à vontade! — respondeu {o vendedor}. Pouco depois, {o cliente} voltou com {um produto} na mão.',
  ],
};
