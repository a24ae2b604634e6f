import type { Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import type { Caller } from './admission.ts';

/** Of one address, and of all that have shown no key, before those that stand idle are closed for new ones. */
const ANONYMOUS = { mostOfOne: 128, most: 512 } as const;
const AUTHORIZED = { mostOfOne: 1_024, most: 4_096 } as const;

/** A connection that has been given this long and has no request in work gives way to a new one. */
const staleMs = 1_000;

/** Connections come in bursts, which the next moment uses; beyond so many times the limits they are refused. */
const burstFactor = 4;

interface Connection {
  readonly socket: Socket;
  pool: Pool;
  owner: string;
  /** Requests that have come whole and are being answered. */
  answering: number;
  idleSinceMs: number;
}

interface Pool {
  readonly limits: { readonly mostOfOne: number; readonly most: number };
  /** Longest idle first. */
  readonly byOwner: Map<string, Set<Connection>>;
  size: number;
}

export interface Connections {
  /** Counts a new connection; one too many is destroyed. `proxyAddress` is given for those of a trusted proxy. */
  open(socket: Socket, options: { address: string; isProxy: boolean }): void;
  /** From now on the connection counts for the caller of its key. */
  belongsTo(socket: Socket, caller: Caller): void;
  /** Keeps the connection until the returned function is called: a whole request is being answered. */
  answering(socket: Socket): () => void;
}

/**
 * Bounds the open connections of an address without a key, of a caller, and of all, so that idle ones do not keep
 * others out: above a bound the one that has been idle longest, or takes longest to send, is closed for the new one.
 */
export function createConnections(clock: Clock): Connections {
  const anonymous: Pool = { limits: ANONYMOUS, byOwner: new Map(), size: 0 };
  const authorized: Pool = { limits: AUTHORIZED, byOwner: new Map(), size: 0 };
  const known = new WeakMap<Socket, Connection>();

  const makeRoom = (pool: Pool, owner: string): boolean => {
    const { mostOfOne, most } = pool.limits;
    const ownCount = pool.byOwner.get(owner)?.size ?? 0;
    const crowd = ownCount >= mostOfOne ? owner : pool.size >= most ? largestOwner(pool) : undefined;
    if (crowd === undefined) return true;
    if (closeStale(pool.byOwner.get(crowd) ?? new Set(), clock.now() - staleMs)) return true;
    return ownCount < burstFactor * mostOfOne && pool.size < burstFactor * most;
  };
  return {
    open(socket, { address, isProxy }) {
      const pool = isProxy ? authorized : anonymous;
      if (!makeRoom(pool, address)) {
        socket.destroy();
        return;
      }
      const connection = { socket, pool, owner: address, answering: 0, idleSinceMs: clock.now() };
      known.set(socket, connection);
      add(connection);
      socket.once('close', () => remove(connection));
    },
    belongsTo(socket, { kind, key }) {
      const connection = known.get(socket);
      const owner = `${kind} ${key}`;
      if (connection === undefined || connection.owner === owner || socket.destroyed) return;
      if (kind === 'anonymous' || connection.pool === authorized) return;
      remove(connection);
      makeRoom(authorized, owner);
      connection.pool = authorized;
      connection.owner = owner;
      add(connection);
    },
    answering(socket) {
      const connection = known.get(socket);
      if (connection === undefined) return () => {};
      connection.answering += 1;
      return () => {
        connection.answering -= 1;
        connection.idleSinceMs = clock.now();
        if (socket.destroyed) return;
        remove(connection);
        add(connection);
      };
    },
  };
}

function add(connection: Connection): void {
  const { pool, owner } = connection;
  const own = pool.byOwner.get(owner) ?? new Set();
  own.add(connection);
  pool.byOwner.set(owner, own);
  pool.size += 1;
}

function remove(connection: Connection): void {
  const { pool, owner } = connection;
  const own = pool.byOwner.get(owner);
  if (own === undefined || !own.delete(connection)) return;
  pool.size -= 1;
  if (own.size === 0) pool.byOwner.delete(owner);
}

function largestOwner({ byOwner }: Pool): string | undefined {
  let largest: string | undefined;
  for (const [owner, { size }] of byOwner)
    if (largest === undefined || size > (byOwner.get(largest)?.size ?? 0)) largest = owner;
  return largest;
}

/** Closes the one that has been idle longest, if that is since `latestMs` or before. */
function closeStale(connections: ReadonlySet<Connection>, latestMs: number): boolean {
  for (const connection of connections) {
    if (connection.answering > 0) continue;
    if (connection.idleSinceMs > latestMs) return false;
    remove(connection);
    connection.socket.destroy();
    return true;
  }
  return false;
}
