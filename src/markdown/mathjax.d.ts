/** The part of MathJax 4's Node interface that the site uses; the package ships no types. */
declare module 'mathjax' {
  export interface LiteElement {
    readonly kind: string;
  }

  export interface MathJaxObject {
    startup: {
      adaptor: { outerHTML(node: LiteElement): string };
      document: { outputJax: { fontCache: { getCache(): LiteElement } } };
    };
    tex2svgPromise(tex: string, options: { display: boolean }): Promise<LiteElement>;
  }

  const MathJax: { init(config: object): Promise<MathJaxObject> };
  export default MathJax;
}
