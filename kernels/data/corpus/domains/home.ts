import { nouns, phrases } from '../../grammar/morphology.ts';
import type { Domain } from '../domain.ts';

export const home: Domain = {
  topic: 'casa',
  weight: 0.9,
  nouns: {
    convivio: nouns('sala/f, cozinha/f, varanda/f'),
    movel: nouns(
      'sofá/m, mesa/f, cama/f, estante/f, armário/m, cadeira/f, tapete/m, cortina/f, espelho/m, poltrona/f, rede/f, cômoda/f',
    ),
    gaveteiro: nouns('armário/m, cômoda/f, mesa/f, estante/f'),
    grande: nouns('sofá/m, mesa/f, cama/f, estante/f, armário/m, poltrona/f, cômoda/f'),
    eletro: nouns(
      'geladeira/f, fogão/m, ventilador/m, rádio/m, televisão/f, máquina de lavar/f, chuveiro/m, aspirador/m, ferro de passar/m, computador/m',
    ),
    planta: nouns(
      'roseira/f, samambaia/f, pé de manga/m, orquídea/f, violeta/f, mangueira/f, girassol/m, cacto/m, jasmim/m, laranjeira/f',
    ),
    limpeza: nouns('vassoura/f, balde/m, pano/m, esponja/f, rodo/m, sabão/m'),
    objeto_casa: nouns(
      'chave/f, controle remoto/m/controles remotos, guarda-chuva/m, carteira/f, agulha/f, vela/f, lanterna/f, caderneta/f, carregador/m',
    ),
  },
  phrases: {
    tinta: phrases('azul, verde, amarela, branca, bege, cor-de-rosa'),
    tarefa: phrases(
      'lavar a louça, varrer o chão, arrumar a cama, regar as plantas, passar a roupa, tirar o lixo, limpar a janela, estender a roupa, encher o filtro, dobrar as toalhas',
    ),
  },
  sentences: [
    '— Oi, {pessoa}! Que bom falar com você — disse {o familia} ao telefone.',
    '— Oi, vizinha! Você viu {meu familia}? — perguntou {pessoa}.',
    'O cartaz no portão dizia: "{aviso}".',
    'O motoboy subiu até o {#n}º andar e voltou pelo elevador.',
    'As crianças do playground fizeram bolhas de sabão.',
    '{pessoa} limpou os salões, os portões e os corrimões do prédio.',
    '{o familia} limpou {o comodo} {passado}.',
    '{o familia} e {o familia2} conversaram {no convivio} até tarde.',
    '{pessoa} plantou {um planta} no jardim.',
    '{o familia} contou uma história {ao crianca} antes de dormir.',
    'A janela {do comodo} ficou aberta a noite inteira.',
    '{o familia} abraçou {pessoa} na porta de casa.',
    '{pessoa} mudou {o grande} de lugar e {o convivio} pareceu maior.',
    '{o eletro} parou de funcionar {passado}.',
    'Hoje é a vez de {pessoa} {tarefa}.',
    '{pessoa} foi {tarefa}, e {pessoa2} foi {tarefa}.',
    '{meu familia} comprou {um movel} {*cor movel} para {o convivio}.',
    'O vizinho do apartamento {#ndd} toca violão todas as noites.',
    'Faltou luz no bairro, e {o familia} acendeu uma vela {no comodo}.',
    '{o planta} deu flor em {mes}.',
    '{pessoa} perdeu {o objeto_casa} e achou atrás {do grande}.',
    '{o crianca} aprendeu a {tarefa} sem ajuda.',
    'A casa da rua das Flores, número {#nd}, está à venda.',
    'O condomínio fechou a piscina para limpeza.',
    'No sábado, a família inteira ajuda a {tarefa} e a {tarefa}.',
    'A goteira {do comodo} molhou {o movel}.',
    '{o familia} guardou {o objeto_casa} na gaveta {do gaveteiro}.',
    '{pessoa} pintou {o comodo} com tinta {tinta}.',
    'O caminhão de lixo passa na {dia}, às {hora}.',
    'Com {um limpeza} na mão, {o familia} entrou {no comodo}.',
    'Ligue {o eletro} só depois das {fecha} para economizar energia.',
    '{o familia} faz aniversário em {mes} e quer uma festa com {sobremesa}.',
    'No domingo, {o familia} reúne todo mundo {no convivio}.',
    'O bairro ganhou uma praça nova, com bancos e {n} brinquedos.',
  ],
  scripts: [
    '{pessoa} procurou {o objeto_casa} {no comodo}, {no comodo2} e até na geladeira. Não achou. À noite, {o familia} sentou no sofá e sentiu uma coisa dura: era {o objeto_casa}!',
    '{o familia} acordou cedo para {tarefa}. Depois foi {tarefa} e, antes do almoço, ainda conseguiu {tarefa}. À tarde, descansou {no comodo} e ouviu música.',
    '— Quem vai {tarefa} hoje? — perguntou {o familia}. — Eu fiz isso ontem — respondeu {pessoa}. — Então você pode {tarefa}. E todos riram.',
    'Vende-se {movel} {usado:movel}, em bom estado, por R$ {#ndd}. Buscar na rua das Laranjeiras, {#ndd}. Falar com {pessoa} pelo telefone 9{#dddd}-{#dddd}.',
  ],
};
