/** Number of colors that systems take in turn. */
export const SYSTEM_COLORS = 8;

/** Hues of the systems: far apart for neighbors, and told apart in light and dark. */
const HUES = [212, 28, 150, 280, 48, 340, 185, 95];

interface Theme {
  readonly page: string;
  readonly text: string;
  readonly soft: string;
  readonly fill: (hue: number) => string;
  readonly line: (hue: number) => string;
}

const light: Theme = {
  page: '#fff',
  text: '#1b1f24',
  soft: '#57606a',
  fill: (hue) => `hsl(${hue},75%,95%)`,
  line: (hue) => `hsl(${hue},45%,42%)`,
};
const dark: Theme = {
  page: '#0d1117',
  text: '#e6edf3',
  soft: '#9da7b3',
  fill: (hue) => `hsl(${hue},35%,17%)`,
  line: (hue) => `hsl(${hue},45%,62%)`,
};

/** Plain rules without variables: many viewers of SVG know none. */
function colors({ page, text, soft, fill, line }: Theme): string {
  const systems = HUES.map((hue, index) => `.c${index}{fill:${fill(hue)};stroke:${line(hue)}}`).join('');
  return `.page{fill:${page}}text{fill:${text}}.kind{fill:${soft}}.edge{stroke:${soft}}.head{fill:${soft}}${systems}`;
}

/** The style sheet of a drawing; `prefers-color-scheme` chooses between light and dark. */
export const styleSheet = [
  'text{font-family:ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;stroke:none}',
  '.heading{font-size:16px;font-weight:700}.system{font-size:12px;font-weight:700}.legend{font-size:11px}',
  '.name{font-size:12px;font-weight:700;text-anchor:middle}.kind{font-size:10px;text-anchor:middle}',
  '.band{fill-opacity:.45;stroke-opacity:.35}.shape{stroke-width:1.4}.dashed{stroke-dasharray:5 3}',
  '.edge{fill:none;stroke-width:1.2}.derived{stroke-dasharray:4 3}.edge:hover{stroke-width:3}',
  colors(light),
  `@media(prefers-color-scheme:dark){${colors(dark)}}`,
  '.exposes{stroke:hsl(212,60%,50%)}.uses{stroke:hsl(280,35%,55%)}.reaches{stroke:hsl(150,45%,38%)}',
  '.reads,.writes,.consumes,.produces{stroke:hsl(28,70%,45%)}',
].join('\n');
