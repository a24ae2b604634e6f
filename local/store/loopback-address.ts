import { randomInt } from 'node:crypto';

/**
 * A random address of 127.0.0.0/8 outside of 127.0.0.0/16, where services usually listen: 24 bits less a few, and a port,
 * are more than a web page can try.
 */
export function randomLoopbackAddress(): string {
  return `127.${randomInt(1, 255)}.${randomInt(0, 256)}.${randomInt(1, 255)}`;
}
