/**
 * Lets a server answer on a free port of this machine.
 * @param {import('node:http').Server} server
 * @returns its address without a slash at the end, and what ends it
 */
export async function listen(server) {
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  return {
    url: `http://localhost:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
