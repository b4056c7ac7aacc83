import { hostname, networkInterfaces } from 'node:os';

/** Bridges of containers and virtual machines: addresses nobody on the network can reach. */
const isVirtual = /^(docker|br-|veth|virbr|vmnet|vboxnet|cni|flannel|podman)/;

/** This machine's addresses on the local network; IPv6 only where there is no IPv4, since those change by the day. */
export function lanAddresses(): string[] {
  const all = Object.entries(networkInterfaces())
    .filter(([name]) => !isVirtual.test(name))
    .flatMap(([, addresses]) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !address.startsWith('fe80:') && !address.startsWith('169.254.'));
  const v4 = all.filter(({ family }) => family === 'IPv4');
  return [...new Set((v4.length > 0 ? v4 : all).map(({ address }) => address))].sort();
}

/** The names and addresses of the shared origin: those given first, then the network's, then this machine itself. */
export function shareHosts(given: string | undefined): string[] {
  const named = (given ?? '').split(',').flatMap((part) => part.trim().toLowerCase() || []);
  const own = hostname()
    .toLowerCase()
    .replace(/\.local$/, '');
  return [...new Set([...named, ...lanAddresses(), `${own}.local`, own, 'localhost', '127.0.0.1'])];
}
