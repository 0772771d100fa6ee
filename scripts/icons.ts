/** Draws the icons of the installed site from the favicon: `node scripts/icons.ts`. Their source is `public/favicon.svg`. */
import { mkdir, readFile } from 'node:fs/promises';
import sharp from 'sharp';

const SOURCE = 'public/favicon.svg';
const FOLDER = 'public/icones';
const PAPER = '#ffffff';
/** Share of the width that a mask always shows (W3C, "Web Application Manifest", safe zone of 80%), with some air. */
const SAFE = 0.62;

async function draw(size: number, share: number, file: string): Promise<void> {
  const inner = Math.round(size * share);
  const drawing = await sharp(await readFile(SOURCE), { density: (72 * inner) / 32 })
    .resize(inner)
    .png()
    .toBuffer();
  await sharp({ create: { width: size, height: size, channels: 4, background: PAPER } })
    .composite([{ input: drawing }])
    .png({ palette: true })
    .toFile(`${FOLDER}/${file}`);
}

await mkdir(FOLDER, { recursive: true });
await draw(192, 0.84, '192.png');
await draw(512, 0.84, '512.png');
await draw(512, SAFE, '512-mascara.png');
