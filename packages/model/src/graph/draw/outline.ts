import type { Rectangle } from './layout.ts';

/** The outline of a box by node type (`stateful` for whatever holds data); types without one are rectangles. */
export function outline(type: string, { x, y, width, height }: Rectangle): string {
  const right = x + width;
  const bottom = y + height;
  const middle = y + height / 2;
  switch (type) {
    case 'workload':
      return rectangle(x, y, width, height, 6);
    case 'endpoint':
      return rectangle(x, y, width, height, height / 2);
    case 'secret':
      return path(
        `M${x} ${middle}L${x + 14} ${y}H${right - 14}L${right} ${middle}L${right - 14} ${bottom}H${x + 14}z`,
      );
    case 'identity':
      return path(
        `M${x + 8} ${y}H${right - 8}L${right} ${y + 8}V${bottom - 8}L${right - 8} ${bottom}H${x + 8}L${x} ${bottom - 8}V${y + 8}z`,
      );
    case 'external':
      return path(`M${x + 14} ${y}H${right}V${bottom}H${x + 14}L${x} ${middle}z`, 'dashed');
    case 'namespace':
      return path(`M${x} ${y}H${x + width / 4}L${x + width / 4 + 6} ${y + 5}H${right}V${bottom}H${x}z`);
    case 'stateful': {
      const half = width / 2;
      return path(
        `M${x} ${y + 5}A${half} 5 0 0 1 ${right} ${y + 5}V${bottom - 5}A${half} 5 0 0 1 ${x} ${bottom - 5}zM${x} ${y + 5}A${half} 5 0 0 0 ${right} ${y + 5}`,
      );
    }
    default:
      return rectangle(x, y, width, height, 0);
  }
}

function rectangle(x: number, y: number, width: number, height: number, radius: number): string {
  return `<rect class="shape" x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}"/>`;
}

function path(data: string, style = ''): string {
  return `<path class="${style === '' ? 'shape' : `shape ${style}`}" d="${data}"/>`;
}
