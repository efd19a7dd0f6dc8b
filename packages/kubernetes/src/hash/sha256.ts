/** Round constants (FIPS 180-4, 4.2.2): the cube roots of the first 64 primes. */
const K = new Int32Array(64);
/** Initial state (FIPS 180-4, 5.3.3): the square roots of the first 8 primes. */
const H = new Int32Array(8);
for (let number = 2, count = 0; count < 64; number++) {
  let prime = true;
  for (let divisor = 2; divisor * divisor <= number; divisor++) if (number % divisor === 0) prime = false;
  if (!prime) continue;
  if (count < 8) H[count] = fraction(Math.sqrt(number));
  K[count++] = fraction(Math.cbrt(number));
}

function fraction(root: number): number {
  return ((root - Math.floor(root)) * 0x1_0000_0000) | 0;
}

const encoder = new TextEncoder();
const W = new Int32Array(64);
let buffer = new Uint8Array(65_536 + 128);
let view = new DataView(buffer.buffer);

/** SHA-256 of the UTF-8 bytes of a text, as 32 bytes. */
export function sha256(text: string): Uint8Array {
  const state = digest(text);
  const bytes = new Uint8Array(32);
  const out = new DataView(bytes.buffer);
  for (let index = 0; index < 8; index++) out.setInt32(index * 4, state[index] ?? 0);
  return bytes;
}

/** SHA-256 of the UTF-8 bytes of a text, as 64 lower-case hexadecimal digits. */
export function sha256Hex(text: string): string {
  const state = digest(text);
  let hex = '';
  for (let index = 0; index < 8; index++) hex += ((state[index] ?? 0) >>> 0).toString(16).padStart(8, '0');
  return hex;
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** Base32 (RFC 4648, lower case, no padding) of the first bytes of SHA-256: `length` characters, at most 51. */
export function sha256Base32(text: string, length: number): string {
  const bytes = sha256(text);
  let result = '';
  for (let index = 0; index < length; index++) {
    const bit = index * 5;
    const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    result += ALPHABET.charAt((pair >> (11 - (bit & 7))) & 31);
  }
  return result;
}

const STATE = new Int32Array(8);

function digest(text: string): Int32Array {
  // A UTF-16 code unit takes at most three bytes in UTF-8.
  if (text.length * 3 + 128 > buffer.length) {
    buffer = new Uint8Array(text.length * 3 + 128);
    view = new DataView(buffer.buffer);
  }
  const length = encoder.encodeInto(text, buffer).written;
  const end = (length + 9 + 63) & ~63;
  buffer.fill(0, length, end);
  buffer[length] = 0x80;
  view.setUint32(end - 8, Math.floor(length / 0x2000_0000));
  view.setUint32(end - 4, (length << 3) >>> 0);
  STATE.set(H);
  for (let at = 0; at < end; at += 64) block(STATE, at);
  return STATE;
}

/** One block of 64 bytes (FIPS 180-4, 6.2.2). */
function block(state: Int32Array, at: number): void {
  for (let t = 0; t < 16; t++) W[t] = view.getInt32(at + t * 4);
  for (let t = 16; t < 64; t++) {
    W[t] = (W[t - 16]! + small0(W[t - 15]!) + W[t - 7]! + small1(W[t - 2]!)) | 0;
  }
  let a = state[0]! | 0;
  let b = state[1]! | 0;
  let c = state[2]! | 0;
  let d = state[3]! | 0;
  let e = state[4]! | 0;
  let f = state[5]! | 0;
  let g = state[6]! | 0;
  let h = state[7]! | 0;
  // Eight rounds at a time: the names rotate instead of the values.
  for (let t = 0; t < 64; t += 8) {
    h = (h + big1(e) + (g ^ (e & (f ^ g))) + K[t]! + W[t]!) | 0;
    d = (d + h) | 0;
    h = (h + big0(a) + ((a & b) | (c & (a | b)))) | 0;
    g = (g + big1(d) + (f ^ (d & (e ^ f))) + K[t + 1]! + W[t + 1]!) | 0;
    c = (c + g) | 0;
    g = (g + big0(h) + ((h & a) | (b & (h | a)))) | 0;
    f = (f + big1(c) + (e ^ (c & (d ^ e))) + K[t + 2]! + W[t + 2]!) | 0;
    b = (b + f) | 0;
    f = (f + big0(g) + ((g & h) | (a & (g | h)))) | 0;
    e = (e + big1(b) + (d ^ (b & (c ^ d))) + K[t + 3]! + W[t + 3]!) | 0;
    a = (a + e) | 0;
    e = (e + big0(f) + ((f & g) | (h & (f | g)))) | 0;
    d = (d + big1(a) + (c ^ (a & (b ^ c))) + K[t + 4]! + W[t + 4]!) | 0;
    h = (h + d) | 0;
    d = (d + big0(e) + ((e & f) | (g & (e | f)))) | 0;
    c = (c + big1(h) + (b ^ (h & (a ^ b))) + K[t + 5]! + W[t + 5]!) | 0;
    g = (g + c) | 0;
    c = (c + big0(d) + ((d & e) | (f & (d | e)))) | 0;
    b = (b + big1(g) + (a ^ (g & (h ^ a))) + K[t + 6]! + W[t + 6]!) | 0;
    f = (f + b) | 0;
    b = (b + big0(c) + ((c & d) | (e & (c | d)))) | 0;
    a = (a + big1(f) + (h ^ (f & (g ^ h))) + K[t + 7]! + W[t + 7]!) | 0;
    e = (e + a) | 0;
    a = (a + big0(b) + ((b & c) | (d & (b | c)))) | 0;
  }
  state[0] = (state[0]! + a) | 0;
  state[1] = (state[1]! + b) | 0;
  state[2] = (state[2]! + c) | 0;
  state[3] = (state[3]! + d) | 0;
  state[4] = (state[4]! + e) | 0;
  state[5] = (state[5]! + f) | 0;
  state[6] = (state[6]! + g) | 0;
  state[7] = (state[7]! + h) | 0;
}

function big0(x: number): number {
  return ((x >>> 2) | (x << 30)) ^ ((x >>> 13) | (x << 19)) ^ ((x >>> 22) | (x << 10));
}

function big1(x: number): number {
  return ((x >>> 6) | (x << 26)) ^ ((x >>> 11) | (x << 21)) ^ ((x >>> 25) | (x << 7));
}

function small0(x: number): number {
  return ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
}

function small1(x: number): number {
  return ((x >>> 17) | (x << 15)) ^ ((x >>> 19) | (x << 13)) ^ (x >>> 10);
}
