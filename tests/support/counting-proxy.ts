import { connect, createServer, type Socket } from 'node:net';

/** Stands between a client and PostgreSQL and counts how often the client speaks after it has been answered. */
export interface CountingProxy {
  /** The address that leads through it. */
  url: string;
  trips(): number;
  close(): Promise<void>;
}

export async function countingProxy(url: string): Promise<CountingProxy> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let trips = 0;
  const server = createServer((client) => {
    const database = connect(Number(port), hostname);
    let answered = true;
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.setNoDelay(true).on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    client.on('data', (chunk) => {
      if (answered) trips += 1;
      answered = false;
      database.write(chunk);
    });
    database.on('data', (chunk) => {
      answered = true;
      client.write(chunk);
    });
    client.on('end', () => database.end());
    database.on('end', () => client.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String(typeof address === 'object' ? address?.port : '');
  return {
    url: through.href,
    trips: () => trips,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
