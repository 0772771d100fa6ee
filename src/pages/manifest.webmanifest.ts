/** The web app manifest: makes the site installable. */
import type { APIRoute } from 'astro';
import { href } from '../components/site/paths.ts';

const icon = (size: number, purpose: 'any' | 'maskable') => ({
  src: href(purpose === 'any' ? `/icones/${size}.png` : `/icones/${size}-mascara.png`),
  sizes: `${size}x${size}`,
  type: 'image/png',
  purpose,
});

const MANIFEST = {
  name: 'Ajuste Fino',
  short_name: 'Ajuste Fino',
  description: 'Aprenda a adaptar grandes modelos de linguagem, treinando adaptadores no próprio navegador.',
  lang: 'pt-BR',
  dir: 'ltr',
  id: href('/'),
  start_url: href('/'),
  scope: href('/'),
  display: 'minimal-ui',
  background_color: '#ffffff',
  theme_color: '#d9541f',
  categories: ['education'],
  icons: [icon(192, 'any'), icon(512, 'any'), icon(512, 'maskable')],
  shortcuts: [
    { name: 'Aulas', url: href('/aulas/') },
    { name: 'Laboratórios', url: href('/laboratorio/') },
    { name: 'Questões', url: href('/questoes/') },
  ],
};

export const GET: APIRoute = () =>
  new Response(JSON.stringify(MANIFEST, null, 2), {
    headers: { 'Content-Type': 'application/manifest+json' },
  });
