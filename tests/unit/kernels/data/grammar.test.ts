import { describe, expect, it } from 'vitest';
import { contract, determine } from '../../../../kernels/data/grammar/determiners.ts';
import { inflect, nouns, parseNoun, pluralOf } from '../../../../kernels/data/grammar/morphology.ts';
import { expand, type Grammar, newScope } from '../../../../kernels/data/grammar/template.ts';
import { Rng } from '../../../../kernels/random.ts';

describe('plural', () => {
  it.each([
    ['bolo', 'bolos'],
    ['canção', 'canções'],
    ['pão', 'pães'],
    ['irmão', 'irmãos'],
    ['viagem', 'viagens'],
    ['jornal', 'jornais'],
    ['farol', 'faróis'],
    ['papel', 'papéis'],
    ['túnel', 'túneis'],
    ['amável', 'amáveis'],
    ['barril', 'barris'],
    ['fácil', 'fáceis'],
    ['flor', 'flores'],
    ['luz', 'luzes'],
    ['mês', 'meses'],
    ['português', 'portugueses'],
    ['gás', 'gases'],
    ['ônibus', 'ônibus'],
    ['azul', 'azuis'],
  ])('%s -> %s', (singular, plural) => {
    expect(pluralOf(singular)).toBe(plural);
  });

  it('inflects the head of a compound, and asks where it cannot know', () => {
    expect(parseNoun('bolo de milho/m')).toEqual({
      singular: 'bolo de milho',
      plural: 'bolos de milho',
      gender: 'm',
    });
    expect(parseNoun('nota fiscal/f/notas fiscais').plural).toBe('notas fiscais');
    expect(() => parseNoun('nota fiscal/f')).toThrow('give its plural');
    expect(() => parseNoun('nota')).toThrow('word/m');
  });
});

describe('agreement of adjectives', () => {
  it.each([
    ['bonito', 'bonita', 'bonitos', 'bonitas'],
    ['encantador', 'encantadora', 'encantadores', 'encantadoras'],
    ['alegre', 'alegre', 'alegres', 'alegres'],
    ['azul', 'azul', 'azuis', 'azuis'],
    ['comum', 'comum', 'comuns', 'comuns'],
    ['bom', 'boa', 'bons', 'boas'],
    ['melhor', 'melhor', 'melhores', 'melhores'],
    ['português', 'portuguesa', 'portugueses', 'portuguesas'],
    ['chorão', 'chorona', 'chorões', 'choronas'],
    ['cru', 'crua', 'crus', 'cruas'],
    ['simples', 'simples', 'simples', 'simples'],
    ['ele', 'ela', 'eles', 'elas'],
  ])('%s', (masculine, feminine, masculinePlural, femininePlural) => {
    expect(inflect(masculine, 'm', 'singular')).toBe(masculine);
    expect(inflect(masculine, 'f', 'singular')).toBe(feminine);
    expect(inflect(masculine, 'm', 'plural')).toBe(masculinePlural);
    expect(inflect(masculine, 'f', 'plural')).toBe(femininePlural);
  });
});

describe('contractions', () => {
  it('joins prepositions with articles and pronouns', () => {
    expect(contract('de', 'as')).toBe('das');
    expect(contract('em', 'uma')).toBe('numa');
    expect(contract('de', 'uma')).toBe('de uma');
    expect(contract('a', 'a')).toBe('à');
    expect(contract('a', 'os')).toBe('aos');
    expect(contract('a', 'aquela')).toBe('àquela');
    expect(contract('a', 'uma')).toBe('a uma');
    expect(contract('por', 'os')).toBe('pelos');
    expect(contract('por', 'esta')).toBe('por esta');
    expect(contract('de', 'estas')).toBe('destas');
    expect(contract('de', 'meu')).toBe('de meu');
  });

  it('agrees with the noun', () => {
    expect(determine('do', 'f', 'singular')).toBe('da');
    expect(determine('aos', 'f', 'plural')).toBe('às');
    expect(determine('uns', 'f', 'plural')).toBe('umas');
    expect(determine('neste', 'f', 'singular')).toBe('nesta');
    expect(() => determine('xis', 'f', 'singular')).toThrow('no determiner');
  });
});

const grammar: Grammar = {
  nouns: { fruta: nouns('maçã/f, limão/m'), nome: nouns('Ana/f') },
  adjectives: { sabor: ['doce', 'azedo'] },
  phrases: { quando: ['à tarde'], compra: ['comprou {os fruta}'] },
};

describe('templates', () => {
  it('keeps the noun of a slot and agrees with its gender and number', () => {
    const outputs = new Set<string>();
    const template = '{os fruta} {estava|estavam:fruta} {maduro:fruta}, e {o fruta}';
    for (let seed = 0; seed < 20; seed++) outputs.add(expand(template, grammar, new Rng(seed)));
    // The later mention in the singular does not change what was already said.
    expect(outputs).toEqual(
      new Set(['As maçãs estavam maduras, e a maçã', 'Os limões estavam maduros, e o limão']),
    );
  });

  it('avoids repetition, expands phrases and capitalises sentences', () => {
    const text = expand('{nome} {compra} {quando}. depois viu {+fruta2} — disse ela.', grammar, new Rng(1));
    expect(text).toMatch(
      /^Ana comprou (as maçãs|os limões) à tarde\. Depois viu (maçãs|limões) — disse ela\.$/,
    );
    expect(text.match(/maçãs/g)).toHaveLength(1);
    expect(expand('— oi! — disse {nome}. "sim?" não.', grammar, new Rng(1))).toBe(
      '— Oi! — disse Ana. "Sim?" Não.',
    );
  });

  it('shares nouns through a scope', () => {
    const scope = newScope();
    const first = expand('{fruta}', grammar, new Rng(1), scope);
    expect(expand('{fruta}', grammar, new Rng(2), scope)).toBe(first);
  });

  it('draws characters by pattern', () => {
    expect(expand('{#LLL-ndd}', grammar, new Rng(1))).toMatch(/^[A-Z]{3}-[1-9]\d\d$/);
  });

  it.each([
    ['{peixe}', 'unknown class "peixe"'],
    ['{*sabor fruta}', 'later or never'],
    ['{foo fruta}', 'no determiner'],
    ['{compra3}', 'unknown class'],
  ])('says what is wrong with %s', (template, message) => {
    expect(() => expand(template, grammar, new Rng(1))).toThrow(message);
  });
});
