import { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import QRCode from 'qrcode';
import { generate } from 'selfsigned';

const dayMs = 86_400_000;
/** Browsers on phones refuse certificates that live much longer. */
const lifetimeDays = 397;
const renewBeforeDays = 14;

/** Makes sure that `key.pem` and `cert.pem` in this folder cover these hosts; the same pair is kept while it does. */
export async function ensureCertificate(dir: string, hosts: string[]): Promise<'kept' | 'made'> {
  const certPath = join(dir, 'cert.pem');
  const keyPath = join(dir, 'key.pem');
  if (existsSync(certPath) && existsSync(keyPath) && covers(readFileSync(certPath, 'utf8'), hosts)) return 'kept';
  mkdirSync(dir, { recursive: true });
  const now = Date.now();
  const made = await generate([{ name: 'commonName', value: 'CoUp on the local network' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - dayMs),
    notAfterDate: new Date(now + lifetimeDays * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: hosts.map((host) => (isIP(host) ? { type: 7, ip: host } : { type: 2, value: host })),
      },
    ],
  });
  writeFileSync(keyPath, made.private, { mode: 0o600 });
  writeFileSync(certPath, made.cert);
  return 'made';
}

/** Whether a certificate names all of these hosts and is good for two more weeks. */
export function covers(pem: string, hosts: string[], now = Date.now()): boolean {
  const certificate = new X509Certificate(pem);
  const isFresh = new Date(certificate.validTo).getTime() - now > renewBeforeDays * dayMs;
  return isFresh && hosts.every((host) => (isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host)));
}

/** The address as a QR code of half-block characters, for the camera of a phone. */
export function qrCode(address: string): Promise<string> {
  return QRCode.toString(address, { type: 'terminal', small: true, errorCorrectionLevel: 'L' });
}
