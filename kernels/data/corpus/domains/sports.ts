import { nouns, phrases } from '../../grammar/morphology.ts';
import type { Domain } from '../domain.ts';

export const sports: Domain = {
  topic: 'esporte',
  weight: 0.9,
  nouns: {
    time: nouns(
      'time da escola/m, equipe azul/f/equipes azuis, seleção/f, clube do bairro/m, time visitante/m/times visitantes, equipe da cidade/f',
    ),
    jogador: nouns(
      'jogador/m, jogadora/f, atacante/m, goleiro/m, goleira/f, zagueiro/m, capitão/m, capitã/f, meia/m, ponta/f, reserva/m',
    ),
    atleta: nouns(
      'nadador/m, nadadora/f, corredor/m, corredora/f, ginasta/f, ciclista/m, skatista/f, judoca/m, surfista/m, tenista/f, maratonista/f, saltador/m',
    ),
    partida: nouns('partida/f, jogo/m, final/f, semifinal/f, clássico/m, amistoso/m, decisão/f'),
    prova: nouns(
      'corrida/f, maratona/f, regata/f, prova de natação/f, volta ciclística/f/voltas ciclísticas, prova de revezamento/f, competição/f',
    ),
    treinador: nouns('treinador/m, treinadora/f, técnico/m, técnica/f, preparadora/f'),
    premio: nouns('medalha/f, troféu/m, taça/f, título/m, faixa/f'),
  },
  adjectives: {
    jogo: phrases('difícil, emocionante, disputado, equilibrado, nervoso, bonito, empolgante'),
  },
  phrases: {
    placar: phrases(
      'um a zero, dois a um, três a zero, quatro a um, três a dois, 1 a 0, 2 a 1, 3 a 1, 5 a 2',
    ),
    empate: phrases('zero a zero, um a um, dois a dois, 1 a 1, 3 a 3'),
    modalidade: phrases(
      'futebol, vôlei, basquete, natação, judô, tênis, handebol, ginástica, skate, surfe, xadrez, ciclismo, atletismo, kart, capoeira, windsurfe',
    ),
  },
  sentences: [
    'A equipe feminina de {modalidade} treina {no lugar} na {dia}.',
    'A equipe masculina de {modalidade} viajou para {cidade}.',
    'Na escola há uma equipe feminina e uma equipe masculina de {modalidade}.',
    '{o time} venceu {o partida} por {placar}.',
    '{o atleta} treinou {nf} horas {passado}.',
    '{o partida} foi {*jogo partida} e {*jogo partida} do começo ao fim.',
    '{pessoa} marcou {n} pontos {no partida}.',
    '{o atleta} bateu o próprio recorde e ganhou {um premio}.',
    'A torcida {do time} cantou durante {o partida}.',
    '{o jogador} {do time} defendeu a bola no último minuto.',
    '{o time} perdeu {o partida} em {cidade}, mas jogou bem.',
    '{o partida} acabou em {empate}.',
    '{o treinador} pediu calma {ao jogador} no intervalo.',
    '{pessoa} pratica {modalidade} e {modalidade} desde criança.',
    '{o treinador} escalou {o jogador} para {o partida} de domingo.',
    '{o atleta} caiu, levantou e terminou {o prova}.',
    'O juiz apitou, e {o jogador} cobrou a falta com força.',
    '{o atleta} chegou em {ordem} lugar {no prova} de {cidade}.',
    'O estádio ficou lotado para ver {o time}.',
    '{o jogador} machucou o joelho e saiu de campo.',
    'Aos {dezena} minutos, {o jogador} fez o gol da vitória.',
    'A inscrição para {o prova} vai até o dia {#n} de {mes}.',
    '{pessoa} aprendeu {modalidade} com {o familia}.',
    '{o time} treina toda {dia} perto {do lugar}.',
    '{o jogador} vestiu a camisa {#n} e entrou em campo.',
    '{o prova} tem {#n} km e começa às {hora}.',
    'Depois {do prova}, {o atleta} bebeu água e descansou.',
    '{o treinador} elogiou {o atleta} pela dedicação.',
    'O campeonato de {modalidade} começa {futuro} em {cidade}.',
    '{o time} entregou {um premio} {ao jogador} mais jovem.',
    'Sem treino não há vitória, repetia {o treinador}.',
  ],
  scripts: [
    '{o time} começou mal e levou um gol logo cedo. No intervalo, {o treinador} conversou com todos. No segundo tempo, {o jogador} empatou e {o jogador2} virou o jogo. A torcida saiu feliz.',
    '{pessoa} sonhava em ganhar {um premio} de {modalidade}. Treinava de manhã e à noite, com sol ou com chuva. No dia {do prova}, {ele:pessoa} chegou em {ordem} lugar e comemorou com {o familia}.',
    '— Quem vai jogar {futuro}? — perguntou {o jogador}. — Todos vão jogar um pouco — respondeu {o treinador}. — O importante é treinar bem.',
    'Resultado {do partida}: {o time} fez {placar}. {o jogador} jogou muito bem e recebeu {um premio}. O próximo jogo será em {cidade}, às {hora}.',
  ],
};
